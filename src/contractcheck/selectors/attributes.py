"""Labelled values of a place: rows of two columns, labelled items, data, code spans behind their label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contractcheck.model.attributes import AttributeShown, AttributesNeed, squeezed_label
from contractcheck.model.data_values import members_of
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
from contractcheck.model.location import FILE_START
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place import Shape
from contractcheck.model.place_facts import look_at
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import StanceMark
from contractcheck.readers.fenced_data import read_fence

_PAIR = 2
_LINK_WORDS = re.compile(r"(?:\s*(?:[:=]|\b(?:is|are|of|the|as)\b))*\s*\Z", re.IGNORECASE)


def select(document: Document, need: AttributesNeed) -> Iterable[Fact]:
    """Yield the labelled values of the place: of its tables, lists and data, else of its sentences."""
    if need.place.shape is Shape.FRONT_MATTER:
        yield from _front_matter(document)
        return
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        own = list(_blocks(section.blocks))
        below = [
            block
            for inner in section.sections
            for one in inner.walk()
            for block in _blocks(one.blocks)
        ]
        for blocks in (own, below):
            found = [shown for block in blocks for shown in _shown(document, section, block, need)]
            found = found or [
                one for block in blocks for one in _said(document, section, block, need)
            ]
            yield from found
            if found:
                break


def _front_matter(document: Document) -> Iterator[Fact]:
    data = document.front_matter
    if data is not None:
        yield PlaceFound(document.at(FILE_START), "front matter")
        for label, value in members_of(data, ""):
            yield AttributeShown(label, value)


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _blocks(block.blocks)
        else:
            yield block


def _shown(
    document: Document, section: Section, block: Block, need: AttributesNeed
) -> Iterator[AttributeShown]:
    if isinstance(block, Table):
        yield from _table(document, section, block, need)
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from _item(document, section, item, need)
    elif isinstance(block, Fence):
        yield from _fence(document, block)


def _table(
    document: Document, section: Section, table: Table, need: AttributesNeed
) -> Iterator[AttributeShown]:
    """Yield a row of a table by its first cell, or the cells of its only row by their headers."""
    wanted = {squeezed_label(label) for label in need.labels}
    titles = [squeezed_label(cell.prose.text) for cell in table.header]
    across = len(table.rows) == 1 and len(wanted & {*titles}) >= _PAIR
    rows = [*zip(table.header, table.rows[0], strict=False)] if across else []
    if not across:
        rows = [(row[0], row[1]) for row in table.rows if len(row) >= _PAIR]
        labels = {squeezed_label(label.prose.text) for label, _ in rows}
        if labels & wanted and len(table.header) >= _PAIR:  # the first pair may stand as the header
            rows.insert(0, (table.header[0], table.header[1]))
    for label, cell in rows:
        text = cell.prose.text
        if text.strip():
            value = _value(document, section, cell.prose, 0, len(text), cell.stance)
            yield AttributeShown(label.prose.text.strip(), value)


def _item(
    document: Document, section: Section, item: Item, need: AttributesNeed
) -> Iterator[AttributeShown]:
    """Yield an item by its label or by a leading code span that is one, and what stands below it."""
    text, end, body = item.prose.text, item.label, item.body
    first = next(item.prose.code_spans(), None)
    if not end and first is not None and first[1] == 0:
        rest = text[len(first[0].text) :]
        joint = len(rest) - len(rest.lstrip(" :=\u2013\u2014-"))
        end, body = (len(first[0].text), len(first[0].text) + joint) if joint else (0, 0)
    if end and text[body:].strip():
        value = _value(document, section, item.prose, body, len(text), item.stance)
        yield AttributeShown(text[:end].strip(), value)
    elif not end:
        yield from _sentence(document, section, item.prose, item.stance, need)
    above = text[: end or len(text)].strip().rstrip(":")
    for block in _blocks(item.blocks):
        for shown in _shown(document, section, block, need):
            yield replace(shown, label=f"{above}.{shown.label}")


def _fence(document: Document, fence: Fence) -> Iterator[AttributeShown]:
    try:
        data = read_fence(document, fence)
    except UnreadableError:
        return
    if data is not None:
        for label, value in members_of(data, "", fence.stance):
            yield AttributeShown(label, value)


def _said(
    document: Document, section: Section, block: Block, need: AttributesNeed
) -> Iterator[AttributeShown]:
    if isinstance(block, Paragraph):
        yield from _sentence(document, section, block.prose, section.stance, need)


def _sentence(
    document: Document, section: Section, prose: Prose, mark: StanceMark, need: AttributesNeed
) -> Iterator[AttributeShown]:
    """Yield code spans that stand right behind a label: ``the slug is `x` and the kind `y```."""
    behind = 0
    for run, start in prose.code_spans():
        before = _LINK_WORDS.sub("", prose.text[behind:start])
        for label in sorted(need.labels, key=len, reverse=True):
            words = r"[\s_-]+".join(map(re.escape, re.findall(r"\w+", label)))
            if re.search(rf"(?<![\w-]){words}\Z", before, re.IGNORECASE):
                end = start + len(run.text)
                yield AttributeShown(label, _value(document, section, prose, start, end, mark))
                break
        behind = start + len(run.text)


def _value(  # noqa: PLR0913, PLR0917 - a value is made in one place only
    document: Document, section: Section, prose: Prose, start: int, end: int, mark: StanceMark
) -> Value:
    text = prose.text[start:end]
    first = start + len(text) - len(text.lstrip())
    at = document.at(prose.locate(first, max(first, start + len(text.rstrip()))))
    code = any(offset == first and run.text == text.strip() for run, offset in prose.code_spans())
    return Value(text.strip(), at, mark, section.role, code=code)
