"""Source code as a place: its parts told apart, and sets and values that a named symbol shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Need
from contractcheck.model.evidence import Fact, Value


class PartKind(Enum):
    """What a stretch of source is; ``TEXT`` is what a template shows as it stands."""

    CODE = "code"
    STRING = "string"
    COMMENT = "comment"
    SYMBOL = "symbol"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one kind; ``start`` and ``end`` count characters. Parts side by side are the file."""

    kind: PartKind
    start: int
    end: int


class SourceShape(Enum):
    """What of a symbol is a member of the set."""

    AUTO = "auto"
    STRINGS = "strings"
    NAMES = "names"
    KEYS = "keys"
    VALUES = "values"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class SourceNeed(Need):
    """What the symbol ``of`` of a source file shows: ``PlaceFound`` and ``Value``, or ``SourceRow``."""

    path: str
    of: str
    shape: SourceShape = SourceShape.AUTO

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"{self.path} {self.of}"


@dataclass(frozen=True, slots=True)
class SourceRow(Fact):
    """One key of a table with the values that belong to it, as ``SourceShape.ROWS`` asks for."""

    key: Value
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkflowMembersNeed(Need):
    """Names a workflow shows: ``jobs``, ``events``, ``needs JOB`` or ``steps JOB``; facts as of a view."""

    workflow: str
    of: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"workflow {self.workflow} {self.of}"
