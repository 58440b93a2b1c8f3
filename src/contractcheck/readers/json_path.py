"""RFC 9535 JSONPath over located data."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import cast

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError, JSONPathNode, JSONPathQuery

from contractcheck.model.data import Data, JsonValue, pointer_of
from contractcheck.model.evidence import Value
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError

MOST_VALUES = 100_000
"""A query may select this many nodes; more is refused rather than held in memory."""


@lru_cache(maxsize=256)
def compile_path(path: str) -> JSONPathQuery:
    """Compile a query; raises ``ValueError`` with the parser's sentence for a malformed one."""
    try:
        return JSONPathEnvironment().compile(path)
    except JSONPathError as error:
        raise ValueError(str(error)) from error


def select_values(data: Data, path: str) -> tuple[Value, ...]:
    """Return the scalars a query selects, as texts with their places.

    A selected array or object counts by its elements: the members of an array, the keys of an object.
    """
    values: list[Value] = []
    for node in _nodes(data, path):
        selected = cast("JsonValue", node.value)
        values.extend(_values(data, pointer_of(node.location), selected))
    return tuple(values)


def _nodes(data: Data, path: str) -> list[JSONPathNode]:
    nodes = list(islice(compile_path(path).finditer(data.value), MOST_VALUES + 1))
    if len(nodes) > MOST_VALUES:
        message = f"`{path}` selects more than {MOST_VALUES} values"
        raise UnreadableError(Problem(data.locate(""), message))
    return nodes


def select_pointers(data: Data, path: str) -> tuple[tuple[str, JsonValue], ...]:
    """Return each node a query selects as it is, with its pointer."""
    return tuple(
        (pointer_of(node.location), cast("JsonValue", node.value)) for node in _nodes(data, path)
    )


def _values(data: Data, pointer: str, value: JsonValue) -> list[Value]:
    if isinstance(value, list):
        return [v for i, one in enumerate(value) for v in _scalar(data, f"{pointer}/{i}", one)]
    if isinstance(value, dict):
        return [
            Value(key, data.locate_key(pointer_of((*_parts(pointer), key))), code=True)
            for key in value
        ]
    return _scalar(data, pointer, value)


def _parts(pointer: str) -> tuple[str, ...]:
    parts = pointer.split("/")[1:]
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)


def _scalar(data: Data, pointer: str, value: JsonValue) -> list[Value]:
    if isinstance(value, list | dict) or value is None:
        return []
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return [Value(text, _inside_quotes(data.locate(pointer), text), code=True)]


def _inside_quotes(at: Location, text: str) -> Location:
    """Return the place of the text itself, so that an edit of it keeps its quotes."""
    span = at.span
    if span.end - span.start != len(text.encode("utf-8", "surrogatepass")) + 2:
        return at
    inside = replace(
        span,
        start=span.start + 1,
        end=span.end - 1,
        column=span.column + 1,
        end_column=span.end_column - 1,
    )
    return Location(at.document, inside)
