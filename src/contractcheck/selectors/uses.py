"""Where terms are used, each with what is said of it there: its sentence, item, row, section.

Fences are left aside: what stands in them is a sample, and has no room for a condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from contractcheck.model.conditions import UseFound, UsesNeed
from contractcheck.model.document import (
    Block,
    Document,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold_signs
from contractcheck.model.place_facts import look_at
from contractcheck.model.walk import Passage, PassageKind, passages, whole_sentences
from contractcheck.model.words import any_of, is_name


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of the source, and the texts that say something of what is used in it."""

    start: int
    end: int
    texts: tuple[str, ...]


def select(document: Document, need: UsesNeed) -> Iterable[Fact]:
    """Yield the uses of each section of the place; of a term used twice in one unit the first."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        units = list(_units(section, ()))
        seen: set[tuple[str, int]] = set()
        for passage in passages(section):
            if passage.kind is PassageKind.LINE or passage.prose is None:
                continue
            for use in _uses(document, passage, need, units):
                key = (use.term, _at(units, use.value.at.span.start))
                if key not in seen:
                    seen.add(key)
                    yield use


def _uses(
    document: Document, passage: Passage, need: UsesNeed, units: Sequence[_Unit]
) -> Iterator[UseFound]:
    for match in any_of(need.terms, need.of).finditer(fold_signs(passage.text)):
        start, end = match.span()
        term = next((t for t in need.terms if t.lower() == match[0].lower()), match[0])
        if not is_name(term) and not _is_code(passage, start):
            continue
        span = passage.locate(start, end)
        value = Value(match[0], document.at(span), passage.stance(start), passage.role)
        index = _at(units, span.start)
        texts = units[index].texts if index >= 0 else (passage.text,)
        yield UseFound(term, value, texts, passage.titles)


def _is_code(passage: Passage, start: int) -> bool:
    spans = passage.prose.code_spans() if passage.prose else ()
    return any(at <= start < at + len(run.text) for run, at in spans)


def _at(units: Sequence[_Unit], offset: int) -> int:
    """Return the index of the smallest unit around an offset, -1 for none."""
    around = [i for i, unit in enumerate(units) if unit.start <= offset < unit.end]
    return min(around, key=lambda i: units[i].end - units[i].start, default=-1)


def _units(section: Section, around: tuple[str, ...]) -> Iterator[_Unit]:
    if section.heading is not None:
        span = section.heading.span
        own = tuple(_texts(section.blocks))
        yield _Unit(span.start, span.end, (section.title, *own, *around))
        around = (*around, section.title)
    yield from _of_blocks(section.blocks, around)
    for inner in section.sections:
        yield from _units(inner, around)


def _of_blocks(blocks: Sequence[Block], around: tuple[str, ...]) -> Iterator[_Unit]:
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            behind = blocks[number + 1] if number + 1 < len(blocks) else None
            yield from _of_paragraph(block, behind, around)
        elif isinstance(block, ListBlock):
            outer = (*around, block.lead_in.text) if block.lead_in else around
            for item in block.items:
                yield from _of_item(item, outer)
        elif isinstance(block, Table):
            yield from _of_table(block, around)
        elif isinstance(block, Quote):
            yield from _of_blocks(block.blocks, around)


def _of_paragraph(
    paragraph: Paragraph, behind: Block | None, around: tuple[str, ...]
) -> Iterator[_Unit]:
    """Yield the sentences; one that introduces a list is about what the items say too."""
    prose = paragraph.prose
    leads = isinstance(behind, ListBlock | Table) and prose.text.rstrip().endswith(":")
    below = tuple(_texts([behind])) if leads and behind is not None else ()
    for start, end in whole_sentences(prose):
        span = prose.locate(start, end)
        told = f"{prose.text[start:end]} {', '.join(below)}" if below else prose.text[start:end]
        yield _Unit(span.start, span.end, (told, *around))


def _of_item(item: Item, around: tuple[str, ...]) -> Iterator[_Unit]:
    own = (item.prose.text, *_texts(item.blocks))
    yield _Unit(item.prose.span.start, item.prose.span.end, (*own, *around))
    yield from _of_blocks(item.blocks, (*around, item.prose.text))


def _of_table(table: Table, around: tuple[str, ...]) -> Iterator[_Unit]:
    outer = (*around, table.lead_in.text) if table.lead_in else around
    titles = [cell.prose.text for cell in table.header]
    for row in table.rows:
        pairs = zip(titles, row, strict=False)
        texts = tuple(f"{title}: {cell.prose.text}" for title, cell in pairs)
        for cell in row:
            yield _Unit(cell.prose.span.start, cell.prose.span.end, (*texts, *outer))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what blocks say: paragraphs and items, also those inside."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.prose.text
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield item.prose.text
                yield from _texts(item.blocks)
        elif isinstance(block, Quote):
            yield from _texts(block.blocks)
