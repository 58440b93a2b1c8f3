"""Sentences that hold a word, and lead-ins joined with the list they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contractcheck.model.document import Block, Document, Item, ListBlock, Prose, Quote, Section
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold_signs
from contractcheck.model.location import Location
from contractcheck.model.needs import SentenceFound, SentencesNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.place_facts import look_at
from contractcheck.model.walk import Passage, PassageKind, passages
from contractcheck.model.words import any_of

_ITEM_WORDS = 4


def select(document: Document, need: SentencesNeed) -> Iterable[Fact]:
    """Yield the sentences of the place that hold one of the words; all of them without words."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        for passage in passages(section):
            if passage.kind is not PassageKind.LINE:
                yield from _sentences(document, passage, need.words)
        yield from _joined(document, section, need.words)


def _sentences(
    document: Document, passage: Passage, words: tuple[str, ...]
) -> Iterator[SentenceFound]:
    if passage.prose is None:
        return
    for start, end in whole_sentences(passage.prose):
        text = passage.text[start:end]
        if not words or any_of(words, MemberShape.PHRASE).search(fold_signs(text)):
            at = document.at(passage.locate(start, end))
            value = Value(text, at, passage.stance(start), passage.role)
            marks = tuple(
                (max(one.start - start, 0), passage.stance(one.start))
                for one in passage.prose.sentences
                if one.start < end and start < one.end
            )
            yield SentenceFound(value, _starts(document, passage.prose, start, end, 0), marks)


def whole_sentences(prose: Prose) -> list[tuple[int, int]]:
    """Return the offsets of whole sentences: clauses parted by dashes and semicolons joined again."""
    whole: list[tuple[int, int]] = []
    for sentence in prose.sentences:
        if whole and not prose.text[: whole[-1][1]].rstrip().endswith((".", "!", "?")):
            whole[-1] = (whole[-1][0], sentence.end)
        else:
            whole.append((sentence.start, sentence.end))
    return whole


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


def _joined(
    document: Document, section: Section, words: tuple[str, ...]
) -> Iterator[SentenceFound]:
    """Yield each lead-in that holds a word, with the short items or labels of its list behind it."""
    for inner in section.walk():
        for block in _lists(inner.blocks):
            lead = block.lead_in
            if lead is None or not any_of(words, MemberShape.PHRASE).search(fold_signs(lead.text)):
                continue
            text, starts = lead.text.rstrip() + " ", _starts(document, lead, 0, len(lead.text), 0)
            for item in block.items:
                name = _name(item)
                if name:
                    starts += _starts(document, item.prose, 0, len(name), len(text))
                    text += f"{name}, "
            value = Value(
                text.rstrip(", "),
                document.at(lead.span),
                block.stance,
                inner.role,
                context=inner.title,
            )
            yield SentenceFound(value, starts, joined=True)


def _name(item: Item) -> str:
    text = item.prose.text[: item.label] if item.label else item.prose.text.strip()
    return text if len(text.split()) <= _ITEM_WORDS else ""


def _lists(blocks: tuple[Block, ...]) -> Iterator[ListBlock]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield block
        elif isinstance(block, Quote):
            yield from _lists(block.blocks)
