"""Find patterns in contracts that RE2 does not read."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.readers.pattern import compile_pattern

_KIND = "source-boundary"
_KEYS = frozenset({"pattern", "except_pattern", "mentioning", "subjects"})


def malformed_patterns(data: Data) -> Iterator[Problem]:
    """Yield a problem for each pattern of a contract that is none; without RE2 none can be told."""
    if not isinstance(data.value, dict) or data.value.get("kind") != _KIND:
        return
    for pointer, pattern in _patterns("", data.value, held=False):
        try:
            compile_pattern(pattern)
        except ValueError as error:
            message = f"`{pattern}` is no pattern: {error}"
            help_ = r"the syntax is that of RE2, for example `->status\s*=[^=>]`"
            yield Problem(data.locate(pointer), message, help_)
        except UnreadableError:
            return


def _patterns(pointer: str, value: JsonValue, *, held: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _patterns(child(pointer, key), inner, held=held or key in _KEYS)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _patterns(child(pointer, index), inner, held=held)
    elif held and isinstance(value, str):
        yield pointer, value
