"""Every mention of terms in a document, in one pass: exact ones, and near misses where asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from contractcheck.model.document import Document
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold_signs
from contractcheck.model.near_index import is_spelt, near_index
from contractcheck.model.needs import Mention, MentionKind, MentionsNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.walk import Passage, PassageKind, passages
from contractcheck.model.words import any_of

_WORD = re.compile(r"\w+(?:[-_.:]\w+)*")
_TELLING = 6
"""Letters of a word that make it worth parsing a document in which the rest of a phrase may be misspelt."""
_ROUTE = re.compile(r"(?<![\w.])/[\w{}:.*/-]*\w")


def select(document: Document, need: MentionsNeed) -> Iterable[Fact]:
    """Yield the mentions in document order of passages."""
    for passage in passages(document.root):
        text = fold_signs(passage.text)
        taken: list[tuple[int, int]] = []
        for match in any_of(need.terms, need.of).finditer(text):
            taken.append(match.span())
            term = _term(match[0], need)
            kind = MentionKind.EXACT
            if need.spelling and need.of is MemberShape.PHRASE and not is_spelt(match[0], term):
                kind = MentionKind.VARIANT
                if passage.kind is PassageKind.HEADING:
                    continue
            yield _mention(document, passage, *match.span(), term, kind)
        if need.spelling:
            yield from _misspelt(document, passage, text, need, taken)


def touches(text: str, need: MentionsNeed) -> bool:
    """Say from the raw text whether a document can hold a near miss; its exact terms are triggers."""
    if not need.spelling:
        return False
    parts = {word for term in need.terms if " " in term for word in term.lower().split()}
    if any(word in text.lower() for word in parts if len(word) >= _TELLING):
        return True
    index = near_index(need.terms)
    return any(index.find(word) for word in _words(text, need.of))


@lru_cache(maxsize=4)
def _words(text: str, shape: MemberShape) -> frozenset[str]:
    """Return the words of a text; the needs of one document ask for the same ones."""
    pattern = _ROUTE if shape is MemberShape.ROUTE else _WORD
    return frozenset(pattern.findall(text))


def _term(text: str, need: MentionsNeed) -> str:
    if text in need.terms:
        return text
    wanted = re.sub(r"\s+", " ", text).lower().replace("- ", "-")
    return next((term for term in need.terms if term.lower() == wanted), text)


def _misspelt(
    document: Document, passage: Passage, text: str, need: MentionsNeed, taken: list[tuple[int, int]]
) -> Iterator[Mention]:
    index = near_index(need.terms)
    for start, end in _candidates(text, need):
        if any(s < end and start < e for s, e in taken) or text[start:end] in need.ignored:
            continue
        found = index.find(text[start:end])
        if found is None:
            continue
        member, kind = found
        if kind is MentionKind.NEAR and _is_plural(text[start:end], member) and not _is_code(passage, start):
            continue
        if kind is MentionKind.VARIANT and passage.kind is PassageKind.HEADING:
            continue
        taken.append((start, end))
        yield _mention(document, passage, start, end, member, kind)


def _candidates(text: str, need: MentionsNeed) -> Iterator[tuple[int, int]]:
    """Yield the spans of words and of as many words together as members have."""
    pattern = _ROUTE if need.of is MemberShape.ROUTE else _WORD
    spans = [match.span() for match in pattern.finditer(text)]
    if need.of is MemberShape.ROUTE:
        yield from spans
        return
    sizes = {len(re.findall(r"\w+", term)) for term in need.terms}
    for size in sorted(sizes | {1}, reverse=True):
        for first, last in zip(spans, spans[size - 1 :], strict=False):
            between = text[first[0] : last[1]]
            if size == 1 or re.fullmatch(r"[\w.:-]+(?:\s[\w.:-]+)*", between):
                yield first[0], last[1]


def _is_plural(word: str, member: str) -> bool:
    return word in {f"{member}s", f"{member}es"} or member == f"{word}s"


def _is_code(passage: Passage, start: int) -> bool:
    if passage.prose is None:
        return True
    return any(at <= start < at + len(run.text) for run, at in passage.prose.code_spans())


def _mention(  # noqa: PLR0913 - a mention is made in one place only
    document: Document, passage: Passage, start: int, end: int, term: str, kind: MentionKind
) -> Mention:
    at = document.at(passage.locate(start, end))
    code = _is_code(passage, start)
    value = Value(passage.text[start:end], at, passage.stance(start), passage.role, code)
    return Mention(term, kind, value, passage.titles)
