"""The members of a set as a place shows them: a list, a column, code spans, a fence, an enumeration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from contractcheck.model.document import (
    Block,
    Cell,
    Document,
    Fence,
    Item,
    ListBlock,
    Quote,
    Region,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold
from contractcheck.model.location import FILE_START, Span
from contractcheck.model.needs import MembersNeed, PlaceFound
from contractcheck.model.place import MemberShape, Shape
from contractcheck.model.place_gone import gone
from contractcheck.model.sections import find_sections
from contractcheck.readers.json_path import select_values
from contractcheck.selectors.members.fences import fence_values
from contractcheck.selectors.members.leading import first_word, leading, mark_of, value_at
from contractcheck.selectors.members.prose import code_spans, enumerated


def select(document: Document, need: MembersNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the members shown, or ``PlaceGone``."""
    sections = find_sections(document, need.place.section)
    if not sections:
        yield gone(document, need.place.section[-1])
        return
    for section in sections:
        span = section.heading.span if section.heading else FILE_START
        yield PlaceFound(document.at(span), section.title)
        yield from _SHAPES[need.place.shape](document, section, need)


def _auto(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Take the first list, table or data fence of the section; else what its prose shows."""
    for block in _blocks(section.blocks):
        if isinstance(block, ListBlock):
            yield from _items(document, section, need, (block,))
            return
        if isinstance(block, Table):
            yield from _column(document, section, need, block)
            return
        if isinstance(block, Fence):
            yield from fence_values(document, block, need, section.role)
            return
    if need.of is MemberShape.PHRASE:
        yield from enumerated(document, section, need)
    else:
        yield from code_spans(document, section, need)


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _blocks(block.blocks)
        else:
            yield block


def _all_blocks(section: Section) -> Iterator[Block]:
    for inner in section.walk():
        yield from _blocks(inner.blocks)


def _list(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    lists = tuple(block for block in _all_blocks(section) if isinstance(block, ListBlock))
    yield from _items(document, section, need, lists)


def _items(
    document: Document, section: Section, need: MembersNeed, lists: Iterable[ListBlock]
) -> Iterator[Value]:
    for block in lists:
        for item in block.items:
            yield from _item_members(document, section, need, item)


def _item_members(
    document: Document, section: Section, need: MembersNeed, item: Item
) -> Iterator[Value]:
    text = item.prose.text
    if item.label and need.place.shape is not Shape.LIST:
        span = first_word(text[: item.label], need.of)
        yield value_at(document, section, item.prose, *span, mark_of(item.prose, item.stance))
        return
    yield from leading(document, section, item.prose, need, item.stance)


def _table_column(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for block in _all_blocks(section):
        if isinstance(block, Table) and _index(block, need.place.column) is not None:
            yield from _column(document, section, need, block)


def _column(
    document: Document, section: Section, need: MembersNeed, table: Table
) -> Iterator[Value]:
    index = _index(table, need.place.column)
    if index is None:
        return
    for row in table.rows:
        if index < len(row) and row[index].prose.text.strip():
            cell: Cell = row[index]
            yield from leading(document, section, cell.prose, need, cell.stance)


def _index(table: Table, column: str) -> int | None:
    if not column:
        return 0
    titles = [fold(cell.prose.text).lower() for cell in table.header]
    wanted = fold(column).lower()
    return titles.index(wanted) if wanted in titles else None


def _table_header(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for block in _all_blocks(section):
        if isinstance(block, Table):
            for cell in block.header:
                if cell.prose.text.strip():
                    yield from leading(document, section, cell.prose, need, cell.stance)


def _headings(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for inner in section.sections:
        if inner.heading:
            yield from leading(document, section, inner.heading, need, inner.stance)


def _fence(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for block in _all_blocks(section):
        if isinstance(block, Fence):
            yield from fence_values(document, block, need, section.role)


def _markers(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    regions = [
        r for r in document.regions if not need.place.markers or r.name == need.place.markers
    ]
    for block in _all_blocks(section):
        if not any(_inside(block.span, region) for region in regions):
            continue
        if isinstance(block, ListBlock):
            yield from _items(document, section, need, (block,))
        elif isinstance(block, Table):
            yield from _column(document, section, need, block)
        elif isinstance(block, Fence):
            yield from fence_values(document, block, need, section.role)


def _inside(span: Span, region: Region) -> bool:
    return region.span.start <= span.start and span.end <= region.span.end


def _front_matter(document: Document, _section: Section, need: MembersNeed) -> Iterator[Value]:
    if document.front_matter is not None:
        yield from select_values(document.front_matter, need.place.select or "$")


_SHAPES: Mapping[Shape, Callable[[Document, Section, MembersNeed], Iterator[Value]]] = {
    Shape.AUTO: _auto,
    Shape.LIST: _list,
    Shape.LABELLED_LIST: _list,
    Shape.SENTENCE: enumerated,
    Shape.TABLE_COLUMN: _table_column,
    Shape.TABLE_HEADER: _table_header,
    Shape.CODE_SPANS: code_spans,
    Shape.HEADINGS: _headings,
    Shape.FENCE: _fence,
    Shape.FRONT_MATTER: _front_matter,
    Shape.MARKERS: _markers,
}
