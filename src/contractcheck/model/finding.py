"""A finding: a place where the world and a contract part, with what to do about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum

from contractcheck.model.location import Location


class Severity(Enum):
    """How much a finding weighs: an error fails the lane, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong, named ``<kind>/<what-is-wrong>``; its texts are what ``explain`` shows.

    ``echo_of`` names rules of the same kind that say the same fault better where both have found it.
    """

    id: str
    severity: Severity
    summary: str
    why: str
    fix: str
    example: str = ""
    echo_of: tuple[str, ...] = ()


class RepairTarget(Enum):
    """Which side a repair edits."""

    DOCUMENT = "document"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit that would mend a finding: replace the text at ``at`` by ``replacement``.

    ``replacement`` is ``None`` where the edit can only be described.
    """

    target: RepairTarget
    description: str
    at: Location
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A place that belongs to a finding, with a note that says how.

    Of a view of the fact in question ``view`` is its name, and ``lines`` are the first and last line
    that are the view, where it stands in a file of the tree.
    """

    at: Location
    note: str
    view: str = ""
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what stands at ``places`` (first is where to edit), what the contract says, repairs."""

    rule: str
    clause: str
    subject: str
    message: str
    places: tuple[Location, ...]
    severity: Severity
    expected: str = ""
    observed: str = ""
    related: tuple[Related, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def place(self) -> Location:
        """The primary place."""
        return self.places[0]

    @property
    def fingerprint(self) -> str:
        """Identity by meaning: rule, clause and subject; 16 hex digits of SHA-256."""
        identity = f"{self.rule}\0{self.clause}\0{self.subject}"
        return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def joined(first: Finding, other: Finding) -> Finding:
    """Return two findings of one fault as one, with the places of both."""
    return replace(
        first,
        places=tuple(dict.fromkeys((*first.places, *other.places))),
        related=tuple(dict.fromkeys((*first.related, *other.related))),
    )
