"""Members in a fence: a JSON or YAML value, or a name per line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from contractcheck.model.data_blocks import in_fence
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

_DATA = frozenset({"json", "jsonc", "yaml", "yml"})
_QUOTED = re.compile(r"""(?P<quote>["'])(?P<text>[^"'\n]+)(?P=quote)""")


def is_data(fence: Fence) -> bool:
    """Say whether a fence holds JSON or YAML, by its language or its first sign."""
    return _language(fence) in _DATA or _looks_like_json(fence)


def fence_values(
    document: Document, fence: Fence, need: MembersNeed, role: Role
) -> Iterator[Value]:
    """Yield what a fence shows: what a JSONPath selects in data, quoted names, or a name a line."""
    values = _data(document, fence, need)
    if not values and _language(fence) not in _DATA:  # a JSON block that is none shows nothing
        values = _quoted(document, fence) or _lines(document, fence, need)
    for value in values:
        yield replace(value, role=role)


def _language(fence: Fence) -> str:
    return (fence.info.split() or [""])[0].lower()


def _looks_like_json(fence: Fence) -> bool:
    return not _language(fence) and fence.text.lstrip()[:1] in set("[{")


def _data(document: Document, fence: Fence, need: MembersNeed) -> list[Value]:
    """Return what is selected; nothing where the text is not what its language says."""
    content, language = fence.text.encode(), _language(fence)
    try:
        if language in {"json", "jsonc"} or _looks_like_json(fence):
            data = read_json(document.path, content)
        elif language in {"yaml", "yml"}:
            data = read_yaml(document.path, content)
        else:
            return []
        values = select_values(data, need.place.select or "$")
    except UnreadableError:
        return []
    return [
        replace(
            value, at=replace(value.at, span=in_fence(value.at.span, fence)), stance=fence.stance
        )
        for value in values
    ]


def _quoted(document: Document, fence: Fence) -> list[Value]:
    """Return the quoted texts of a list in another language: ``['alpha', 'beta']``."""
    if fence.text.lstrip()[:1] not in set("[({%"):
        return []
    found = []
    for text, line in zip(fence.text.splitlines(), fence.lines, strict=False):
        for match in _QUOTED.finditer(text):
            at = document.at(_within(line, text, *match.span("text")))
            found.append(Value(match["text"], at, fence.stance, code=True))
    return found


def _lines(document: Document, fence: Fence, need: MembersNeed) -> list[Value]:
    found = []
    for text, line in zip(fence.text.splitlines(), fence.lines, strict=False):
        match = token(need.of).search(text)
        if match and text.strip():
            at = document.at(_within(line, text, *match.span()))
            found.append(Value(match[0].strip(), at, fence.stance, code=True))
    return found


def _within(line: Span, text: str, start: int, end: int) -> Span:
    first = line.start + len(text[:start].encode())
    stop = first + len(text[start:end].encode())
    return Span(first, stop, line.line, line.column + start, line.line, line.column + end)
