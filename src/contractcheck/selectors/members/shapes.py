"""The members of a set as a place shows them: a list, a column, code spans, a fence, an enumeration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeVar

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
from contractcheck.model.folding import fold, fold_title
from contractcheck.model.location import FILE_START, Span
from contractcheck.model.needs import IN_A_TABLE, MembersNeed, PlaceGone
from contractcheck.model.place import MemberShape, Shape
from contractcheck.model.place_facts import look_at
from contractcheck.readers.json_path import select_values
from contractcheck.selectors.members.fences import fence_values, is_data
from contractcheck.selectors.members.leading import first_word, leading, mark_of, value_at
from contractcheck.selectors.members.prose import code_spans, enumerated

_B = TypeVar("_B", bound=Block)


def select(document: Document, need: MembersNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the members shown, or ``PlaceGone``."""
    facts, sections = look_at(document, need.place)
    markers = need.place.markers
    if sections and markers and not any(region.name == markers for region in document.regions):
        yield PlaceGone(document.at(FILE_START), f"<!-- {markers}:start -->")
        return
    yield from facts
    for section in sections:
        yield from _SHAPES[need.place.shape](document, section, need)


def _auto(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Take the first list, table or data fence of the section; else what its prose shows."""
    blocks = list(_blocks(section.blocks))
    fences = [block for block in blocks if isinstance(block, Fence)]
    others = any(isinstance(block, ListBlock | Table) for block in blocks)
    for number, block in enumerate(blocks):
        if isinstance(block, ListBlock):
            lists = takewhile(lambda one: isinstance(one, ListBlock), blocks[number:])
            same = [one for one in lists if isinstance(one, ListBlock)]
            yield from _items(document, section, need, _as_one(same))
            return
        if isinstance(block, Table):
            yield from _column(document, section, need, block)
            return
        if isinstance(block, Fence) and (is_data(block) or not others):
            yield from fence_values(document, _first_fence(fences), need, section.role)
            return
    if need.of is MemberShape.PHRASE:
        yield from enumerated(document, section, need)
    else:
        yield from code_spans(document, section, need)


def _as_one(lists: Sequence[ListBlock]) -> list[ListBlock]:
    """Return the first list and what goes on directly behind it with another mark."""
    return list(takewhile(lambda one: one.ordered is lists[0].ordered, lists))


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _blocks(block.blocks)
        else:
            yield block


def _own(section: Section, kind: type[_B]) -> list[_B]:
    """Return a section's blocks of one kind: its own, and those of its subsections only without."""
    for blocks in (section.blocks, [block for inner in section.walk() for block in inner.blocks]):
        found: list[_B] = [block for block in _blocks(blocks) if isinstance(block, kind)]
        if found:
            return found
    return []


def _first_fence(fences: Sequence[Fence]) -> Fence:
    """Return the first fence that holds data, else the first."""
    return next((fence for fence in fences if is_data(fence)), fences[0])


def _list(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    yield from _items(document, section, need, _own(section, ListBlock))


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
    coded = need.of is MemberShape.CODE and bool(item.prose.code_spans())
    if item.label and need.place.shape is not Shape.LIST and not coded:
        span = first_word(text[: item.label], need.of)
        yield value_at(document, section, item.prose, *span, mark_of(item.prose, item.stance))
        return
    yield from leading(document, section, item.prose, need, item.stance)


def _table_column(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for table in _own(section, Table):
        yield from _column(document, section, need, table)


def _column(
    document: Document, section: Section, need: MembersNeed, table: Table
) -> Iterator[Value]:
    index = _index(table, need.place.column)
    if index is None:
        return
    for row in table.rows:
        if index < len(row):
            cell: Cell = row[index]
            for value in leading(document, section, cell.prose, need, cell.stance):
                yield replace(value, context=IN_A_TABLE)


def _index(table: Table, column: str) -> int | None:
    if not column:
        return 0
    titles = [fold(cell.prose.text).lower() for cell in table.header]
    wanted = fold(column).lower()
    return titles.index(wanted) if wanted in titles else None


def _table_header(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for table in _own(section, Table):
        for cell in table.header:
            yield from leading(document, section, cell.prose, need, cell.stance)


def _headings(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield the headings directly below, and deeper ones that are declared members.

    Of a document with one title the headings below the title are meant.
    """
    outer = section
    if section.heading is None and len(section.sections) == 1:
        outer = section.sections[0]
    known = {fold_title(name) for name in need.known}
    for inner in outer.walk():
        direct = any(inner is one for one in outer.sections)
        if inner.heading and inner is not outer and (direct or fold_title(inner.title) in known):
            yield from leading(document, section, inner.heading, need, inner.stance)


def _fence(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    fences = _own(section, Fence)
    if fences:
        yield from fence_values(document, _first_fence(fences), need, section.role)


def _markers(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield what stands between the markers; a list may go on outside of them."""
    regions = [
        r for r in document.regions if not need.place.markers or r.name == need.place.markers
    ]
    for block in (block for inner in section.walk() for block in _blocks(inner.blocks)):
        if isinstance(block, ListBlock):
            kept = tuple(item for item in block.items if _inside(item.span, regions))
            yield from _items(document, section, need, (replace(block, items=kept),))
        elif isinstance(block, Table) and _inside(block.span, regions):
            yield from _column(document, section, need, block)
        elif isinstance(block, Fence) and _inside(block.span, regions):
            yield from fence_values(document, block, need, section.role)


def _inside(span: Span, regions: Sequence[Region]) -> bool:
    return any(one.span.start <= span.start and span.end <= one.span.end for one in regions)


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
