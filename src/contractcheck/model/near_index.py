"""Find the member that a word misspells, in time that does not grow with the number of members."""

from __future__ import annotations

import re
from functools import lru_cache

from contractcheck.model.folding import without_lookalikes
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.needs import MentionKind
from contractcheck.model.words import is_name

_SLACK = 3
"""How much longer or shorter a misspelt word may be: two slips, or a hyphen written with spaces."""


def is_spelt(text: str, term: str) -> bool:
    """Say whether a mention is the term but for white space and a capital at its start."""
    text = re.sub(r"-\s+", "-", re.sub(r"\s+", " ", text))
    return text[1:] == term[1:] and text[:1].lower() == term[:1].lower()


class NearIndex:
    """Members by their loose spelling and by thirds: a near miss keeps one third as it is."""

    def __init__(self, terms: tuple[str, ...]) -> None:
        self._members = frozenset(terms)
        self._loose = {squeezed(term): term for term in terms if is_name(term)}
        self._thirds: dict[str, list[str]] = {}
        for term in terms:
            if is_name(term):
                size = max(len(term) // 3, 1)
                for piece in (term[:size], term[size : 2 * size], term[2 * size :]):
                    self._thirds.setdefault(piece.lower(), []).append(term)
        self._lengths = {len(piece) for piece in self._thirds}
        sizes = [len(term) for term in terms if is_name(term)]
        self._sizes = range(min(sizes, default=0) - _SLACK, max(sizes, default=0) + _SLACK + 1)
        self._found: dict[str, tuple[str, MentionKind] | None] = {}

    def find(self, word: str) -> tuple[str, MentionKind] | None:
        """Return the member a word misspells, and how; nothing for members and other words."""
        if word not in self._found:
            self._found[word] = self._look(word)
        return self._found[word]

    def _look(self, word: str) -> tuple[str, MentionKind] | None:
        if word in self._members or len(word) not in self._sizes:
            return None
        latin = without_lookalikes(word)
        if latin != word and latin in self._members:
            return latin, MentionKind.LOOKALIKE
        loose = self._loose.get(squeezed(word))
        if loose:
            return None if is_spelt(word, loose) else (loose, MentionKind.VARIANT)
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


@lru_cache(maxsize=64)
def near_index(terms: tuple[str, ...]) -> NearIndex:
    return NearIndex(terms)
