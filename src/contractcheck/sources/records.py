"""Rows in data: objects with a key, or a mapping from key to value, in a file or in an answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from contractcheck.model.attributes import squeezed_label
from contractcheck.model.data import Data, child
from contractcheck.model.data_values import text_of, value_at
from contractcheck.model.evidence import Evidence, Fact, Gap, Value
from contractcheck.model.records import RecordFound, RecordsFileNeed, RecordsRegistryNeed
from contractcheck.sources.objects import in_answer, in_file
from contractcheck.sources.world import World


def collect(need: RecordsFileNeed, world: World) -> Evidence | Gap:
    """Return the rows that are selected in a file."""
    return in_file(need, world, partial(_records, need))


def collect_live(need: RecordsRegistryNeed, world: World) -> Evidence | Gap:
    """Return the rows that are selected in an answer."""
    return in_answer(need, world, partial(_records, need))


def _records(
    need: RecordsFileNeed | RecordsRegistryNeed, data: Data, pointers: tuple[str, ...]
) -> tuple[Fact, ...]:
    return tuple(one for pointer in pointers for one in _rows(need, data, pointer))


def _rows(
    need: RecordsFileNeed | RecordsRegistryNeed, data: Data, pointer: str
) -> Iterator[RecordFound]:
    """Yield the object itself where it has the key, else its members; of a list its elements."""
    value = value_at(data.value, pointer)
    if isinstance(value, list):
        for index in range(len(value)):
            yield from _rows(need, data, child(pointer, index))
    elif isinstance(value, dict):
        names = {squeezed_label(name): name for name in value}
        key = names.get(squeezed_label(need.key))
        if key is not None:
            cells = [(header, names.get(squeezed_label(header), header)) for header in need.headers]
            yield RecordFound(
                _value(data, child(pointer, key)),
                tuple((header, _value(data, child(pointer, name))) for header, name in cells),
            )
            return
        for name, inner in value.items():
            at = child(pointer, name)
            if not isinstance(inner, dict | list):
                yield RecordFound(
                    Value(name, data.locate_key(at), code=True), (("", _value(data, at)),)
                )
    elif value is not None:
        yield RecordFound(_value(data, pointer), ())


def _value(data: Data, pointer: str) -> Value:
    value = value_at(data.value, pointer)
    text = "" if value is None or isinstance(value, dict | list) else text_of(value)
    return Value(text, data.locate(pointer), code=True)
