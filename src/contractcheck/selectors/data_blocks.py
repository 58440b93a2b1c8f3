"""Blocks of data in a document: its front matter, or fences of one kind with the prose beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contractcheck.model.data_blocks import (
    BlockBroken,
    BlockFound,
    BlocksNeed,
    in_document,
    in_fence,
)
from contractcheck.model.document import Block, Document, Fence, ListBlock, Quote, Section
from contractcheck.model.evidence import Fact
from contractcheck.model.passages import PassageFound, found_passages
from contractcheck.model.place_facts import look_at
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml

_INFO_WORD = re.compile(r"[\w+#-]+")


def select(document: Document, need: BlocksNeed) -> Iterable[Fact]:
    """Yield the place and its blocks."""
    facts, sections = look_at(document, need.place)
    yield from facts
    if not need.info:
        yield from _front_matter(document)
        return
    titles = tuple(one.title for one in document.root.walk() if one.heading)
    for section in sections:
        for inner in section.walk():
            fences = [one for one in _fences(inner.blocks) if _is(one, need.info)]
            yield from _read_all(document, inner, fences, titles)


def _front_matter(document: Document) -> Iterator[Fact]:
    if document.front_matter is not None:
        yield BlockFound(document.front_matter, document.front_matter.locate(""))
    elif document.front_matter_fault is not None:
        fault = document.front_matter_fault
        yield BlockBroken(fault.location, fault.message)


def _fences(blocks: Iterable[Block]) -> Iterator[Fence]:
    for block in blocks:
        if isinstance(block, Fence):
            yield block
        elif isinstance(block, Quote):
            yield from _fences(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _fences(item.blocks)


def _is(fence: Fence, info: str) -> bool:
    return info.lower() in (word.lower() for word in _INFO_WORD.findall(fence.info))


def _read_all(
    document: Document, section: Section, fences: list[Fence], titles: tuple[str, ...]
) -> Iterator[Fact]:
    """Yield the blocks of one section; each has the prose up to the next, the first also what leads in."""
    said = list(found_passages(document, section)) if fences else []
    for number, fence in enumerate(fences):
        start = fence.span.start if number else section.span.start
        stop = fences[number + 1].span.start if number + 1 < len(fences) else section.span.end
        beside = tuple(one for one in said if start <= one.at.span.start < stop)
        yield _read(document, fence, beside, titles)


def _read(
    document: Document, fence: Fence, beside: tuple[PassageFound, ...], titles: tuple[str, ...]
) -> Fact:
    content = fence.text.encode()
    try:
        is_json = fence.text.lstrip()[:1] in ("{", "[")
        data = read_json(document.path, content) if is_json else read_yaml(document.path, content)
    except UnreadableError as error:
        at = document.at(in_fence(error.problem.location.span, fence))
        return BlockBroken(at, error.problem.message)
    return BlockFound(in_document(data, fence), document.at(fence.span), beside, titles)
