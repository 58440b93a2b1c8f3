"""The rows of boards: items of lists with their check boxes, rows of tables, headings with labels below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from contractcheck.model.boards import BoardNeed, BoardRow
from contractcheck.model.document import (
    Block,
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
from contractcheck.model.folding import fold_title
from contractcheck.model.place_facts import look_at
from contractcheck.model.stance import StanceMark

_BOX = re.compile(r"\s*\[([ xX])\]\s+")
_LABEL = re.compile(r"(?:^|[.;|]\s*)([A-Z][\w ]{1,24})(?::|\s[\u2013\u2014-])\s+([^.;|]+)")


def select(document: Document, need: BoardNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the rows, or ``PlaceGone``."""
    facts, sections = look_at(document, need.place)
    yield from facts
    walk = _Walk(document)
    for section in sections:
        yield from walk.section(section, ())


@dataclass(slots=True)
class _Walk:
    """Walks a place; blocks are numbered as they come."""

    document: Document
    blocks: int = field(default=0)

    def section(self, section: Section, under: tuple[str, ...]) -> Iterator[BoardRow]:
        """Yield the rows of a section, then those of its subsections, and these themselves."""
        yield from self._rows(section, section.blocks, under)
        self.blocks += 1
        headings = self.blocks
        for inner in section.sections:
            if inner.heading is not None:
                texts = (("", self._text(inner, inner.heading, inner.stance)), *self._labels(inner))
                yield BoardRow(texts, headings, None, under)
            yield from self.section(inner, (*under, inner.title))

    def _rows(
        self, section: Section, blocks: Iterable[Block], under: tuple[str, ...]
    ) -> Iterator[BoardRow]:
        for block in blocks:
            self.blocks += 1
            if isinstance(block, ListBlock):
                lead = (block.lead_in.text,) if block.lead_in else ()
                number = self.blocks
                for item in block.items:
                    yield self._item(section, item, number, (*under, *lead))
                    yield from self._rows(section, item.blocks, (*under, *lead, item.prose.text))
            elif isinstance(block, Table):
                yield from self._table(section, block, under)
            elif isinstance(block, Quote):
                yield from self._rows(section, block.blocks, under)

    def _item(self, section: Section, item: Item, number: int, under: tuple[str, ...]) -> BoardRow:
        box = _BOX.match(item.prose.text)
        start = box.end() if box else 0
        text = self._text(section, item.prose, item.stance, start)
        below = tuple(
            one
            for block in item.blocks
            if isinstance(block, ListBlock)
            for inner in block.items
            if (one := self._labelled(section, inner))
        )
        checked = box[1] in "xX" if box else item.checked
        return BoardRow((("", text), *below), number, checked, under)

    def _labelled(self, section: Section, item: Item) -> tuple[str, Value] | None:
        if not item.label:
            return None
        label = fold_title(item.prose.text[: item.label])
        return label, self._text(section, item.prose, item.stance, item.body)

    def _labels(self, section: Section) -> Iterator[tuple[str, Value]]:
        """Yield what stands below a heading behind a label: ``Status: waiting``."""
        for block in section.blocks:
            if isinstance(block, ListBlock):
                for item in block.items:
                    if labelled := self._labelled(section, item):
                        yield labelled
            elif isinstance(block, Paragraph):
                for match in _LABEL.finditer(block.prose.text):
                    value = self._text(section, block.prose, _PLAIN, match.start(2), match.end(2))
                    yield match[1], value
            elif isinstance(block, Fence | Table | Quote):
                continue

    def _table(self, section: Section, table: Table, under: tuple[str, ...]) -> Iterator[BoardRow]:
        headers = [cell.prose.text.strip() for cell in table.header]
        lead = (table.lead_in.text,) if table.lead_in else ()
        for row in table.rows:
            cells = tuple(
                (header, self._text(section, cell.prose, cell.stance))
                for header, cell in zip(headers, row, strict=False)
            )
            if cells:
                yield BoardRow(cells, self.blocks, None, (*under, *lead))

    def _text(
        self,
        section: Section,
        prose: Prose,
        mark: StanceMark,
        start: int = 0,
        end: int | None = None,
    ) -> Value:
        stop = len(prose.text) if end is None else end
        text = prose.text[start:stop]
        first = start + len(text) - len(text.lstrip())
        last = max(first, start + len(text.rstrip()))
        at = self.document.at(prose.locate(first, last))
        return Value(text.strip(), at, mark, section.role)


_PLAIN = StanceMark()
