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
    """Spans by pointer: of each value, and of the key of each object member.

    ``written`` and ``keys_written`` say where a template holds those that it wrote.
    """

    values: Mapping[str, Span]
    keys: Mapping[str, Span]
    written: Mapping[str, Location] = field(default_factory=dict)
    keys_written: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Data:
    """A loaded value with its places; ``find_positions`` is asked only when a place is needed."""

    document: str
    value: JsonValue
    find_positions: Callable[[], Positions] = field(repr=False, compare=False)

    def locate(self, pointer: str) -> Location:
        """Return where the value at ``pointer`` stands; the nearest parent where it has no place."""
        found = self.find_positions()
        while pointer not in found.values and pointer:
            pointer = pointer.rpartition("/")[0]
        span = found.values.get(pointer, FILE_START)
        return Location(self.document, span, _of(found.written, pointer))

    def locate_key(self, pointer: str) -> Location:
        """Return where the key of the member at ``pointer`` stands; its value where it has no key."""
        found = self.find_positions()
        span = found.keys.get(pointer)
        if span is None:
            return self.locate(pointer)
        return Location(self.document, span, _of(found.keys_written, pointer))


def _of(written: Mapping[str, Location], pointer: str) -> tuple[Location, ...]:
    return (written[pointer],) if pointer in written else ()
