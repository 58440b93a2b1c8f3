"""Find JSONPath queries in contracts that are none."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.problem import Problem
from contractcheck.readers.json_path import compile_path

_KEY = "select"


def malformed_queries(data: Data) -> Iterator[Problem]:
    """Yield a problem for each ``select`` that RFC 9535 does not read."""
    for pointer, query in _queries("", data.value):
        try:
            compile_path(query)
        except ValueError as error:
            message = f"`{query}` is no JSONPath: {error}"
            help_ = "RFC 9535, for example `$.data[?@.owner == 'ops-hub'].name`"
            yield Problem(data.locate(pointer), message, help_)


def _queries(pointer: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == _KEY and isinstance(inner, str):
                yield child(pointer, key), inner
            else:
                yield from _queries(child(pointer, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _queries(child(pointer, index), inner)
