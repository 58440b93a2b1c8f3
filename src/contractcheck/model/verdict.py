"""The outcome of judging a clause, in the five words of EARL 1.0 (W3C Evaluation and Report Language)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from contractcheck.model.evidence import GapReason


class Outcome(Enum):
    """EARL's five outcome values."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one clause with its reason; ``live`` says that it asked the live world.

    ``gap`` says why it could not be looked at, where that is the reason. ``seen`` are the documents and
    URLs looked at, and ``observed`` is the day of the oldest answer that is not read from the tree.
    ``left`` is what looking left behind on a server, as sentences.
    """

    clause: str
    outcome: Outcome
    reason: str = ""
    live: bool = False
    gap: GapReason | None = None
    seen: tuple[str, ...] = ()
    observed: date | None = None
    left: tuple[str, ...] = ()
