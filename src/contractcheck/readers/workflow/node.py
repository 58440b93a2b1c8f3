"""A value of a workflow file with its place, asked for as the shape it should have.

Every wrong shape ends as one located ``UnreadableError`` that says what was expected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError


@dataclass(frozen=True, slots=True)
class Node:
    """A value at a pointer; ``name`` is what messages call it."""

    data: Data
    value: JsonValue
    pointer: str
    name: str

    @property
    def at(self) -> Location:
        """Where the key of the value stands, or the value where it has none."""
        return self.data.locate_key(self.pointer)

    @property
    def line(self) -> int:
        """The line of the key, for reasons."""
        return self.at.span.line

    def get(self, key: str) -> Node:
        """Return a member of a mapping; its value is ``None`` where it is not there."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(self.data, value, child(self.pointer, key), f"`{key}`")

    def members(self) -> Iterator[tuple[str, Node]]:
        """Yield the members of a mapping in order; raise ``UnreadableError`` for another shape."""
        if not isinstance(self.value, dict):
            self.refuse("is not a mapping")
        for key in self.value:
            yield key, self.get(key)

    def items(self) -> list[Node]:
        """Return the items of a list, none for nothing; raise ``UnreadableError`` otherwise."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self.refuse("is not a list")
        name = f"an item of {self.name}"
        return [
            Node(self.data, value, child(self.pointer, index), name)
            for index, value in enumerate(self.value)
        ]

    def texts(self) -> tuple[str, ...]:
        """Return one text or a list of them; raise ``UnreadableError`` for anything else."""
        if isinstance(self.value, str):
            return (self.value,)
        return tuple(item.text() for item in self.items())

    def text(self) -> str:
        """Return a text, a number as it is written; empty for nothing."""
        if self.value is None:
            return ""
        if isinstance(self.value, str | int | float) and not isinstance(self.value, bool):
            return str(self.value)
        return self.refuse("is not a text")

    def refuse(self, fault: str) -> NoReturn:
        """Raise the ``UnreadableError`` that says what is wrong with this value."""
        raise UnreadableError(Problem(self.at, f"{self.name} {fault}"))
