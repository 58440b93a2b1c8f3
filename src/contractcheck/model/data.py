"""Plain data (YAML or JSON) with the place of every key and value, addressed by RFC 6901 pointers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from contractcheck.model.location import FILE_START, Location, Span

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"


def child(pointer: str, key: str | int) -> str:
    """Return the pointer of a member: ``child("/a", "b/c")`` is ``/a/b~1c``."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def pointer_of(path: list[str | int] | tuple[str | int, ...]) -> str:
    """Return the RFC 6901 pointer of a path of keys and indexes."""
    pointer = ""
    for part in path:
        pointer = child(pointer, part)
    return pointer


@dataclass(frozen=True, slots=True)
class Positions:
    """Spans by pointer: of each value, and of the key of each object member."""

    values: Mapping[str, Span]
    keys: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Data:
    """A loaded value with its places; ``find_positions`` is asked only when a place is needed."""

    document: str
    value: JsonValue
    find_positions: Callable[[], Positions] = field(repr=False, compare=False)

    def locate(self, pointer: str) -> Location:
        """Return where the value at ``pointer`` stands; the nearest parent where it has no place."""
        return Location(self.document, _nearest(self.find_positions().values, pointer))

    def locate_key(self, pointer: str) -> Location:
        """Return where the key of the member at ``pointer`` stands; its value where it has no key."""
        span = self.find_positions().keys.get(pointer)
        return Location(self.document, span) if span else self.locate(pointer)


def _nearest(spans: Mapping[str, Span], pointer: str) -> Span:
    while pointer not in spans and pointer:
        pointer = pointer.rpartition("/")[0]
    return spans.get(pointer, FILE_START)
