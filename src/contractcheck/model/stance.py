"""How a piece of text means what it says, and what part its place plays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.location import Location


class Stance(Enum):
    """How a piece of text means what it says."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    PAST = "past"
    QUOTED = "quoted"
    EXAMPLE = "example"


class Role(Enum):
    """What part a place plays: it speaks for today, records the past, or is made by a program."""

    CURRENT = "current"
    HISTORY = "history"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class StanceMark:
    """A stance with what gave it: ``by`` is ``heading``, ``lead-in``, ``sentence`` and the like."""

    stance: Stance = Stance.AFFIRMED
    by: str = ""
    at: Location | None = None

    def __str__(self) -> str:
        """Say it as findings do: ``denied by the heading at line 51``."""
        if not self.by or self.at is None:
            return self.stance.value
        return f"{self.stance.value} by the {self.by} at line {self.at.span.line}"


PLAIN = StanceMark()
"""The mark of text that simply says what it says."""
