"""Samples of payloads in documents and files: what is shown, and what a sample must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument, Need
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.stance import PLAIN, Role, StanceMark


class EntryShape(Enum):
    """What stands in an entry."""

    OBJECT = "an object"
    LIST = "a list"
    TEXT = "text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a sample: its keys from the outside in, what it holds, where key and value stand."""

    path: tuple[str, ...]
    shape: EntryShape
    text: str
    key_at: Location
    at: Location
    size: int = 0
    """How many members an object or a list has."""

    @property
    def key(self) -> str:
        """The last key."""
        return self.path[-1] if self.path else ""

    @property
    def name(self) -> str:
        """All keys, as a person names the member."""
        return ".".join(self.path)


@dataclass(frozen=True, slots=True)
class Sample(Fact):
    """A sample payload: everything in it, outside in and in order."""

    at: Location
    entries: tuple[Entry, ...]
    shape: EntryShape
    stance: StanceMark = PLAIN
    role: Role = Role.CURRENT


@dataclass(frozen=True, slots=True)
class SampleBroken(Fact):
    """A sample that cannot be read, with what is wrong and where."""

    at: Location
    message: str


@dataclass(frozen=True, slots=True)
class SamplesNeed(DocumentNeed):
    """The samples in the fences of a place; ``place.select`` says which part of each is the sample."""


@dataclass(frozen=True, slots=True)
class SampleFilesNeed(Need):
    """The samples in JSON and YAML files, named by path or glob; ``select`` says which part of each."""

    pattern: str
    select: str = "$"

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"{self.pattern} {self.select}"


@dataclass(frozen=True, slots=True)
class SamplesFlat(Argument):
    """No member of a sample holds an object or a list."""


@dataclass(frozen=True, slots=True)
class SamplesNumeric(Argument):
    """Every member of a sample is a number."""


@dataclass(frozen=True, slots=True)
class SamplesRegistered(Argument):
    """Every key of a sample is one of ``keys``; without any, the last need brings them."""

    keys: tuple[str, ...] = ()
    registry: str = ""


@dataclass(frozen=True, slots=True)
class SamplesHold(Argument):
    """Every sample has the fields, each under one of its spellings, and none of them is empty."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class SamplesFree(Argument):
    """No sample holds content of these classes, or a key like one of ``keys``."""

    classes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldsShown(Argument):
    """A schema, migration, table or list shows the fields, each under one of its spellings."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]


def sample_of(data: Data, pointer: str, value: JsonValue, stance: StanceMark, role: Role) -> Sample:
    """Return a part of located data as a sample."""
    entries: list[Entry] = []
    pending: list[tuple[tuple[str, ...], str, JsonValue]] = [((), pointer, value)]
    while pending:
        path, at, held = pending.pop()
        if at != pointer:
            entries.append(_entry(data, path, at, held))
        inner: list[tuple[tuple[str, ...], str, JsonValue]] = []
        if isinstance(held, dict):
            inner = [((*path, key), child(at, key), one) for key, one in held.items()]
        elif isinstance(held, list):
            inner = [((*path, str(i)), child(at, i), one) for i, one in enumerate(held)]
        pending.extend(reversed(inner))
    if not isinstance(value, dict | list):
        entries.append(_entry(data, (), pointer, value))
    return Sample(data.locate(pointer), tuple(entries), shape_of(value), stance, role)


def _entry(data: Data, path: tuple[str, ...], at: str, held: JsonValue) -> Entry:
    shape = shape_of(held)
    value_at = data.locate(at)
    text = "" if isinstance(held, dict | list) or held is None else str(held)
    if shape is EntryShape.TEXT and _is_plain_number(text, value_at):
        shape = EntryShape.NUMBER
    size = len(held) if isinstance(held, dict | list) else 0
    return Entry(path, shape, text, data.locate_key(at), value_at, size)


def shape_of(value: JsonValue) -> EntryShape:
    """Return what a value is."""
    if isinstance(value, bool):
        return EntryShape.BOOLEAN
    if isinstance(value, int | float):
        return EntryShape.NUMBER
    if isinstance(value, str):
        return EntryShape.TEXT
    if value is None:
        return EntryShape.NOTHING
    return EntryShape.OBJECT if isinstance(value, dict) else EntryShape.LIST


def _is_plain_number(text: str, at: Location) -> bool:
    """Say whether a text is a number that YAML wrote without quotes; its reader keeps ``1.5`` as text."""
    written = at.span.end - at.span.start == len(text.encode("utf-8", "surrogatepass"))
    return written and text.replace(".", "", 1).removeprefix("-").isdigit()
