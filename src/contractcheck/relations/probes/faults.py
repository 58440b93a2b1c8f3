"""The words in which an answer is weighed."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractcheck.model.evidence import GapReason
from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which an answer departs from what the contract wants; ``message`` quotes no body.

    ``at`` are places in the answer, which count for nothing where answers are compared.
    """

    what: str
    subject: str
    message: str
    expected: str = ""
    observed: str = ""
    at: tuple[Location, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an answer comes to: its faults, or why nothing can be told; neither where it holds."""

    faults: tuple[Fault, ...] = ()
    unknown: str = ""
    gap: GapReason | None = None
