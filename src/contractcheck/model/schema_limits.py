"""What a value must keep to besides its type: bounds of numbers, forms of times, the alternative it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import ge, gt, le, lt

from contractcheck.model.api_schema import Schema
from contractcheck.model.data import JsonValue, child
from contractcheck.model.location import Location
from contractcheck.model.schema_nodes import Node, Walk, nodes_of

_BOUNDS: tuple[tuple[str, Callable[[float, float], bool], str], ...] = (
    ("minimum", ge, "at least"),
    ("maximum", le, "at most"),
    ("exclusiveMinimum", gt, "more than"),
    ("exclusiveMaximum", lt, "less than"),
)
_DATE = r"\d{4}-\d\d-\d\d"
_IS_DATE = re.compile(_DATE)
_IS_MOMENT = re.compile(rf"{_DATE}[Tt ]\d\d:\d\d.*")
_OTHER_TIME = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}/\d\d/\d\d|\d{10}|\d{13}"
    r"|\d{1,2}\.? [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}"
)
"""Times as people and clocks write them. Whatever else stands there may be a placeholder."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a value does not keep to, in words, and where the API says it."""

    wanted: str
    at: Location


def limit_broken(schema: Schema, value: JsonValue) -> Limit | None:
    """Return the first limit that a number or a text does not keep to."""
    if isinstance(value, str):
        return _other_time(schema, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    for key, keeps, words in _BOUNDS:
        for bound, pointer in held(schema, key):
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                continue
            if not keeps(value, bound):
                return Limit(f"{words} `{bound}`", schema.data.locate_key(pointer))
    return None


def _other_time(schema: Schema, text: str) -> Limit | None:
    """Return that a day stands where a moment is wanted, or a time in a form of its own."""
    for wanted, pointer in held(schema, "format"):
        at = schema.data.locate_key(pointer)
        other = _OTHER_TIME.fullmatch(text)
        if wanted == "date" and (other or _IS_MOMENT.fullmatch(text)):
            return Limit("a date (`YYYY-MM-DD`)", at)
        if wanted == "date-time" and (other or _IS_DATE.fullmatch(text)):
            return Limit("a date with a time (`YYYY-MM-DDThh:mm:ssZ`)", at)
    return None


def held(schema: Schema, key: str) -> Iterator[tuple[JsonValue, str]]:
    """Yield what holds under a word whatever alternative is meant, each with its pointer.

    Of a choice between one schema and ``null`` the schema holds.
    """
    yield from _held(schema, key, Walk())


def _held(schema: Schema, key: str, walk: Walk) -> Iterator[tuple[JsonValue, str]]:
    nodes, groups = _parts(schema, walk)
    for node in nodes:
        if key in node.value:
            yield node.value[key], child(node.pointer, key)
    for group in groups:
        named = [one for one in group if one.types != frozenset({"null"})]
        if len(named) == 1:
            with walk.enter(schema.data, named[0].pointers) as is_new:
                if is_new:
                    yield from _held(named[0], key, walk)


def alternatives_shown(schema: Schema, value: dict[str, JsonValue]) -> Iterator[Schema]:
    """Yield of each choice the alternative that an object says it is, by a field with listed values."""
    _, groups = _parts(schema, Walk())
    for group in groups:
        told = [(one, _tells(one, value)) for one in group]
        fitting = [(one, tells) for one, tells in told if tells is not False]
        if len(group) > 1 and len(fitting) == 1 and fitting[0][1]:
            yield fitting[0][0]


def _tells(schema: Schema, value: dict[str, JsonValue]) -> bool | None:
    """Say whether an object names itself an alternative; ``None`` where no field of it tells."""
    listed = [(one.name, one.schema.enum) for one in schema.fields if one.name in value]
    each = [value[name] in enum for name, enum in listed if enum is not None]
    return all(each) if each else None


def _parts(schema: Schema, walk: Walk) -> tuple[list[Node], list[tuple[Schema, ...]]]:
    nodes, groups = nodes_of(schema.data, schema.pointers, walk)
    found = [tuple(Schema(schema.data, (one,)) for one in group) for group in groups]
    return nodes, [*schema.choices, *found]
