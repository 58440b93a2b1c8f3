"""What documents say of stale runs: rows that name a state, the time it may last, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.stance import Role, StanceMark


@dataclass(frozen=True, slots=True)
class RowsNeed(DocumentNeed):
    """The sentences, items and table rows of a place, each as one text: facts are ``RowFound``."""


@dataclass(frozen=True, slots=True)
class RowFound(Fact):
    """A sentence, an item or a table row; ``starts`` are (offset, location) of its parts."""

    text: str
    at: Location
    stance: StanceMark
    role: Role
    starts: tuple[tuple[int, Location], ...] = ()

    def locate(self, offset: int) -> Location:
        """Return the place of the part at or before an offset."""
        found = self.at
        for start, at in self.starts:
            if start > offset:
                break
            found = at
        return found


@dataclass(frozen=True, slots=True)
class ReconciliationShown(Argument):
    """A place says where something goes that stays in ``state`` too long, and, where told, ``after`` what."""

    state: str
    path: tuple[str, ...]
    after: str = ""
