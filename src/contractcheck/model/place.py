"""Where to look: documents, a section by its headings, and the shape of what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SEPARATOR = " # "
"""Joins a document and heading titles; in plain YAML text ``#`` alone, where this begins a comment."""


class Shape(Enum):
    """The shape of the thing at a place; ``AUTO`` takes the first list, table or data fence there."""

    AUTO = "auto"
    LIST = "list"
    LABELLED_LIST = "labelled list"
    SENTENCE = "sentence"
    TABLE_COLUMN = "table column"
    TABLE_HEADER = "table header"
    CODE_SPANS = "code spans"
    HEADINGS = "headings"
    FENCE = "fence"
    FRONT_MATTER = "front matter"
    MARKERS = "markers"
    DATA = "data"


class MemberShape(Enum):
    """What the members of a set look like, and so where a word of theirs begins and ends."""

    CODE = "code spans"
    IDENTIFIER = "identifier"
    ROUTE = "route"
    PATH = "path"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in documents; ``documents`` is a path or a glob, ``section`` heading titles outside in."""

    documents: str
    section: tuple[str, ...] = ()
    shape: Shape = Shape.AUTO
    column: str = ""
    select: str = ""
    markers: str = ""

    def __str__(self) -> str:
        """Write it as contracts do."""
        hash_ = SEPARATOR if any("#" in title for title in self.section) else "#"
        return hash_.join((self.documents, *self.section))


def parse_place(text: str) -> tuple[str, tuple[str, ...]]:
    """Split ``docs/intake.md#Event types`` into the document pattern and the heading titles.

    With `` # `` between them, titles may hold a ``#`` of their own (``docs/langs.md # C# bindings``).
    """
    head, *parts = (part.strip() for part in text.split(SEPARATOR if SEPARATOR in text else "#"))
    return head, tuple(part for part in parts if part)
