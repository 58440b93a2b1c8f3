"""Sentences that hold a word, and lead-ins joined with the list they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contractcheck.model.document import (
    Block,
    Document,
    Fence,
    Item,
    ListBlock,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold_signs
from contractcheck.model.location import Location
from contractcheck.model.needs import SentenceFound, SentencesNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.place_facts import look_at
from contractcheck.model.stance import StanceMark
from contractcheck.model.walk import Passage, PassageKind, passages, whole_sentences
from contractcheck.model.words import any_of

_ITEM_WORDS = 4
_REMARK = re.compile(r"\s+\([^()]*\)\s*\Z")
_ARROW = re.compile(r"[\u2190-\u21ff\u27f5-\u27ff]|[-=]+>")


def select(document: Document, need: SentencesNeed) -> Iterable[Fact]:
    """Yield the sentences of the place that hold one of the words; all of them without words."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        lists = {inner.title for inner in section.walk() if _first(inner, need)}
        for passage in passages(section):
            if passage.kind is not PassageKind.LINE:
                alone = not lists.intersection(passage.titles[-1:])
                for found in _sentences(document, passage, need):
                    yield replace(found, first=alone) if found.title else found
        yield from _joined(document, section, need)


def _sentences(
    document: Document, passage: Passage, need: SentencesNeed
) -> Iterator[SentenceFound]:
    if passage.prose is None:
        return
    title = _title(passage.titles[-1:], need)
    for start, end in whole_sentences(passage.prose):
        text = passage.text[start:end]
        if title or _holds(text, need):
            at = document.at(passage.locate(start, end))
            value = Value(text, at, passage.stance(start), passage.role)
            marks = tuple(
                (max(one.start - start, 0), passage.stance(one.start))
                for one in passage.prose.sentences
                if one.start < end and start < one.end
            )
            starts = _starts(document, passage.prose, start, end, 0)
            yield SentenceFound(value, starts, marks, title=title)


def _holds(text: str, need: SentencesNeed) -> bool:
    words = need.words
    return not words or any_of(words, MemberShape.PHRASE).search(fold_signs(text)) is not None


def _title(titles: tuple[str, ...], need: SentencesNeed) -> str:
    """Return the nearest heading where it counts and holds one of the words."""
    return next((title for title in titles if need.titled and _holds(title, need)), "")


def _starts(
    document: Document, prose: Prose, start: int, end: int, shift: int
) -> tuple[tuple[int, Location], ...]:
    """Return where each word stands, by its offset in the sentence."""
    return tuple(
        (
            match.start() + shift,
            document.at(prose.locate(start + match.start(), start + match.end())),
        )
        for match in re.finditer(r"\S+", prose.text[start:end])
    )


def _joined(document: Document, section: Section, need: SentencesNeed) -> Iterator[SentenceFound]:
    """Yield each lead-in that holds a word, with the short items or labels of its list behind it."""
    for inner in section.walk():
        first = _first(inner, need)
        for block in _blocks(inner.blocks, nested=need.titled):
            if isinstance(block, ListBlock):
                lead = block.lead_in
                if lead is None or not _holds(lead.text, need):
                    lead = inner.heading if _title((inner.title,), need) else None
                if lead is not None:
                    names = [(item.prose, _name(item)) for item in block.items]
                    if any(_ARROW.search(name) for _, name in names):
                        continue  # steps from one to another, no enumeration
                    found = _join(document, inner, lead, names, block.stance)
                    yield replace(found, first=block is first)
            elif need.titled and isinstance(block, Table):
                for found in _columns(document, inner, block, need):
                    yield replace(found, first=block is first)


def _first(section: Section, need: SentencesNeed) -> Block | None:
    """Return the first list, table or fence of a section, which is what a view of it reads."""
    blocks = _blocks(section.blocks, nested=need.titled)
    return next((one for one in blocks if isinstance(one, ListBlock | Table | Fence)), None)


def _columns(
    document: Document, section: Section, table: Table, need: SentencesNeed
) -> Iterator[SentenceFound]:
    """Yield each column whose header holds a word, the first one where the heading does."""
    for index, cell in enumerate(table.header):
        several = f"{cell.prose.text}s"  # the header of a column is in the singular
        lead = cell.prose if any(_holds(one, need) for one in (cell.prose.text, several)) else None
        if lead is None and index == 0 and _title((section.title,), need):
            lead = section.heading
        if lead is not None:
            cells = [row[index].prose for row in table.rows if index < len(row)]
            names = [(prose, _short(prose.text.strip())) for prose in cells]
            yield replace(_join(document, section, lead, names, cell.stance), title=several)


def _join(
    document: Document,
    section: Section,
    lead: Prose,
    names: Sequence[tuple[Prose, str]],
    mark: StanceMark,
) -> SentenceFound:
    head = lead.text.rstrip()
    text = head + (" " if head.endswith(":") or section.heading is not lead else ": ")
    starts = _starts(document, lead, 0, len(lead.text), 0)
    for prose, name in names:
        if name:
            starts += _starts(document, prose, 0, len(name), len(text))
            text += f"{name}, "
    at = document.at(lead.span)
    value = Value(text.rstrip(", "), at, mark, section.role, context=section.title)
    return SentenceFound(value, starts, joined=True)


def _name(item: Item) -> str:
    """Return what an item is about: its label, the code span it begins with, or all of it."""
    if item.label:
        return item.prose.text[: item.label]
    code = next(item.prose.code_spans(), None)
    if code is not None and code[1] == 0:
        return code[0].text
    return _short(item.prose.text.strip())


def _short(text: str) -> str:
    return text if len(_REMARK.sub("", text).split()) <= _ITEM_WORDS else ""


def _blocks(blocks: tuple[Block, ...], *, nested: bool) -> Iterator[Block]:
    """Yield blocks and those inside quotations; ``nested`` ones inside items too."""
    for block in blocks:
        if isinstance(block, Quote):
            yield from _blocks(block.blocks, nested=nested)
        else:
            yield block
        if nested and isinstance(block, ListBlock):
            for item in block.items:
                yield from _blocks(item.blocks, nested=nested)
