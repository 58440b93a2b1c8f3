"""The tables and lists of a place that name fields, row by row and item by item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from contractcheck.model.api_fields import FieldFound, FieldsNeed
from contractcheck.model.document import Block, Document, Item, ListBlock, Quote, Section, Table
from contractcheck.model.evidence import Fact
from contractcheck.model.place_facts import look_at
from contractcheck.selectors.api_fields.attributes import Words, with_listed_type, with_text
from contractcheck.selectors.api_fields.naming import (
    NAME,
    Among,
    first_names,
    led_by,
    named,
    plain_names,
    required_by,
)
from contractcheck.selectors.api_fields.tables import read_table

_LABEL = re.compile(
    r"(?P<word>required|mandatory|optional)?\s*(?:query|body|request|response)?"
    r"\s*(?:fields?|parameters?|filters?|headers?|keys?)?",
    re.IGNORECASE,
)


def select(document: Document, need: FieldsNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` or ``PlaceGone``, and the fields of the section's own blocks, else of those below."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        own = list(_Walk(document, section).blocks(section.blocks))
        yield from own
        if not own:
            for inner in section.sections:
                for one in inner.walk():
                    yield from _Walk(document, one).blocks(one.blocks)


class _Walk:
    """One section of a document."""

    def __init__(self, document: Document, section: Section) -> None:
        self.document, self.section = document, section
        self.among = Among(required_by(section.title))

    def blocks(self, blocks: Iterable[Block]) -> Iterator[FieldFound]:
        """Yield the fields of tables and lists."""
        for block in blocks:
            if isinstance(block, Table):
                yield from read_table(self.document, self.section, block, self.among)
            elif isinstance(block, ListBlock):
                said = led_by(block.lead_in)
                among = self.among if said is None else Among(said)
                for item in block.items:
                    yield from self._item(item, among)
            elif isinstance(block, Quote):
                yield from self.blocks(block.blocks)

    def _item(self, item: Item, among: Among) -> Iterator[FieldFound]:
        words = Words(self.document, item.prose, item.stance, self.section.role)
        label = item.prose.text[: item.label].strip()
        titled = _LABEL.fullmatch(label) if label else None
        if titled and not any(begin < item.label for begin, _ in words.spans()):
            word = (titled["word"] or "").lower()
            inside = Among(word != "optional", among.parent) if word else among
            yield from _listed(words, item.body, inside)
            return
        names = list(first_names(words, in_cell=False))
        end = _end_of_names(words, names)
        for found in names:
            yield among.filled(with_text(with_listed_type(found, words, end), words, end))
        yield from self._below(item, names, among)

    def _below(self, item: Item, names: Sequence[FieldFound], among: Among) -> Iterator[FieldFound]:
        """Yield what is listed below an item: fields of the one it names, or of its kind."""
        if len(names) > 1:
            return
        if names:
            inside = Among(None, among.path(names[0].name.text))
        else:
            said = required_by(item.prose.text)
            inside = Among(among.required if said is None else said, among.parent)
        for block in item.blocks:
            if isinstance(block, ListBlock):
                for inner in block.items:
                    yield from self._item(inner, inside)
            elif isinstance(block, Table):
                yield from read_table(self.document, self.section, block, inside)


def _listed(words: Words, start: int, among: Among) -> Iterator[FieldFound]:
    """Yield the code spans, or names without back-ticks, of ``Required: `a`, `b``` as fields."""
    spans = list(words.spans(start))
    for begin, end in spans or plain_names(words.text[start:].rstrip(" ."), start):
        if NAME.fullmatch(words.text, begin, end):
            yield among.filled(named(words, begin, end))


def _end_of_names(words: Words, names: Sequence[FieldFound]) -> int:
    """Return the offset behind the last name an item begins with."""
    if not names:
        return 0
    end = 0
    for one in names:
        end = words.text.index(one.name.text, end) + len(one.name.text)
    return end
