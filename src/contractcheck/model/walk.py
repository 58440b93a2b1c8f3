"""Walk a document tree passage by passage: every visible text with its stance, role and titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import zip_longest

from contractcheck.model.document import (
    Block,
    Cell,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.location import Span
from contractcheck.model.stance import PLAIN, Role, Stance, StanceMark


class PassageKind(Enum):
    """What a passage is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Passage:
    """A visible text: of a block (``prose``), or one line of a fence (``line``, with ``text``).

    ``depth`` counts the lists and quotes around it; ``beside`` is the text of the further cells of the
    row that a first cell begins.
    """

    text: str
    kind: PassageKind
    role: Role
    titles: tuple[str, ...]
    prose: Prose | None = None
    line: Span | None = None
    mark: StanceMark = PLAIN
    depth: int = 0
    beside: str = ""

    def locate(self, start: int, end: int) -> Span:
        """Return the span of ``text[start:end]``."""
        if self.prose is not None:
            return self.prose.locate(start, end)
        if self.line is None:
            msg = "a passage has prose or a line"
            raise ValueError(msg)
        before, inside = self.text[:start].encode(), self.text[start:end].encode()
        first = self.line.start + len(before)
        line, column = self.line.line, self.line.column + start
        return Span(first, first + len(inside), line, column, line, column + end - start)

    def stance(self, offset: int) -> StanceMark:
        """Return the stance of the sentence at ``offset``; ``mark`` where that one is plain."""
        if self.prose is not None:
            for sentence in self.prose.sentences:
                if sentence.start <= offset < sentence.end:
                    affirmed = sentence.stance.stance is Stance.AFFIRMED
                    return self.mark if affirmed else sentence.stance
        return self.mark


def passages(
    section: Section, titles: tuple[str, ...] = (), role: Role | None = None
) -> Iterator[Passage]:
    """Yield the passages of a section and of all inside it, in document order."""
    inherited = section.role if role in (None, Role.CURRENT) else role
    if section.heading:
        titles = (*titles, section.title)
        yield Passage(
            section.title,
            PassageKind.HEADING,
            inherited,
            titles,
            section.heading,
            mark=section.stance,
        )
    base = Passage("", PassageKind.PARAGRAPH, inherited, titles)
    yield from block_passages(section.blocks, base)
    for inner in section.sections:
        yield from passages(inner, titles, inherited)


def block_passages(blocks: tuple[Block, ...], base: Passage) -> Iterator[Passage]:
    """Yield the passages of blocks; ``base`` gives role and titles."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield replace(base, text=block.prose.text, prose=block.prose)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _item(item, base)
        elif isinstance(block, Table):
            yield from _table(block, base)
        elif isinstance(block, Fence):
            yield from _fence(block, base)
        elif isinstance(block, Quote):
            yield from block_passages(block.blocks, replace(base, depth=base.depth + 1))


def _item(item: Item, base: Passage) -> Iterator[Passage]:
    text = item.prose.text
    yield replace(base, kind=PassageKind.ITEM, text=text, prose=item.prose, mark=item.stance)
    yield from block_passages(item.blocks, replace(base, depth=base.depth + 1))


def _table(table: Table, base: Passage) -> Iterator[Passage]:
    for cells in (table.header, *table.rows):
        for cell in cells:
            yield replace(
                base,
                kind=PassageKind.CELL,
                text=cell.prose.text,
                prose=cell.prose,
                mark=_row_mark(cell, cells, table.header),
                beside=_beside(cells) if cell is cells[0] and cells is not table.header else "",
            )


def _beside(cells: tuple[Cell, ...]) -> str:
    return " | ".join(cell.prose.text for cell in cells[1:])


_TRAITS = frozenset(
    {"required", "mandatory", "optional", "nullable", "unique", "default", "repeatable"}
)
"""Titles of columns that tell a trait: *no* below *Required* denies nothing of its row."""


def _row_mark(cell: Cell, cells: tuple[Cell, ...], header: tuple[Cell, ...]) -> StanceMark:
    """Return a cell's stance; a plain one takes that of a status cell (``Deferred; ...``) in its row."""
    if cell.stance.stance is not Stance.AFFIRMED:
        return cell.stance
    for other, title in zip_longest(cells, header[: len(cells)]):
        if title is not None and title.prose.text.strip(" ?*").lower() in _TRAITS:
            continue
        first = other.prose.sentences[:1]
        if other is not cell and first and first[0].stance.by == "sentence" and _is_status(other):
            return first[0].stance
    return cell.stance


_STATUS_WORDS = 3


def _is_status(cell: Cell) -> bool:
    """Say whether a cell reads like a status: its first clause has at most three words, unquoted."""
    if any(one.stance.stance is Stance.QUOTED for one in cell.prose.sentences[:1]):
        return False  # a value: ``"10s"``
    text = cell.prose.text[: cell.prose.sentences[0].end] if cell.prose.sentences else ""
    return len(text.split(";")[0].split()) <= _STATUS_WORDS


def _fence(fence: Fence, base: Passage) -> Iterator[Passage]:
    for text, span in zip(fence.text.splitlines(), fence.lines, strict=False):
        yield replace(
            base, kind=PassageKind.LINE, text=text, prose=None, line=span, mark=fence.stance
        )


def fences(blocks: Iterable[Block]) -> Iterator[Fence]:
    """Yield the fences among blocks and inside of quotes and items."""
    for block in blocks:
        if isinstance(block, Fence):
            yield block
        elif isinstance(block, Quote):
            yield from fences(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from fences(item.blocks)


def whole_sentences(prose: Prose) -> list[tuple[int, int]]:
    """Return the offsets of whole sentences: clauses parted by dashes and semicolons joined again."""
    whole: list[tuple[int, int]] = []
    for sentence in prose.sentences:
        if whole and not prose.text[: whole[-1][1]].rstrip().endswith((".", "!", "?")):
            whole[-1] = (whole[-1][0], sentence.end)
        else:
            whole.append((sentence.start, sentence.end))
    return whole
