"""Blocks of data in documents: front matter and fences, with the prose that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contractcheck.model.clause import Argument, Need
from contractcheck.model.data import Data, JsonValue, Positions
from contractcheck.model.document import Fence
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location, Span
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.passages import PassageFound


@dataclass(frozen=True, slots=True)
class BlocksConform(Argument):
    """Blocks keep a JSON Schema (its text; empty for none), are so many, and differ in the keys ``unique``.

    ``schema_at`` is where the contract has the schema, ``noun`` what one block is called.
    """

    schema: str
    schema_at: Location
    noun: str
    unique: tuple[str, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """What the prose beside a block must hold: a text behind ``label``, or one of ``phrases``.

    With ``exists`` what stands behind the label is a file of the tree or a section of the document.
    """

    label: str = ""
    phrases: tuple[str, ...] = ()
    exists: bool = False

    def __str__(self) -> str:
        """Name it for people."""
        if self.label:
            return (
                f"`{self.label}` with a file or section that is there"
                if self.exists
                else f"`{self.label}`"
            )
        return " or ".join(f"`{phrase}`" for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class BlockNeeds(Argument):
    """A block whose keys have these values has one of the signs beside it.

    ``when`` are keys with the values that count; files of a sign are looked for below ``base`` too.
    """

    when: tuple[tuple[str, tuple[str, ...]], ...]
    signs: tuple[Sign, ...]
    noun: str
    base: str = ""


@dataclass(frozen=True, slots=True)
class BlocksNeed(DocumentNeed):
    """Fences whose info string has the word ``info``; the front matter without one.

    Facts are ``PlaceFound`` or ``PlaceGone``, ``BlockFound`` and ``BlockBroken``.
    """

    info: str = ""


@dataclass(frozen=True, slots=True)
class BlockFound(Fact):
    """A block of data; ``beside`` is the prose around it, ``titles`` are all headings of its document."""

    data: Data
    at: Location
    beside: tuple[PassageFound, ...] = ()
    titles: tuple[str, ...] = ()

    def value(self, key: str) -> str | None:
        """Return the text of a member at the top; ``None`` where there is none."""
        value = self.data.value.get(key) if isinstance(self.data.value, dict) else None
        if value is None or isinstance(value, dict | list):
            return None
        return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class BlockBroken(Fact):
    """A block that is no YAML or JSON, with what is wrong and where."""

    at: Location
    message: str


@dataclass(frozen=True, slots=True)
class SchemaFileNeed(Need):
    """A JSON Schema in a file of the tree: the fact is ``SchemaFileFound``."""

    path: str

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"schema {self.path}"


@dataclass(frozen=True, slots=True)
class SchemaFileFound(Fact):
    """A schema that was read."""

    schema: str
    at: Location


def in_document(data: Data, fence: Fence) -> Data:
    """Return the data of a fence with its places in the document the fence stands in."""

    def positions() -> Positions:
        found = data.find_positions()
        return Positions(_moved(found.values, fence), _moved(found.keys, fence))

    value: JsonValue = data.value
    return Data(data.document, value, positions)


def _moved(spans: Mapping[str, Span], fence: Fence) -> dict[str, Span]:
    return {pointer: in_fence(span, fence) for pointer, span in spans.items()}


def in_fence(span: Span, fence: Fence) -> Span:
    """Return where a span of a fence's text stands in the document, at most to the end of its line."""
    if not 0 < span.line <= len(fence.lines):
        return fence.span
    line, text = fence.lines[span.line - 1], fence.text.splitlines()[span.line - 1]
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    first = line.start + len(text[:start].encode())
    stop = first + len(text[start:end].encode())
    return Span(first, stop, line.line, line.column + start, line.line, line.column + end)
