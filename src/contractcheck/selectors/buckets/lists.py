"""Buckets as labelled items, and as sentences that introduce a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contractcheck.model.document import Block, Document, Item, ListBlock, Paragraph, Quote, Section
from contractcheck.model.evidence import Value
from contractcheck.model.likeness import squeezed
from contractcheck.model.needs import BucketFound, BucketsNeed, StatementFound
from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of
from contractcheck.selectors.buckets.sections import (
    block_statements,
    item_statements,
    label_of,
    statement,
)


def labelled_items(document: Document, scope: Section, need: BucketsNeed) -> list[BucketFound]:
    """Return the items of lists in which a label stands before a colon or dash, unknown labels too."""
    found = []
    for section, block in _lists(scope):
        labels = [label_of(_label(item), need.labels) for item in block.items]
        known = [i for i, label in enumerate(labels) if label]
        if not known:
            continue
        for index, (item, label) in enumerate(zip(block.items, labels, strict=True)):
            if not label and not item.label and not _is_bare(item):
                continue
            in_run = known[0] < index < known[-1] or (len(known) > 1 and not label)
            statements = tuple(_below_label(document, section, item))
            title = Value(_label(item), document.at(item.prose.locate(0, len(_label(item)))))
            found.append(BucketFound(title, label, statements, in_run=in_run))
    return found


def _label(item: Item) -> str:
    return item.prose.text[: item.label] if item.label else item.prose.text


def _is_bare(item: Item) -> bool:
    """Say whether an item is a label alone with a list below it."""
    return any(isinstance(block, ListBlock) for block in item.blocks)


def _below_label(document: Document, section: Section, item: Item) -> Iterator[StatementFound]:
    """Yield the labelled text, its parts between semicolons, and the items of a list below it."""
    text = item.prose.text
    lists = [block for block in item.blocks if isinstance(block, ListBlock)]
    if item.label and text[item.body :].strip():
        pieces = [m.span() for m in re.finditer(r"[^;]+", text[item.body :])]
        for start, end in pieces:
            yield statement(
                document,
                item.prose,
                item.body + start,
                item.body + end,
                section.role,
                loose=bool(lists),
            )
        if len(pieces) > 1:
            yield statement(document, item.prose, item.body, len(text), section.role, loose=True)
    for block in item.blocks:
        if isinstance(block, ListBlock):
            for inner in block.items:
                yield from item_statements(document, inner, section.role)
        elif isinstance(block, Paragraph):
            yield from block_statements(document, (block,), section.role)


def introduced_lists(document: Document, scope: Section, need: BucketsNeed) -> list[BucketFound]:
    """Return the lists whose lead-in names a bucket; the last label in a lead-in counts."""
    found = []
    pattern = any_of(need.labels, MemberShape.PHRASE)
    for section, block in _lists(scope):
        if block.lead_in is None:
            continue
        matches = list(pattern.finditer(block.lead_in.text))
        if not matches:
            continue
        match = matches[-1]
        at = document.at(block.lead_in.locate(*match.span()))
        shown = squeezed(match[0])
        label = next((name for name in need.labels if squeezed(name) == shown), "")
        statements = tuple(
            one for item in block.items for one in item_statements(document, item, section.role)
        )
        found.append(BucketFound(Value(match[0], at), label, statements))
    return found


def _lists(scope: Section) -> Iterator[tuple[Section, ListBlock]]:
    for section in scope.walk():
        for block in _flat(section.blocks):
            yield section, block


def _flat(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield block
        elif isinstance(block, Quote):
            yield from _flat(block.blocks)
