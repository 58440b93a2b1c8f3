"""Transitions in data: a mapping of states to their next states, or a list of pairs ``from`` and ``to``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.stance import PLAIN, Role, StanceMark
from contractcheck.model.transitions import StateNamed, Transition
from contractcheck.readers.json_path import select_pointers

_FROM = ("from", "source", "start", "before")
_TO = ("to", "target", "end", "after", "next", "transitions", "on")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The data, and how everything in it is meant."""

    data: Data
    stance: StanceMark
    role: Role

    def value(self, text: str, pointer: str, *, key: bool = False) -> Value:
        at = self.data.locate_key(pointer) if key else self.data.locate(pointer)
        return Value(text, at, self.stance, self.role, code=True)


def read_steps(
    data: Data, select: str = "$", stance: StanceMark = PLAIN, role: Role = Role.CURRENT
) -> Iterator[Fact]:
    """Yield the states and transitions of what ``select`` selects; nothing where that is other data."""
    marks = _Marks(data, stance, role)
    for pointer, value in select_pointers(data, select):
        if isinstance(value, dict):
            yield from _mapping(marks, pointer, value)
        elif isinstance(value, list):
            for index, pair in enumerate(value):
                yield from _pair(marks, child(pointer, index), pair)


def _mapping(marks: _Marks, pointer: str, value: Mapping[str, JsonValue]) -> Iterator[Fact]:
    if not all(_leads(one) for one in value.values()):
        return
    for state, following in value.items():
        at = child(pointer, state)
        start = marks.value(state, at, key=True)
        yield StateNamed(start)
        for end in _ends(marks, at, following):
            yield Transition(start, end)


def _leads(value: JsonValue) -> bool:
    """Say whether a value may be the states that follow a state."""
    if isinstance(value, dict):
        return not value or any(key in value for key in _TO) or value.get("type") == "final"
    return value is None or isinstance(value, str | list)


def _pair(marks: _Marks, pointer: str, pair: JsonValue) -> Iterator[Fact]:
    if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair):  # noqa: PLR2004
        first, second = (marks.value(str(one), child(pointer, i)) for i, one in enumerate(pair))
        yield Transition(first, second)
    if not isinstance(pair, dict):
        return
    start = next((key for key in _FROM if key in pair), None)
    end = next((key for key in _TO if key in pair), None)
    if start is None or end is None:
        return
    for one in _texts(marks, child(pointer, start), pair[start]):
        for other in _ends(marks, child(pointer, end), pair[end]):
            yield Transition(one, other)


def _ends(marks: _Marks, pointer: str, value: JsonValue) -> Iterator[Value]:
    """Yield the states a value leads to; in a mapping those below ``to``, ``next`` or ``on``."""
    if isinstance(value, dict):
        key = next((one for one in _TO if one in value), None)
        inner = value.get(key) if key else None
        if key == "on" and isinstance(inner, dict):
            for event, target in inner.items():
                yield from _ends(marks, child(child(pointer, key), event), target)
        elif key:
            yield from _ends(marks, child(pointer, key), inner)
        return
    yield from _texts(marks, pointer, value)


def _texts(marks: _Marks, pointer: str, value: JsonValue) -> Iterator[Value]:
    if isinstance(value, list):
        for index, one in enumerate(value):
            if isinstance(one, str):
                yield marks.value(one, child(pointer, index))
    elif isinstance(value, str) and value:
        yield marks.value(value, pointer)
