"""The samples in the fences of a place: JSON and YAML as data, plain text line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contractcheck.model.document import Block, Document, Fence, ListBlock, Quote, Section
from contractcheck.model.evidence import Fact
from contractcheck.model.place_facts import look_at
from contractcheck.model.problem import UnreadableError
from contractcheck.model.samples import (
    Entry,
    EntryShape,
    Sample,
    SampleBroken,
    SamplesNeed,
    sample_of,
)
from contractcheck.readers.fenced_data import read_fence
from contractcheck.readers.json_path import select_pointers

_TEXT = frozenset({"", "text", "txt", "plain", "plaintext", "log", "console", "http", "none"})


def select(document: Document, need: SamplesNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` and the samples of a section, of those inside of it where it has none itself."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        own = [(section, fence) for fence in _fences(section.blocks)]
        inside = [(inner, fence) for inner in section.walk() for fence in _fences(inner.blocks)]
        for inner, fence in own or inside:
            yield from _samples(document, inner, fence, need)


def _fences(blocks: Iterable[Block]) -> Iterator[Fence]:
    for block in blocks:
        if isinstance(block, Fence):
            yield block
        elif isinstance(block, Quote):
            yield from _fences(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _fences(item.blocks)


def _samples(
    document: Document, section: Section, fence: Fence, need: SamplesNeed
) -> Iterator[Fact]:
    try:
        data = read_fence(document, fence)
        if data is not None:
            for pointer, value in select_pointers(data, need.place.select or "$"):
                yield sample_of(data, pointer, value, fence.stance, section.role)
            return
    except UnreadableError as error:
        yield SampleBroken(error.problem.location, error.problem.message)
        return
    language = (fence.info.split() or [""])[0].lower().strip("{}.")
    if language in _TEXT and not need.place.select:
        lines = zip(fence.text.splitlines(), fence.lines, strict=False)
        entries = tuple(
            Entry((), EntryShape.TEXT, text, document.at(line), document.at(line))
            for text, line in lines
            if text.strip()
        )
        yield Sample(document.at(fence.span), entries, EntryShape.TEXT, fence.stance, section.role)
