"""The sentences, items and table rows of a place, each as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from contractcheck.model.document import (
    Block,
    Cell,
    Document,
    Fence,
    ListBlock,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.place_facts import look_at
from contractcheck.model.reconciliation import RowFound, RowsNeed
from contractcheck.model.stance import PLAIN, Stance, StanceMark

_JOINT = " | "


def select(document: Document, need: RowsNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the rows, or ``PlaceGone``."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        own = list(_rows(document, section, section.blocks))
        yield from own
        if not own:
            for inner in section.walk():
                yield from _rows(document, inner, inner.blocks)


def _rows(document: Document, section: Section, blocks: Iterable[Block]) -> Iterator[RowFound]:
    for block in blocks:
        if isinstance(block, Table):
            for cells in block.rows:
                yield _row(document, section, cells)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield _whole(document, section, item.prose, item.stance)
                yield from _rows(document, section, item.blocks)
        elif isinstance(block, Quote):
            yield from _rows(document, section, block.blocks)
        elif not isinstance(block, Fence):
            yield from _sentences(document, section, block.prose)


def _row(document: Document, section: Section, cells: Sequence[Cell]) -> RowFound:
    text, starts = "", []
    for cell in cells:
        starts.append((len(text), document.at(cell.prose.span)))
        text += cell.prose.text + _JOINT
    marks = [cell.stance for cell in cells if cell.stance.by != "sentence"]
    mark = next((one for one in marks if one.stance is not Stance.AFFIRMED), PLAIN)
    at = document.at(cells[0].prose.span) if cells else document.at(section.span)
    return RowFound(text, at, mark, section.role, tuple(starts))


def _whole(document: Document, section: Section, prose: Prose, mark: StanceMark) -> RowFound:
    starts = _starts(document, prose, 0, len(prose.text))
    return RowFound(prose.text, document.at(prose.span), mark, section.role, starts)


def _sentences(document: Document, section: Section, prose: Prose) -> Iterator[RowFound]:
    for one in prose.sentences:
        text = prose.text[one.start : one.end]
        at = document.at(prose.locate(one.start, one.end))
        starts = _starts(document, prose, one.start, one.end)
        yield RowFound(text, at, one.stance, section.role, starts)


def _starts(
    document: Document, prose: Prose, start: int, end: int
) -> tuple[tuple[int, Location], ...]:
    return tuple(
        (match.start(), document.at(prose.locate(start + match.start(), start + match.end())))
        for match in re.finditer(r"\S+", prose.text[start:end])
    )
