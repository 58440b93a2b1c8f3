"""Rows of tables, labelled items and objects of data fences, each with its key and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.document import (
    Block,
    Cell,
    Document,
    Fence,
    Item,
    ListBlock,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold, fold_title
from contractcheck.model.location import Location, Span
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place import MemberShape
from contractcheck.model.place_facts import look_at
from contractcheck.model.problem import UnreadableError
from contractcheck.model.records import ColumnGone, RecordFound, RecordsNeed
from contractcheck.model.stance import StanceMark
from contractcheck.model.words import any_of
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml


def select(document: Document, need: RecordsNeed) -> Iterable[Fact]:
    """Yield the rows of the place's tables; without one the labelled items, else the data fences."""
    facts, sections = look_at(document, need.place)
    yield from facts
    if not any(isinstance(fact, PlaceFound) for fact in facts):
        return
    for section in sections:
        yield from _first(document, section, need)


def _first(document: Document, section: Section, need: RecordsNeed) -> list[Fact]:
    """Return the rows of the section's own blocks; those of its subsections only without."""
    own = [(section, block) for block in _blocks(section.blocks)]
    below = [(inner, block) for inner in section.walk() for block in _blocks(inner.blocks)]
    for blocks in (own, below):
        for read in (_tables, _lists, _fences):
            found = list(read(document, blocks, need))
            if found:
                return found
    return []


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _blocks(block.blocks)
        else:
            yield block


Blocks = list[tuple[Section, Block]]


def _tables(document: Document, blocks: Blocks, need: RecordsNeed) -> Iterator[Fact]:
    for section, block in blocks:
        if not isinstance(block, Table):
            continue
        titles = [fold(cell.prose.text).lower() for cell in block.header]
        key = titles.index(fold(need.key).lower()) if fold(need.key).lower() in titles else None
        if key is None:
            continue
        columns = {}
        for header in need.headers:
            if fold(header).lower() in titles:
                columns[header] = titles.index(fold(header).lower())
            else:
                yield ColumnGone(header, document.at(block.header[key].prose.span))
        for row in block.rows:
            if key < len(row) and row[key].prose.text.strip():
                cells = tuple(
                    (header, _cell(document, row[index], section))
                    for header, index in columns.items()
                    if index < len(row)
                )
                yield RecordFound(_cell(document, row[key], section), cells)


def _cell(document: Document, cell: Cell, section: Section) -> Value:
    return _value(document, section, cell.prose, 0, len(cell.prose.text), cell.stance)


def _value(  # noqa: PLR0913, PLR0917 - a value is made in one place only
    document: Document, section: Section, prose: Prose, start: int, end: int, mark: StanceMark
) -> Value:
    text = prose.text[start:end]
    first = start + len(text) - len(text.lstrip())
    at = document.at(prose.locate(first, max(first, start + len(text.rstrip()))))
    return Value(text.strip(), at, mark, section.role)


def _lists(document: Document, blocks: Blocks, need: RecordsNeed) -> Iterator[Fact]:
    for section, block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _item(document, section, item, need)


def _item(
    document: Document, section: Section, item: Item, need: RecordsNeed
) -> Iterator[RecordFound]:
    """Yield an item that begins with a label, a code span or a known key."""
    text = item.prose.text
    known = any_of(need.known, MemberShape.PHRASE).match(text)
    code = next(item.prose.code_spans(), None)
    end, body = item.label, item.body
    if not end and known:
        end = body = known.end()
    elif not end and code is not None and code[1] == 0:
        end = body = len(code[0].text)
    if not end and not (item.blocks and text.strip()):
        return
    end = end or len(text)
    key = _value(document, section, item.prose, 0, end, item.stance)
    cells = tuple(_below(document, section, item, need))
    rest = _value(document, section, item.prose, body or end, len(text), item.stance)
    yield RecordFound(key, cells or (("", rest),))


def _below(
    document: Document, section: Section, item: Item, need: RecordsNeed
) -> Iterator[tuple[str, Value]]:
    """Yield the labelled items below an item, as far as they are called like a column."""
    headers = {fold_title(header).lower(): header for header in need.headers}
    for block in _blocks(item.blocks):
        if isinstance(block, ListBlock):
            for inner in block.items:
                header = headers.get(fold_title(inner.prose.text[: inner.label]).lower())
                if inner.label and header:
                    end = len(inner.prose.text)
                    yield (
                        header,
                        _value(document, section, inner.prose, inner.body, end, inner.stance),
                    )


def _fences(document: Document, blocks: Blocks, need: RecordsNeed) -> Iterator[Fact]:
    for section, block in blocks:
        if isinstance(block, Fence):
            data = _data(document, block)
            if data is not None:
                for key, pointer, cells in _objects(data.value, "", need):
                    key_at = _locate(document, block, data, pointer)
                    yield RecordFound(
                        Value(key, key_at, block.stance, section.role),
                        tuple(
                            (header, Value(text, _locate(document, block, data, at)))
                            for header, text, at in cells
                        ),
                    )


def _data(document: Document, fence: Fence) -> Data | None:
    language = (fence.info.split() or [""])[0].lower()
    try:
        if language in {"json", "jsonc"}:
            return read_json(document.path, fence.text.encode())
        if language in {"yaml", "yml"}:
            return read_yaml(document.path, fence.text.encode())
    except UnreadableError:
        return None
    return None


Found = tuple[str, str, list[tuple[str, str, str]]]
"""A key, its pointer, and the header, text and pointer of each cell."""


def _objects(value: JsonValue, pointer: str, need: RecordsNeed) -> Iterator[Found]:
    """Yield objects that hold the key column, and members of an object that are called like a key."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from _objects(one, child(pointer, index), need)
    elif isinstance(value, dict):
        keys = {fold(name).lower(): name for name in value}
        named = keys.get(fold(need.key).lower())
        if named is not None and not isinstance(value[named], dict | list):
            yield str(value[named]), child(pointer, named), _cells(value, pointer, need)
            return
        for name, one in value.items():
            if name in need.known and isinstance(one, dict):
                yield name, child(pointer, name), _cells(one, child(pointer, name), need)
            elif name not in need.known:
                yield from _objects(one, child(pointer, name), need)


def _cells(
    value: dict[str, JsonValue], pointer: str, need: RecordsNeed
) -> list[tuple[str, str, str]]:
    keys = {fold(name).lower(): name for name in value}
    found = []
    for header in need.headers:
        name = keys.get(fold(header).lower())
        if name is not None:
            found.append((header, str(value[name]), child(pointer, name)))
    return found


def _locate(document: Document, fence: Fence, data: Data, pointer: str) -> Location:
    """Return where a value of a fence's data stands in the document."""
    span = data.locate(pointer).span
    if not 0 < span.line <= len(fence.lines):
        return document.at(fence.span)
    line, text = fence.lines[span.line - 1], fence.text.splitlines()[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    first = line.start + len(text[: span.column - 1].encode())
    stop = first + len(text[span.column - 1 : end].encode())
    column = line.column + span.column - 1
    return document.at(Span(first, stop, line.line, column, line.line, line.column + end))
