"""The scalars of an object in located data, each by its path."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.evidence import Value
from contractcheck.model.stance import PLAIN, StanceMark


def members_of(data: Data, pointer: str, mark: StanceMark = PLAIN) -> Iterator[tuple[str, Value]]:
    """Yield path and value of each scalar below an object: ``metadata.region``; lists are left out."""
    yield from _members(data, pointer, "", value_at(data.value, pointer), mark)


def _members(
    data: Data, pointer: str, path: str, value: JsonValue, mark: StanceMark
) -> Iterator[tuple[str, Value]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            below = f"{path}.{key}" if path else key
            yield from _members(data, child(pointer, key), below, inner, mark)
    elif path and not isinstance(value, list) and value is not None:
        yield path, Value(text_of(value), data.locate(pointer), mark, code=True)


def value_at(value: JsonValue, pointer: str) -> JsonValue:
    """Return the value at a pointer; ``None`` where there is none."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def text_of(value: JsonValue) -> str:
    """Return a scalar as it is written in JSON, texts without their quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)
