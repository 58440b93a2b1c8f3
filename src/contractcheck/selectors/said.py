"""Sentences with all that tells how they are meant: stance, and the texts they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contractcheck.model.claims import Above, AboveKind, Said, SaidIn, SaidNeed
from contractcheck.model.document import (
    Block,
    Document,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    RunKind,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.needs import Unsaid
from contractcheck.model.place_facts import look_at
from contractcheck.model.stance import PLAIN, Role, StanceMark
from contractcheck.model.walk import Passage, PassageKind, block_passages, whole_sentences

_BEFORE = 3
"""So many sentences before one can say what `it` means."""
_MARKER = re.compile(r"\A\s*(?:<!--+)?\s*(?:[-*+]|\d+[.)])?\s*|\s*(?:--+>)?\s*\Z")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a block."""

    document: Document
    role: Role = Role.CURRENT
    above: tuple[Above, ...] = ()
    stance: StanceMark = PLAIN

    def under(self, kind: AboveKind, text: str) -> _Around:
        return replace(self, above=(Above(kind, text), *self.above)) if text.strip() else self


def select(document: Document, need: SaidNeed) -> Iterable[Fact]:
    """Yield what is said at the place in or under one of the words, and what is written and not said."""
    facts, sections = look_at(document, need.place)
    yield from facts
    wanted = tuple(word.lower() for word in need.words)
    for section in sections:
        for said, texts in document.once(_with_texts, section):
            if not wanted or any(word in texts for word in wanted):
                yield said
    for prose in document.unsaid if need.place.section or not wanted else ():
        struck = any(run.kind is RunKind.STRUCK for run in prose.runs)
        text = _MARKER.sub("", "".join(run.text for run in prose.runs))
        how = "struck through" if struck else "in a comment"
        yield Unsaid(Value(text, document.at(prose.span), context=how))


def _with_texts(document: Document, section: Section) -> Iterator[tuple[Said, str]]:
    """Yield what is said in a section, each with all the texts one of the words can stand in."""
    for said in _section(_Around(document, section.role), section):
        above = (one.text for one in said.above)
        yield said, "\n".join((said.text, *said.before, *above)).lower()


def _section(around: _Around, section: Section) -> Iterator[Said]:
    role = section.role if around.role is Role.CURRENT else around.role
    around = replace(around, role=role, stance=section.stance)
    if section.heading:
        yield from _prose(around, section.heading, SaidIn.HEADING)
        around = around.under(AboveKind.HEADING, section.title)
    yield from _blocks(around, section.blocks)
    for inner in section.sections:
        yield from _section(around, inner)


def _blocks(around: _Around, blocks: tuple[Block, ...]) -> Iterator[Said]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _prose(around, block.prose, SaidIn.PARAGRAPH)
        elif isinstance(block, Quote):
            yield from _blocks(around, block.blocks)
        elif isinstance(block, ListBlock):
            lead = block.lead_in.text if block.lead_in else ""
            inside = replace(around, stance=block.stance).under(AboveKind.LEAD_IN, lead)
            for item in block.items:
                yield from _item(inside, item)
        elif isinstance(block, Table):
            yield from _table(around, block)


def _item(around: _Around, item: Item) -> Iterator[Said]:
    labelled = (one.stance for one in item.prose.sentences if one.stance.by == "label")
    inside = replace(around, stance=next(labelled, around.stance))
    label = item.prose.text[: item.label]
    yield from _prose(inside.under(AboveKind.LABEL, label), item.prose, SaidIn.ITEM)
    yield from _blocks(inside, item.blocks)


def _table(around: _Around, table: Table) -> Iterator[Said]:
    base = Passage("", PassageKind.CELL, around.role, ())
    marked = iter(block_passages((table,), base))
    around = around.under(AboveKind.LEAD_IN, table.lead_in.text if table.lead_in else "")
    for number, row in enumerate((table.header, *table.rows)):
        for column, cell in enumerate(row):
            passage = next(marked)
            inside = replace(around, stance=passage.mark)
            if number:
                header = table.header[column].prose.text if column < len(table.header) else ""
                inside = inside.under(AboveKind.COLUMN, header)
            if number and column:
                inside = inside.under(AboveKind.ROW, row[0].prose.text)
            yield from _prose(inside, cell.prose, SaidIn.CELL)


def _prose(around: _Around, prose: Prose, held_in: SaidIn) -> Iterator[Said]:
    document, before = around.document, list[str]()
    parts = whole_sentences(prose)
    for start, end in parts:
        text = prose.text[start:end]
        marks = tuple(
            (max(one.start - start, 0), one.stance)
            for one in prose.sentences
            if one.start < end and start < one.end
        )
        words = (
            (match.start(), document.at(prose.locate(start + match.start(), start + match.end())))
            for match in re.finditer(r"\S+", text)
        )
        code = (
            (at - start, at - start + len(run.text))
            for run, at in prose.code_spans()
            if start <= at < end
        )
        yield Said(
            text,
            document.at(prose.locate(start, end)),
            held_in,
            around.role,
            around.stance,
            tuple(words),
            marks,
            tuple(code),
            around.above,
            tuple(before[-_BEFORE:]),
            whole=len(parts) == 1,
        )
        before.append(text)
