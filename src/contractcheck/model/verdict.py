"""The outcome of judging a clause, in the five words of EARL 1.0 (W3C Evaluation and Report Language)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """EARL's five outcome values."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one clause with its reason; ``live`` says that it asked the live world."""

    clause: str
    outcome: Outcome
    reason: str = ""
    live: bool = False
