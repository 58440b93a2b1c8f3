"""The texts of a place, one by one."""

from __future__ import annotations

from collections.abc import Iterable

from contractcheck.model.document import Document
from contractcheck.model.evidence import Fact
from contractcheck.model.passages import PassagesNeed, found_passages
from contractcheck.model.place_facts import look_at


def select(document: Document, need: PassagesNeed) -> Iterable[Fact]:
    """Yield the place and what it says, its own heading aside where it has one."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        for found in document.once(found_passages, section):
            if found.passage.prose is not section.heading:
                yield found
