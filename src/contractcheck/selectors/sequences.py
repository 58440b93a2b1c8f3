"""Sequences as documents show them: lists, chains of arrows, sums, headings, columns, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contractcheck.model.document import Block, Document, Fence, ListBlock, Quote, Section, Table
from contractcheck.model.enumeration import find_chains
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place import MemberShape
from contractcheck.model.place_facts import look_at
from contractcheck.model.sequences import Form, StepsFound, StepsNeed
from contractcheck.model.walk import Passage, PassageKind, passages
from contractcheck.model.words import any_of, token

_ARROW = re.compile(
    r"\s*(?:-{1,3}>|={1,2}>|\u2192|\u27f6|\u21d2|\u279c|\u2794|\u00bb|(?<=\s)>(?=\s))\s*"
)
_SUM = re.compile(r"\s+\+\s+")
_BEGINS = re.compile(r"(?:[:;(]|[.!?])\s+|\(")
_ENDS = re.compile(r"[.!?;,](?:\s|\Z)|\)|\s\(|:\s|\s[-\u2013\u2014]\s")
_FEW = 2


def select(document: Document, need: StepsNeed) -> Iterable[Fact]:
    """Yield everything at the place that may be the sequence."""
    facts, sections = look_at(document, need.place)
    yield from facts
    if not any(isinstance(fact, PlaceFound) for fact in facts):
        return
    for section in sections:
        for inner in section.walk():
            if not need.chains:
                yield from _blocks(document, inner.blocks, inner)
                yield from _headings(document, inner)
            yield from _fences(document, inner)
        for passage in passages(section):
            yield from _chains(document, passage)
            if not need.chains and passage.prose is not None:
                yield from _prose(document, passage, need)


def _blocks(document: Document, blocks: Iterable[Block], section: Section) -> Iterator[StepsFound]:
    """Yield lists, those inside items too, and the columns of tables."""
    for block in blocks:
        if isinstance(block, ListBlock):
            parts = tuple(
                Value(i.prose.text, document.at(i.prose.span), i.stance, section.role)
                for i in block.items
                if i.prose.text.strip()
            )
            yield StepsFound(parts, Form.LIST)
            for item in block.items:
                yield from _blocks(document, item.blocks, section)
        elif isinstance(block, Table):
            for column in range(len(block.header)):
                cells = [row[column] for row in block.rows if column < len(row)]
                values = tuple(
                    Value(c.prose.text, document.at(c.prose.span), c.stance, section.role)
                    for c in cells
                )
                yield StepsFound(values, Form.COLUMN)
        elif isinstance(block, Quote):
            yield from _blocks(document, block.blocks, section)


def _headings(document: Document, section: Section) -> Iterator[StepsFound]:
    if len(section.sections) >= _FEW:
        parts = tuple(
            Value(inner.title, document.at(inner.heading.span), inner.stance, inner.role)
            for inner in section.sections
            if inner.heading
        )
        yield StepsFound(parts, Form.HEADINGS)


def _fences(document: Document, section: Section) -> Iterator[StepsFound]:
    """Yield a chain that a fence breaks over lines: one part to a line, arrows between."""
    for block in section.blocks:
        if not isinstance(block, Fence) or len(block.lines) < _FEW:
            continue
        lines = list(zip(block.text.splitlines(), block.lines, strict=False))
        arrows = [bool(re.match(_ARROW, text) or _ends_in_arrow(text)) for text, _ in lines]
        if sum(arrows) + 1 >= len(lines) and sum(arrows):
            parts = tuple(
                Value(
                    _ARROW.sub(" ", text).strip(),
                    document.at(span),
                    block.stance,
                    section.role,
                    code=True,
                )
                for text, span in lines
                if _ARROW.sub(" ", text).strip()
            )
            yield StepsFound(parts, Form.ARROWS)


def _ends_in_arrow(text: str) -> bool:
    found = list(_ARROW.finditer(text))
    return bool(found) and found[-1].end() == len(text)


def _chains(document: Document, passage: Passage) -> Iterator[StepsFound]:
    """Yield the chains of arrows and the sums of a text, each cut to what it chains."""
    for joint, form in ((_ARROW, Form.ARROWS), (_SUM, Form.SUM)):
        parts: list[Value] = []
        at = 0
        joints = [*joint.finditer(passage.text)]
        for number, match in enumerate(joints):
            start = at if number else _begin(passage.text, match.start())
            ends = _ENDS.search(passage.text, start, match.start()) if parts else None
            if ends and passage.text[start : ends.start()].strip():
                parts.append(_value(document, passage, start, ends.start()))
                yield from _chain(parts, form)
                parts, start = [], _begin(passage.text, match.start())
            parts.append(_value(document, passage, start, match.start()))
            at = match.end()
        if joints:
            ends = _ENDS.search(passage.text, at)
            stop = ends.start() if ends else len(passage.text)
            parts.append(_value(document, passage, at, stop))
            yield from _chain(parts, form)


def _chain(parts: list[Value], form: Form) -> Iterator[StepsFound]:
    said = tuple(part for part in parts if part.text)
    if len(said) >= _FEW:
        yield StepsFound(said, form)


def _begin(text: str, end: int) -> int:
    """Return where the first part of a chain begins: behind the last colon, bracket or full stop."""
    begins = [match.end() for match in _BEGINS.finditer(text, 0, end)]
    return begins[-1] if begins else 0


def _value(document: Document, passage: Passage, start: int, end: int) -> Value:
    text = passage.text[start:end]
    first = start + len(text) - len(text.lstrip())
    last = max(first, start + len(text.rstrip()))
    at = document.at(passage.locate(first, last))
    return Value(text.strip(), at, passage.stance(first), passage.role)


def _prose(document: Document, passage: Passage, need: StepsNeed) -> Iterator[StepsFound]:
    """Yield the enumerations of a text, and the order in which it names the steps."""
    if passage.kind is PassageKind.HEADING:
        return
    literal = tuple(step.text for step in need.steps if step.text)
    for chain in find_chains(passage.text, literal, _shape(need)):
        spots = [(part.start, part.start + len(part.text)) for part in chain]
        parts = tuple(_value(document, passage, *spot) for spot in spots)
        yield StepsFound(parts, Form.ENUMERATION)
    found = {
        match.span()
        for step in need.steps
        for match in any_of(step.names, step.shape).finditer(passage.text)
    }
    if any(step.shape is MemberShape.ROUTE for step in need.steps):
        for match in token(MemberShape.ROUTE).finditer(passage.text):
            if match.start() == 0 or passage.text[match.start() - 1] in " (`\"'":
                found.add((match.start(), match.start() + len(match[0].rstrip("./:"))))
    outer = [
        one
        for one in sorted(found)
        if not any(a <= one[0] and one[1] <= b and (a, b) != one for a, b in found)
    ]
    if len(outer) >= _FEW:
        parts = tuple(_value(document, passage, *spot) for spot in outer)
        yield StepsFound(parts, Form.PROSE)


def _shape(need: StepsNeed) -> MemberShape:
    shapes = {step.shape for step in need.steps if step.text}
    return shapes.pop() if len(shapes) == 1 else MemberShape.PHRASE
