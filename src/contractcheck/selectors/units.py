"""Sentences and table rows with what stands above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contractcheck.model.document import (
    Block,
    Cell,
    Document,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.location import Location
from contractcheck.model.place_facts import look_at
from contractcheck.model.stance import PLAIN, Role, Stance, StanceMark
from contractcheck.model.units import UnitFound, UnitsNeed
from contractcheck.model.walk import Passage, PassageKind, block_passages

_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class _Context:
    """What a block inherits from where it stands."""

    document: Document
    role: Role
    headings: tuple[str, ...]
    above: tuple[str, ...] = ()
    mark: StanceMark = PLAIN


def select(document: Document, need: UnitsNeed) -> Iterable[Fact]:
    """Yield the units of the place in document order."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        yield from document.once(_units, section)


def _units(document: Document, section: Section) -> Iterator[UnitFound]:
    yield from _section(section, _Context(document, section.role, ()))


def _section(section: Section, outer: _Context) -> Iterator[UnitFound]:
    role = outer.role if outer.role is not Role.CURRENT else section.role
    context = replace(outer, role=role, mark=section.stance)
    if section.heading:
        context = replace(context, headings=(*outer.headings, section.title))
        for unit in _sentences(section.heading, context):
            yield replace(unit, is_heading=True)
    yield from _blocks(section.blocks, context)
    for inner in section.sections:
        yield from _section(inner, context)


def _blocks(blocks: Iterable[Block], context: _Context) -> Iterator[UnitFound]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _sentences(block.prose, replace(context, mark=PLAIN))
        elif isinstance(block, ListBlock):
            lead = (block.lead_in.text,) if block.lead_in else ()
            for item in block.items:
                yield from _item(item, replace(context, above=(*lead, *context.above)))
        elif isinstance(block, Table):
            for row in block.rows:
                if row:
                    yield _row(row, context)
        elif isinstance(block, Quote):
            yield from _blocks(block.blocks, context)
        elif isinstance(block, Fence):
            yield from _lines(block, context)


def _lines(fence: Fence, context: _Context) -> Iterator[UnitFound]:
    """Yield each line of a fence: code is read and copied too."""
    title = context.headings[-1] if context.headings else ""
    base = Passage("", PassageKind.LINE, context.role, context.headings, mark=fence.stance)
    for line in block_passages((fence,), base):
        words = tuple(
            (match.start(), context.document.at(line.locate(*match.span())))
            for match in re.finditer(r"\S+", line.text)
        )
        if words:
            value = Value(
                line.text, words[0][1], fence.stance, context.role, code=True, context=title
            )
            yield UnitFound(value, words, ((0, fence.stance),), headings=context.headings)


def _item(item: Item, context: _Context) -> Iterator[UnitFound]:
    label = item.prose.text[: item.label]
    here = replace(context, mark=item.stance)
    yield from _sentences(item.prose, here, label)
    text = label or item.prose.text
    yield from _blocks(item.blocks, replace(here, above=(text, *context.above)))


def _sentences(prose: Prose, context: _Context, label: str = "") -> Iterator[UnitFound]:
    """Yield whole sentences; clauses parted by dashes, colons and semicolons are joined again."""
    whole: list[tuple[int, int]] = []
    for sentence in prose.sentences:
        if whole and not prose.text[: whole[-1][1]].rstrip().endswith((".", "!", "?")):
            whole[-1] = (whole[-1][0], sentence.end)
        else:
            whole.append((sentence.start, sentence.end))
    for number, (start, end) in enumerate(whole):
        above = (label, *context.above) if label and number else context.above
        value = Value(
            prose.text[start:end],
            context.document.at(prose.locate(start, end)),
            context.mark,
            context.role,
            context=context.headings[-1] if context.headings else "",
        )
        yield UnitFound(
            value,
            _words(context.document, prose, start, end, 0),
            _marks(prose, start, end, 0, context.mark),
            above=above,
            headings=context.headings,
        )


def _row(row: tuple[Cell, ...], context: _Context) -> UnitFound:
    text = ""
    words: tuple[tuple[int, Location], ...] = ()
    marks: tuple[tuple[int, StanceMark], ...] = ()
    for cell in row:
        text += _BETWEEN_CELLS if text else ""
        end = len(cell.prose.text)
        words += _words(context.document, cell.prose, 0, end, len(text))
        marks += _marks(cell.prose, 0, end, len(text), cell.stance)
        text += cell.prose.text
    at = context.document.at(row[0].prose.span)
    title = context.headings[-1] if context.headings else ""
    value = Value(text, at, PLAIN, context.role, context=title)
    return UnitFound(
        value, words, marks, above=context.above, headings=context.headings, is_row=True
    )


def _words(
    document: Document, prose: Prose, start: int, end: int, shift: int
) -> tuple[tuple[int, Location], ...]:
    """Return where each word stands, by its offset in the unit."""
    return tuple(
        (
            match.start() + shift,
            document.at(prose.locate(start + match.start(), start + match.end())),
        )
        for match in re.finditer(r"\S+", prose.text[start:end])
    )


def _marks(
    prose: Prose, start: int, end: int, shift: int, outer: StanceMark
) -> tuple[tuple[int, StanceMark], ...]:
    """Return the stance of each clause by its offset; a plain clause has that of its block."""
    return tuple(
        (
            max(one.start - start, 0) + shift,
            outer if one.stance.stance is Stance.AFFIRMED else one.stance,
        )
        for one in prose.sentences
        if one.start < end and start < one.end
    ) or ((shift, outer),)
