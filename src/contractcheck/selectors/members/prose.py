"""Members in prose: code spans, and the members a sentence enumerates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.document import Document, Section
from contractcheck.model.evidence import Value
from contractcheck.model.folding import fold
from contractcheck.model.needs import MembersNeed
from contractcheck.model.walk import Passage, passages
from contractcheck.model.words import any_of
from contractcheck.selectors.members.leading import value_at

_COMMA = re.compile(
    r"\s*(?:,\s*(?:and|or)?|;|/|\band\b|\bor\b|&|->|\u2192)\s*|[.:]\s+|\.$|[()]", re.IGNORECASE
)
_SHORT = 4


def code_spans(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield every code span, and declared members that stand as plain words."""
    for passage in passages(section):
        prose = passage.prose
        if prose is None or passage.prose is section.heading:
            continue
        spans = [(start, start + len(run.text)) for run, start in prose.code_spans()]
        plain = any_of(need.known, need.of).finditer(prose.text) if need.known else ()
        spans += [m.span() for m in plain if not any(s <= m.start() < e for s, e in spans)]
        for start, end in sorted(spans):
            yield value_at(document, section, prose, start, end, passage.stance(start))


def enumerated(document: Document, section: Section, need: MembersNeed) -> Iterator[Value]:
    """Yield the members a sentence enumerates: the longest comma chain that holds known members."""
    best: list[tuple[Passage, int, int]] = []
    for passage in passages(section):
        if passage.prose is None or passage.prose is section.heading:
            continue
        chain = [(passage, start, end) for start, end in _chain(passage.text, need)]
        if len(chain) > len(best):
            best = chain
    for passage, start, end in best:
        if passage.prose is not None:
            yield value_at(document, section, passage.prose, start, end, passage.stance(start))


def _chain(text: str, need: MembersNeed) -> list[tuple[int, int]]:
    parts, at = [], 0
    for match in [*_COMMA.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[at:end]
        start = at + len(piece) - len(piece.lstrip())
        parts.append((start, end, match[0] if match else "."))
        at = match.end() if match else at
    known = {fold(name) for name in need.known}
    runs: list[list[tuple[int, int]]] = [[]]
    for start, end, separator in parts:
        words = text[start:end].split()
        if words and (len(words) <= _SHORT or fold(text[start:end]) in known):
            runs[-1].append((start, start + len(text[start:end].rstrip())))
        if separator.strip() in {".", ":", "(", ")"} or len(words) > _SHORT:
            runs.append([])
    holding = [run for run in runs if any(fold(text[s:e]) in known for s, e in run)]
    return max(holding, key=len, default=[])
