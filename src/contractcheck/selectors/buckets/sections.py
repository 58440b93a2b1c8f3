"""A section per bucket, and what else stands among those sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from contractcheck.model.document import (
    Block,
    Document,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Value
from contractcheck.model.folding import fold_title
from contractcheck.model.needs import BucketFound, BucketsNeed, OtherSection, StatementFound
from contractcheck.model.stance import Role

_SHORT_TITLE = 4


def label_of(text: str, labels: Sequence[str]) -> str:
    """Return the declared label a title is, with its numbering and colon aside; else nothing."""
    words = fold_title(text)
    return next((label for label in labels if fold_title(label) == words), "")


def bucket_sections(document: Document, scope: Section, need: BucketsNeed) -> list[BucketFound]:
    """Return the sections that carry a label, and the undeclared ones that stand beside them."""
    inner = [section for section in scope.walk() if section.heading]
    if not label_of(scope.title, need.labels):
        inner = [section for section in inner if section is not scope]
    others = {fold_title(title) for title in need.others}
    named = [i for i, section in enumerate(inner) if label_of(section.title, need.labels)]
    if not named:
        return []
    level = Counter(inner[i].level for i in named).most_common(1)[0][0]
    found = []
    for index, section in enumerate(inner):
        label = label_of(section.title, need.labels)
        declared = fold_title(section.title) in others or _is_below(section, inner, others)
        beside = section.level == level and not declared
        holds_bucket = any(
            label_of(s.title, need.labels) for s in section.walk() if s is not section
        )
        if label or (beside and not holds_bucket):
            in_run = named[0] < index < named[-1]
            found.append(_bucket(document, section, need, label=label, in_run=in_run))
    return found


def other_sections(document: Document, need: BucketsNeed) -> Iterator[OtherSection]:
    """Yield the declared sections of a document that are no buckets."""
    others = {fold_title(title) for title in need.others}
    for section in document.root.walk():
        if section.heading and fold_title(section.title) in others:
            at = document.at(section.heading.span)
            title = Value(section.title, at, section.stance, section.role)
            yield OtherSection(title, tuple(_statements(document, section, need)))


def _is_below(section: Section, inner: Sequence[Section], others: set[str]) -> bool:
    return any(section in other.walk() for other in inner if fold_title(other.title) in others)


def _bucket(
    document: Document, section: Section, need: BucketsNeed, *, label: str, in_run: bool
) -> BucketFound:
    heading = section.heading or Prose((), section.span)
    statements = tuple(_statements(document, section, need))
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    lists = [block for block in section.blocks if isinstance(block, ListBlock)]
    lead_ins = [p for p in paragraphs if p.prose.text.rstrip().endswith(":")]
    only_list = bool(lists) and len(paragraphs) == len(lead_ins) and not section.sections
    title = Value(section.title, document.at(heading.span), section.stance, section.role)
    short = len(section.title.split()) <= _SHORT_TITLE
    return BucketFound(title, label, statements, in_run=in_run, only_list=only_list and short)


def _statements(
    document: Document, section: Section, need: BucketsNeed
) -> Iterator[StatementFound]:
    """Yield the statements of a section and of those below it that carry no label of their own."""
    yield from block_statements(document, section.blocks, section.role)
    for inner in section.sections:
        known = (*need.labels, *need.others)
        if not any(label_of(one.title, known) for one in inner.walk()):
            yield from _statements(document, inner, need)


def block_statements(
    document: Document, blocks: Sequence[Block], role: Role
) -> Iterator[StatementFound]:
    """Yield list items and table rows; sentences of paragraphs where there is neither, else loosely."""
    strict = not any(isinstance(block, ListBlock | Table) for block in blocks)
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from item_statements(document, item, role)
        elif isinstance(block, Table):
            yield from _rows(document, block, role)
        elif isinstance(block, Paragraph):
            yield from _sentences(document, block.prose, role, loose=not strict)
        elif isinstance(block, Quote):
            for one in block_statements(document, block.blocks, role):
                yield StatementFound(one.value, loose=True)


def item_statements(
    document: Document, item: Item, role: Role, *, loose: bool = False
) -> Iterator[StatementFound]:
    """Yield an item's own text, and loosely what stands below it."""
    if item.prose.text.strip():
        yield statement(document, item.prose, 0, len(item.prose.text), role, loose=loose)
    for block in item.blocks:
        if isinstance(block, ListBlock):
            for inner in block.items:
                yield from item_statements(document, inner, role, loose=True)
        elif isinstance(block, Paragraph):
            yield from _sentences(document, block.prose, role, loose=True)


def statement(  # noqa: PLR0913 - a found statement is made in one place only
    document: Document, prose: Prose, start: int, end: int, role: Role, *, loose: bool = False
) -> StatementFound:
    """Return ``prose.text[start:end]`` as a found statement."""
    text = prose.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    whole = start == 0 and end == len(prose.text)
    at = document.at(prose.span if whole else prose.locate(start, end))
    return StatementFound(Value(prose.marked(start, end), at, role=role), loose=loose)


def _sentences(
    document: Document, prose: Prose, role: Role, *, loose: bool
) -> Iterator[StatementFound]:
    """Yield a paragraph's sentences; one that ends in a colon only introduces."""
    for start, end in _whole(prose):
        if prose.text[start:end].strip():
            introduces = prose.text[start:end].rstrip().endswith(":")
            yield statement(document, prose, start, end, role, loose=loose or introduces)


def _whole(prose: Prose) -> list[tuple[int, int]]:
    """Join the clauses of ``prose.sentences`` to whole sentences."""
    whole: list[tuple[int, int]] = []
    for sentence in prose.sentences:
        if whole and not prose.text[: whole[-1][1]].rstrip().endswith((".", "!", "?", ":")):
            whole[-1] = (whole[-1][0], sentence.end)
        else:
            whole.append((sentence.start, sentence.end))
    return whole


def _rows(document: Document, table: Table, role: Role) -> Iterator[StatementFound]:
    for row in table.rows:
        cells = [cell.prose for cell in row if cell.prose.text.strip()]
        if cells:
            text = " \u2014 ".join(prose.marked(0, len(prose.text)).strip() for prose in cells)
            at = document.at(cells[0].span.to(cells[-1].span))
            yield StatementFound(Value(text, at, role=role))
