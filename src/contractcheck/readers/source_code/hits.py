"""Where patterns stand in a source file: in its code, its strings or its comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from contractcheck.model.evidence import Value
from contractcheck.model.location import Location
from contractcheck.model.source_code import Part, PartKind
from contractcheck.model.source_patterns import LooksAt, PatternHit, PatternNeed
from contractcheck.readers.pattern import compile_pattern
from contractcheck.readers.source_code.lexing import SourceFile
from contractcheck.readers.source_code.statements import statement_around
from contractcheck.readers.source_code.words import Words, read_words

MOST_HITS = 1_000
_SHOWN = 80
_CHAIN = re.compile(r"(?:[^;{}\n]|\n\s*(?=->|\?->|\.))*")
"""What stands between two matches in one statement: no end of it, and no line but one of the same chain."""


def find_hits(file: SourceFile, need: PatternNeed) -> Iterator[PatternHit]:
    """Yield the matches that begin where the need looks; at most 1,000, so that a report stays one."""
    kept = need.looks_at.parts
    if need.looks_at is LooksAt.CODE:
        kept |= {PartKind.STRING}
    text = blanked(file, kept)
    if need.mentioning and not any(compile_pattern(one)(text, 0) for one in need.mentioning):
        return
    words = read_words(file) if need.excused else None
    found = {span for one in need.patterns for span in _spans(text, file, one, need.looks_at)}
    for start, end in sorted(_outer(found, text))[:MOST_HITS]:
        if words and _is_excused(words, text, start, end, need.excused):
            continue
        shown = " ".join(text[start:end].split())[:_SHOWN]
        at = Location(file.source.document, file.source.span(start, end))
        yield PatternHit(Value(shown, at, code=True))


def blanked(file: SourceFile, kept: frozenset[PartKind]) -> str:
    """Return the text with everything blank but some parts; all places stay as they are."""
    text = file.source.text
    return "".join(
        text[part.start : part.end] if part.kind in kept else _blank(text[part.start : part.end])
        for part in file.parts
    )


def _blank(text: str) -> str:
    return "".join(one if one in "\r\n" else " " for one in text)


def _spans(
    text: str, file: SourceFile, pattern: str, looks_at: LooksAt
) -> Iterator[tuple[int, int]]:
    """Yield where a pattern matches and begins in a part that is looked at."""
    search, starts = compile_pattern(pattern), [part.start for part in file.parts]
    at = 0
    while at <= len(text) and (found := search(text, at)):
        start, end = found
        if start == end:
            at = end + 1
            continue
        part = _part(file.parts, starts, start)
        if part is None or part.kind in looks_at.parts:
            yield start, end
            at = end
        else:
            at = part.end


def _part(parts: Sequence[Part], starts: Sequence[int], at: int) -> Part | None:
    index = bisect_right(starts, at) - 1
    return parts[index] if 0 <= index < len(parts) else None


def _outer(found: set[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that begin a fault: two patterns may see the same thing, or parts of one chain."""
    last = -1
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        chained = 0 <= last <= start and _CHAIN.fullmatch(text, last, start + 2)
        if start >= last and not chained:
            yield start, end
        last = max(last, end)


def _is_excused(words: Words, text: str, start: int, end: int, excused: Sequence[str]) -> bool:
    """Say whether the statement around a match is one that the contract excepts."""
    first, last = statement_around(words, start, end)
    statement = text[first:last]
    return any(compile_pattern(one)(statement, 0) for one in excused)
