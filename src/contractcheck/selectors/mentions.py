"""Every mention of terms in a document, in one pass: exact ones, and near misses where asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from contractcheck.model.document import Document
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.folding import fold_signs, without_lookalikes
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.needs import Mention, MentionKind, MentionsNeed
from contractcheck.model.place import MemberShape
from contractcheck.model.walk import Passage, PassageKind, passages
from contractcheck.model.words import any_of

_WORD = re.compile(r"\w+(?:[-_.:]\w+)*")
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
            if need.spelling and need.of is MemberShape.PHRASE and not _spelt(match[0], term):
                kind = MentionKind.VARIANT
                if passage.kind is PassageKind.HEADING:
                    continue
            yield _mention(document, passage, *match.span(), term, kind)
        if need.spelling:
            yield from _misspelt(document, passage, text, need, taken)


def touches(text: str, need: MentionsNeed) -> bool:
    """Say from the raw text whether a document can hold a mention or near miss at all."""
    if any(" " in term for term in need.terms) or any_of(need.terms, need.of).search(text):
        return True
    index = _index(need.terms)
    return any(index.find(word) for word in set(_words(text, need.of)))


def _words(text: str, shape: MemberShape) -> list[str]:
    pattern = _ROUTE if shape is MemberShape.ROUTE else _WORD
    return pattern.findall(text)


def _term(text: str, need: MentionsNeed) -> str:
    if text in need.terms:
        return text
    wanted = re.sub(r"\s+", " ", text).lower().replace("- ", "-")
    return next((term for term in need.terms if term.lower() == wanted), text)


def _spelt(text: str, term: str) -> bool:
    """Say whether a mention is the term but for white space and a capital at its start."""
    text = re.sub(r"-\s+", "-", re.sub(r"\s+", " ", text))
    return text[1:] == term[1:] and text[:1].lower() == term[:1].lower()


def _misspelt(
    document: Document, passage: Passage, text: str, need: MentionsNeed, taken: list[tuple[int, int]]
) -> Iterator[Mention]:
    index = _index(need.terms)
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


class _NearIndex:
    """Members by their loose spelling and by thirds: a near miss keeps one third as it is."""

    def __init__(self, terms: tuple[str, ...]) -> None:
        self._members = frozenset(terms)
        self._loose = {squeezed(term): term for term in terms if _is_name(term)}
        self._thirds: dict[str, list[str]] = {}
        for term in terms:
            if _is_name(term):
                size = max(len(term) // 3, 1)
                for piece in (term[:size], term[size : 2 * size], term[2 * size :]):
                    self._thirds.setdefault(piece.lower(), []).append(term)
        self._lengths = {len(piece) for piece in self._thirds}
        self._found: dict[str, tuple[str, MentionKind] | None] = {}

    def find(self, word: str) -> tuple[str, MentionKind] | None:
        """Return the member a word misspells, and how; nothing for members and other words."""
        if word not in self._found:
            self._found[word] = self._look(word)
        return self._found[word]

    def _look(self, word: str) -> tuple[str, MentionKind] | None:
        if word in self._members:
            return None
        latin = without_lookalikes(word)
        if latin != word and latin in self._members:
            return latin, MentionKind.LOOKALIKE
        loose = self._loose.get(squeezed(word))
        if loose:
            return None if _spelt(word, loose) else (loose, MentionKind.VARIANT)
        for member in self._near(word):
            if is_near(word.lower(), member.lower()) and not any(_part_of(word, m) for m in self._members):
                return member, MentionKind.NEAR
        return None

    def _near(self, word: str) -> list[str]:
        low = word.lower()
        pieces = {low[i : i + n] for n in self._lengths for i in range(len(low) - n + 1)}
        return sorted({term for piece in pieces & self._thirds.keys() for term in self._thirds[piece]})


def _part_of(word: str, member: str) -> bool:
    """Say whether a run of words holds a member whole: that one is spelled right."""
    return re.search(rf"(?<![\w-]){re.escape(member)}(?![\w-])", word) is not None


def _is_name(term: str) -> bool:
    """Say whether misspelling a term can be told: single dictionary words cannot."""
    return re.search(r"[-_\s/.:\d]", term) is not None or re.search(r"[a-z][A-Z]", term) is not None


@lru_cache(maxsize=64)
def _index(terms: tuple[str, ...]) -> _NearIndex:
    return _NearIndex(terms)
