"""What was seen when looking, and what could not be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from contractcheck.model.location import Location
from contractcheck.model.stance import PLAIN, Role, StanceMark


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of what selectors and sources yield; each relation knows the facts of its needs."""


@dataclass(frozen=True, slots=True)
class Value(Fact):
    """A located text: a member of a set, a statement, a word that was looked for."""

    text: str
    at: Location
    stance: StanceMark = PLAIN
    role: Role = Role.CURRENT
    code: bool = False
    context: str = ""


@dataclass(frozen=True, slots=True)
class NotServed(Fact):
    """What a clause is about is not there yet, by right: the clause does not apply."""

    why: str


class GapReason(Enum):
    """Why a source could not be looked at."""

    NOT_LOOKED = "not looked at"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed out"
    BLOCKED = "blocked"
    NO_CREDENTIAL = "no credential"
    NOT_ALLOWED = "host not allowed"
    RATE_LIMITED = "rate limited"
    UNREADABLE = "unreadable"
    STALE = "stale"
    NO_EVIDENCE = "no evidence"
    UNDECIDABLE = "cannot be decided statically"


@dataclass(frozen=True, slots=True)
class Gap:
    """A source could not be looked at: the reason, what was tried, and a sentence for the reader."""

    reason: GapReason
    source: str
    detail: str = ""

    def __str__(self) -> str:
        """Say it in one line."""
        text = f"{self.reason.value}: {self.source}"
        return f"{text} ({self.detail})" if self.detail else text


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one need brought: facts in document order, and the documents or URLs looked at.

    ``observed`` is the day (UTC) of the oldest answer among them; what the tree holds has none.
    """

    facts: tuple[Fact, ...] = ()
    looked_at: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    observed: date | None = None
