"""The outline of a document, or of one of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable

from contractcheck.model.document import Document, Fence, Paragraph, RunKind, Section
from contractcheck.model.evidence import Fact
from contractcheck.model.location import FILE_START
from contractcheck.model.outlines import Heading, OutlineFound, OutlineNeed
from contractcheck.model.place_facts import look_at
from contractcheck.model.walk import PassageKind, passages

_NOTHING_YET = re.compile(
    r"(?:tbd|tbc|todo|fixme|wip|to be (?:done|written|defined))\W*", re.IGNORECASE
)
"""What stands where nobody has written yet."""


def select(document: Document, need: OutlineNeed) -> Iterable[Fact]:
    """Yield the place, and the headings below it."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        headings = tuple(
            Heading(
                inner.title,
                inner.level,
                document.at(inner.heading.span),
                _is_empty(inner) and not _holds_markup(document, inner),
            )
            for inner in section.walk()
            if inner.heading and inner is not section and inner.title.strip()
        )
        at = document.at(section.heading.span if section.heading else FILE_START)
        yield OutlineFound(at, headings)


def _holds_markup(document: Document, section: Section) -> bool:
    """Say whether something stands in a section that is no text: an image, or a block of HTML.

    Readers leave out blocks of HTML, but a section still ends with the last one that is no comment.
    """
    proses = [
        block.prose
        for inner in section.walk()
        for block in inner.blocks
        if isinstance(block, Paragraph)
    ]
    if any(run.kind is RunKind.IMAGE for prose in proses for run in prose.runs):
        return True
    last = section.span.end_line
    comments = {prose.span.end_line for prose in document.unsaid}
    heading = section.heading.span.end_line if section.heading else 0
    return (
        not any(inner.blocks for inner in section.walk())
        and last > heading + 1
        and last not in comments
    )


def _is_empty(section: Section) -> bool:
    """Say whether a section says nothing: no text but a placeholder, and no code."""
    blocks = [block for inner in section.walk() for block in inner.blocks]
    if any(isinstance(block, Fence) and block.text.strip() for block in blocks):
        return False
    texts = [
        passage.text.strip()
        for passage in passages(section)
        if passage.kind is not PassageKind.HEADING and passage.text.strip()
    ]
    return all(_NOTHING_YET.fullmatch(text) for text in texts)
