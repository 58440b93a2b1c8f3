"""Buckets as columns of a table, or named in a column."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.document import Block, Cell, Document, Quote, Section, Table
from contractcheck.model.evidence import Value
from contractcheck.model.folding import fold
from contractcheck.model.needs import BucketFound, BucketsNeed, StatementFound
from contractcheck.selectors.buckets.sections import label_of, statement


def bucket_tables(document: Document, scope: Section, need: BucketsNeed) -> list[BucketFound]:
    """Return the buckets of every table that names any in its header or in one of its columns."""
    found = []
    for section in scope.walk():
        for table in _tables(section.blocks):
            by_column = _columns(document, section, table, need)
            found += by_column or _rows(document, section, table, need)
    return found


def _tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Quote):
            yield from _tables(block.blocks)


def _columns(
    document: Document, section: Section, table: Table, need: BucketsNeed
) -> list[BucketFound]:
    labels = [label_of(cell.prose.text, need.labels) for cell in table.header]
    known = [i for i, label in enumerate(labels) if label]
    if len(known) < min(2, len(need.labels)):
        return []
    found = []
    for index, (cell, label) in enumerate(zip(table.header, labels, strict=True)):
        if label or index > known[0]:
            cells = [row[index] for row in table.rows if index < len(row)]
            statements = tuple(_statement(document, section, one) for one in cells if _text(one))
            in_run = known[0] < index < known[-1]
            found.append(BucketFound(_title(document, cell), label, statements, in_run=in_run))
    return found


def _rows(
    document: Document, section: Section, table: Table, need: BucketsNeed
) -> list[BucketFound]:
    index = _bucket_column(table, need)
    if index is None:
        return []
    found: dict[str, BucketFound] = {}
    for row in table.rows:
        title = _title(document, row[index])
        key = fold(title.text)
        held = found.get(key) or BucketFound(title, label_of(title.text, need.labels), in_run=True)
        cells = [cell for i, cell in enumerate(row) if i != index]
        new = (*held.statements, *_joined(document, section, cells))
        found[key] = BucketFound(held.title, held.label, new, in_run=True)
    return [bucket for key, bucket in found.items() if key]


def _bucket_column(table: Table, need: BucketsNeed) -> int | None:
    """Return the column in which most cells are labels."""
    counts = [
        sum(bool(label_of(row[i].prose.text, need.labels)) for row in table.rows if i < len(row))
        for i in range(len(table.header))
    ]
    best = max(range(len(counts)), key=lambda i: counts[i], default=None)
    return best if best is not None and counts[best] * 2 > len(table.rows) else None


def _joined(document: Document, section: Section, cells: list[Cell]) -> Iterator[StatementFound]:
    """Yield the first other cell as the statement, and loosely all of them together."""
    if not cells or not _text(cells[0]):
        return  # what would be the statement is struck or empty: the rest of the row states nothing
    yield _statement(document, section, cells[0])
    cells = [cell for cell in cells if _text(cell)]
    if len(cells) > 1:
        text = " \u2014 ".join(_text(cell) for cell in cells)
        at = document.at(cells[0].prose.span.to(cells[-1].prose.span))
        yield StatementFound(Value(text, at, role=section.role), loose=True)


def _statement(document: Document, section: Section, cell: Cell) -> StatementFound:
    return statement(document, cell.prose, 0, len(cell.prose.text), section.role)


def _text(cell: Cell) -> str:
    return cell.prose.text.strip()


def _title(document: Document, cell: Cell) -> Value:
    return Value(_text(cell), document.at(cell.prose.span), cell.stance)
