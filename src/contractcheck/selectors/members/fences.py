"""Members in a fence: a JSON or YAML value, or a name per line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contractcheck.model.document import Document, Fence
from contractcheck.model.evidence import Value
from contractcheck.model.location import Span
from contractcheck.model.needs import MembersNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Role
from contractcheck.model.words import token
from contractcheck.readers.json_data import read_json
from contractcheck.readers.json_path import select_values
from contractcheck.readers.yaml_data import read_yaml


def fence_values(
    document: Document, fence: Fence, need: MembersNeed, role: Role
) -> Iterator[Value]:
    """Yield what a fence shows: what the place's JSONPath selects, or the first word of each line."""
    language = (fence.info.split() or [""])[0].lower()
    content = fence.text.encode()
    try:
        if language in {"json", "jsonc"} or (not language and fence.text.lstrip()[:1] in "[{"):
            values = select_values(read_json(document.path, content), need.place.select or "$")
        elif language in {"yaml", "yml"}:
            values = select_values(read_yaml(document.path, content), need.place.select or "$")
        else:
            values = tuple(_lines(document, fence, need))
            yield from (replace(value, role=role) for value in values)
            return
    except UnreadableError:
        return
    for value in values:
        at = replace(value.at, span=_shift(value.at.span, fence))
        yield replace(value, at=at, stance=fence.stance, role=role)


def _lines(document: Document, fence: Fence, need: MembersNeed) -> Iterator[Value]:
    for text, line in zip(fence.text.splitlines(), fence.lines, strict=False):
        match = token(need.of).search(text)
        if match and text.strip():
            at = document.at(_within(line, text, *match.span()))
            yield Value(match[0].strip(), at, fence.stance, code=True)


def _within(line: Span, text: str, start: int, end: int) -> Span:
    first = line.start + len(text[:start].encode())
    stop = first + len(text[start:end].encode())
    return Span(first, stop, line.line, line.column + start, line.line, line.column + end)


def _shift(span: Span, fence: Fence) -> Span:
    """Return where a span of the fence's text stands in the document."""
    if not 0 < span.line <= len(fence.lines):
        return fence.span
    texts = fence.text.splitlines()
    line, text = fence.lines[span.line - 1], texts[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    return _within(line, text, span.column - 1, end)
