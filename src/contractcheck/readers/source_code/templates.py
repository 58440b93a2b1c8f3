"""Blade templates: which stretches of a page are PHP, which are comments, which are text that is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from contractcheck.model.source_code import Part, PartKind

_STRING = r"""'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+\""""
_PIECE = re.compile(
    r"""(?P<comment>\{\{--.*?(?:--\}\}|\Z)|<!--.*?(?:-->|\Z))
    |@verbatim\b.*?(?:@endverbatim\b|\Z)
    |(?P<echo>\{!!(?P<raw>.*?)!!\}|(?<!@)\{\{(?P<shown>.*?)\}\})
    |(?P<block>@php\b(?!\s*\()(?P<php>.*?)(?:@endphp\b|\Z)|<\?(?:php\b|=)(?P<tag>.*?)(?:\?>|\Z))
    |(?P<bound>\s:{1,2}[\w.:-]+=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'))
    |(?<![\w@])(?P<directive>@\w+\s*\()""",
    re.VERBOSE | re.DOTALL,
)
_TO_BRACKET = re.compile(rf"(?:{_STRING}|[^()'\"])*+([()])", re.DOTALL)


def is_blade(path: str) -> bool:
    """Say whether a file is a Blade template."""
    return path.lower().endswith(".blade.php")


def split_blade(text: str, parts_of: Callable[[str], list[Part]]) -> Iterator[Part]:
    """Yield the parts of a template; ``parts_of`` reads a stretch of PHP."""
    at = 0
    while match := _PIECE.search(text, at):
        if match.start() > at:
            yield Part(PartKind.TEXT, at, match.start())
        at = match.end()
        if match["directive"]:
            at = _closed(text, match.end())
        if match["comment"]:
            yield Part(PartKind.COMMENT, match.start(), at)
            continue
        start, end = _inside(match, at)
        if start == end:
            yield Part(PartKind.TEXT, match.start(), at)
            continue
        if start > match.start():
            yield Part(PartKind.TEXT, match.start(), start)
        for part in parts_of(text[start:end]):
            yield Part(part.kind, start + part.start, start + part.end)
        if at > end:
            yield Part(PartKind.TEXT, end, at)
    if at < len(text):
        yield Part(PartKind.TEXT, at, len(text))


def _inside(match: re.Match[str], end: int) -> tuple[int, int]:
    """Return the stretch of PHP in a piece; an empty one where it has none."""
    if match["directive"]:
        return match.start(), end
    for name in ("raw", "shown", "php", "tag", "double", "single"):
        if match[name]:
            return match.span(name)
    return end, end


def _closed(text: str, at: int) -> int:
    """Return where the bracket opened before ``at`` is closed; ``at`` where it never is."""
    start, depth = at, 1
    while match := _TO_BRACKET.match(text, at):
        at = match.end()
        depth += 1 if match[1] == "(" else -1
        if not depth:
            return at
    return start
