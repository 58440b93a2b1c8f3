"""The members of a set as a place shows them: a list, a column, code spans, a fence, an enumeration."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from contractcheck.model.document import (
    Block,
    Cell,
    Document,
    Fence,
    Item,
    ListBlock,
    Prose,
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
from contractcheck.model.stance import Stance, StanceMark
from contractcheck.model.walk import Passage, passages
from contractcheck.model.words import any_of, token
from contractcheck.readers.json_path import select_values
from contractcheck.selectors.members.fences import fence_values

_TITLE_END = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+|\s+\(|;\s+")


def select(document: Document, need: MembersNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the members shown, or ``PlaceGone``."""
    sections = find_sections(document, need.place.section)
    if not sections:
        yield gone(document, need.place.section[-1])
        return
    for section in sections:
        span = section.heading.span if section.heading else FILE_START
        yield PlaceFound(document.at(span), section.title)
        for value in _SHAPES[need.place.shape](document, section, need):
            yield value


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
        yield from _enumerated(document, section, need)
    else:
        yield from _code_spans(document, section, need)


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
        span = _first(text[: item.label], need.of)
        yield _value(document, section, item.prose, *span, _mark(item.prose, item.stance))
        return
    yield from _leading(document, section, item.prose, need, item.stance)


def _leading(
    document: Document, section: Section, prose: Prose, need: MembersNeed, mark: StanceMark
) -> Iterator[Value]:
    """Yield what an item or cell is about: its code spans before any explanation, else its first word."""
    text = prose.text
    if need.of is MemberShape.PHRASE:
        end = _TITLE_END.search(text)
        yield _value(document, section, prose, 0, end.start() if end else len(text.rstrip(" .;,")), _mark(prose, mark))
        return
    chain = list(_leading_code(prose))
    for start, end in chain:
        yield _value(document, section, prose, start, end, _mark(prose, mark))
    if not chain:
        found = list(any_of(need.known, need.of).finditer(text)) if need.known else []
        if found and found[0].start() == 0:
            yield _value(document, section, prose, *found[0].span(), _mark(prose, mark))
        elif text.strip():
            yield _value(document, section, prose, *_first(text, need.of), _mark(prose, mark))


def _leading_code(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield the code spans at the start, as far as only commas, slashes and ``and`` part them."""
    at = 0
    for run, start in prose.code_spans():
        between = prose.text[at:start]
        if re.fullmatch(r"[\s,;/&+]*(?:and|or)?\s*", between) is None:
            return
        yield start, start + len(run.text)
        at = start + len(run.text)


def _first(text: str, shape: MemberShape) -> tuple[int, int]:
    match = token(shape).search(text)
    return match.span() if match else (0, len(text))


def _mark(prose: Prose, mark: StanceMark) -> StanceMark:
    """Return the stance of an item: that of its first sentence, else its own."""
    for sentence in prose.sentences[:2]:
        if sentence.stance.stance is not Stance.AFFIRMED:
            return sentence.stance
    return mark


def _value(  # noqa: PLR0913 - a value is made in one place only
    document: Document, section: Section, prose: Prose, start: int, end: int, mark: StanceMark
) -> Value:
    at = document.at(prose.locate(start, end))
    code = any(s <= start < s + len(run.text) for run, s in prose.code_spans())
    return Value(prose.text[start:end].strip(), at, mark, section.role, code, section.title)


def _table_column(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for block in _all_blocks(section):
        if isinstance(block, Table) and _index(block, need.place.column) is not None:
            yield from _column(document, section, need, block)


def _column(document: Document, section: Section, need: MembersNeed, table: Table) -> Iterator[Value]:
    index = _index(table, need.place.column)
    if index is None:
        return
    for row in table.rows:
        if index < len(row) and row[index].prose.text.strip():
            cell: Cell = row[index]
            yield from _leading(document, section, cell.prose, need, cell.stance)


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
                    yield from _leading(document, section, cell.prose, need, cell.stance)


def _code_spans(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield every code span, and declared members that stand as plain words."""
    for passage in passages(section):
        prose = passage.prose
        if prose is None or passage.prose is section.heading:
            continue
        spans = [(start, start + len(run.text)) for run, start in prose.code_spans()]
        plain = any_of(need.known, need.of).finditer(prose.text) if need.known else ()
        spans += [m.span() for m in plain if not any(s <= m.start() < e for s, e in spans)]
        for start, end in sorted(spans):
            yield _value(document, section, prose, start, end, passage.stance(start))


def _headings(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for inner in section.sections:
        if inner.heading:
            yield from _leading(document, section, inner.heading, need, inner.stance)


def _fence(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    for block in _all_blocks(section):
        if isinstance(block, Fence):
            yield from fence_values(document, block, need, section.role)


def _enumerated(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield the members a sentence enumerates: the longest comma chain that holds known members."""
    best: list[tuple[Passage, int, int]] = []
    for passage in passages(section):
        if passage.prose is None or passage.prose is section.heading:
            continue
        chain = [(passage, start, end) for start, end in _chain(passage.text, need)]
        if len(chain) > len(best):
            best = chain
    for passage, start, end in best:
        if passage.prose is not None:
            yield _value(document, section, passage.prose, start, end, passage.stance(start))


_COMMA = re.compile(r"\s*(?:,\s*(?:and|or)?|;|/|\band\b|\bor\b|&|->|\u2192)\s*|[.:]\s+|\.$|[()]", re.IGNORECASE)
_SHORT = 4


def _chain(text: str, need: MembersNeed) -> list[tuple[int, int]]:
    parts, at = [], 0
    for match in [*_COMMA.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[at:end]
        start = at + len(piece) - len(piece.lstrip())
        parts.append((start, end, match[0] if match else "."))
        at = match.end() if match else at
    known = {fold(name) for name in need.known}
    runs: list[list[tuple[int, int]]] = [[]]
    for start, end, separator in parts:
        words = text[start:end].split()
        if words and (len(words) <= _SHORT or fold(text[start:end]) in known):
            runs[-1].append((start, start + len(text[start:end].rstrip())))
        if separator.strip() in {".", ":", "(", ")"} or len(words) > _SHORT:
            runs.append([])
    holding = [run for run in runs if any(fold(text[s:e]) in known for s, e in run)]
    return max(holding, key=len, default=[])


def _markers(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    regions = [r for r in document.regions if not need.place.markers or r.name == need.place.markers]
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
    Shape.SENTENCE: _enumerated,
    Shape.TABLE_COLUMN: _table_column,
    Shape.TABLE_HEADER: _table_header,
    Shape.CODE_SPANS: _code_spans,
    Shape.HEADINGS: _headings,
    Shape.FENCE: _fence,
    Shape.FRONT_MATTER: _front_matter,
    Shape.MARKERS: _markers,
}
