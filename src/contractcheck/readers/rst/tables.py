"""Tables: cells of a grid stand side by side, those of a list or of CSV one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from contractcheck.model.document import Block, Cell, Paragraph, Table
from contractcheck.model.stance import PLAIN, StanceMark
from contractcheck.readers.text.content import Content
from contractcheck.readers.text.prose import Passage
from contractcheck.readers.text.structure import Lead, cell_of, heading_stance

if TYPE_CHECKING:
    from contractcheck.readers.rst.blocks import BlockReader


def read_table(
    reader: BlockReader, node: nodes.Element, around: StanceMark, lead: Lead | None
) -> list[Block]:
    """Return a table behind its caption; one without a header has empty cells for it."""
    found: list[Block] = []
    for title in node.findall(nodes.title):
        prose = reader.found(title).prose(around, None, PLAIN)
        found.append(Paragraph(prose, prose.span))
    side_by_side = _is_drawn(reader)
    first = reader.places.line
    heads = [row for head in node.findall(nodes.thead) for row in head.findall(nodes.row)]
    body = [row for part in node.findall(nodes.tbody) for row in part.findall(nodes.row)]
    heads = heads or [row for row in body[:1] if len(body) > 1 and _is_all_strong(row)]
    body = body[1:] if heads == body[:1] else body
    read = [_row(reader, row, side_by_side=side_by_side) for row in (*heads[:1], *body)]
    header, rows = (read[0], read[1:]) if heads else ([], read)
    width = max((len(row) for row in read), default=0)
    columns = [heading_stance(passage, around, "column") for passage in header]
    columns += [around] * (width - len(columns))
    line = min(first, len(reader.source.lines) - 1)
    stop = max(reader.places.line, line) + 1
    table = Table(
        _filled(reader, [cell_of(passage, around) for passage in header], width),
        tuple(
            _filled(reader, [cell_of(*pair) for pair in zip(row, columns, strict=False)], width)
            for row in rows
        ),
        reader.source.block(line, 0, stop),
        lead.prose if lead else None,
    )
    return [*found, table]


def _is_all_strong(row: nodes.Element) -> bool:
    """Say whether each cell of a row is strong as a whole: a header that is drawn as a row."""
    said = [entry.children for entry in row.findall(nodes.entry)]
    return all(
        len(one) == 1 and [type(child) for child in one[0].children] == [nodes.strong]
        for one in said
    )


def _row(reader: BlockReader, row: nodes.Element, *, side_by_side: bool) -> list[Passage]:
    passages: list[Passage] = []
    first, last, column = reader.places.line, reader.places.line, 0
    for entry in row.findall(nodes.entry):
        if side_by_side and passages:
            reader.places.go(first, column)
        said = [one for one in entry.children if isinstance(one, nodes.paragraph)]
        if not said:
            passages.append(reader.passage(_nothing(reader), []))
            continue
        beside = column if side_by_side and passages and column else None
        passages.append(reader.found(said[0], beside=beside))
        if not last or len(passages) == 1:
            first = passages[0].span.line - 1
        column, last = reader.places.column, max(last, reader.places.line)
    reader.places.go(max(last, reader.places.line), 0 if side_by_side else column)
    if side_by_side:
        reader.places.go(last + 1)
    return passages


def _is_drawn(reader: BlockReader) -> bool:
    """Say whether the table is drawn with lines rather than written in a directive."""
    lines = reader.source.lines[reader.places.line :]
    if lines and not lines[0].strip().startswith(("+", "=")):
        lines = lines[1:] if reader.places.column else lines
    text = next((line.strip() for line in lines if line.strip()), "")
    return text.startswith(("+-", "+=", "=="))


def _filled(reader: BlockReader, cells: list[Cell], width: int) -> tuple[Cell, ...]:
    missing = width - len(cells)
    return (*cells, *(cell_of(reader.passage(_nothing(reader), []), PLAIN) for _ in range(missing)))


def _nothing(reader: BlockReader) -> Content:
    line = min(reader.places.line, len(reader.source.lines) - 1)
    return Content("", reader.source, [0], [(line, 0)])
