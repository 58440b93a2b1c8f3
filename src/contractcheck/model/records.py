"""Records: named rows with a value in each column, shown in tables, labelled items and data."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.location import Location
from contractcheck.model.needs import DataNeed, DocumentNeed, RegistryNeed

Writings = tuple[str, ...]
"""The ways in which one value may be written."""


@dataclass(frozen=True, slots=True)
class Row:
    """A declared row: its key and, column by column, how its value may be written.

    ``at`` is where the contract declares it, where that is not the line of the clause.
    """

    key: str
    values: tuple[tuple[str, Writings], ...]
    at: Location | None = None


@dataclass(frozen=True, slots=True)
class RecordsAre(Argument):
    """A view shows these rows, and in each the declared values.

    ``columns`` are the columns this view has; ``headers`` what the view calls them. ``declared`` is
    where the contract declares the rows, where that is not the line of the clause.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    bound: Bound = Bound.EXACTLY
    noun: str = "row"
    declared: Location | None = None


@dataclass(frozen=True, slots=True)
class RecordsNeed(DocumentNeed):
    """Rows of a place: facts are ``PlaceFound``, ``RecordFound`` and ``ColumnGone``.

    ``key`` is the header of the key column, ``headers`` those of the others, ``known`` the keys.
    """

    key: str = ""
    headers: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsFileNeed(DataNeed):
    """Rows in a file of the tree: facts are ``PlaceFound`` and ``RecordFound``."""

    key: str = ""
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsRegistryNeed(RegistryNeed):
    """Rows that an API answers: facts are ``PlaceFound`` and ``RecordFound``."""

    key: str = ""
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordFound(Fact):
    """A row, an item or an object: its key, and cells by header; one without header holds all values."""

    key: Value
    cells: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class ColumnGone(Fact):
    """The table with the keys is there, a column of it is not."""

    header: str
    at: Location
