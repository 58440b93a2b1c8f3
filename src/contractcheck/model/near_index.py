"""Find the member that a word misspells, in time that does not grow with the number of members.

What a word was found to be is kept, so each word of a tree is looked at once, however often and in
however many documents it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from contractcheck.model.folding import without_lookalikes
from contractcheck.model.likeness import is_slip, parts, squeezed
from contractcheck.model.needs import MentionKind
from contractcheck.model.place import MemberShape
from contractcheck.model.words import RUN, can_be_misspelt

_TYPE = re.compile(r"[A-Z]\w*[a-z][A-Z]\w*")
_SLACK = 3
"""How much longer or shorter a misspelt word may be: two slips, or a hyphen written with spaces."""
_JOINTS = re.compile(r"\s*[-_\s]\s*")
_BEFORE = "-/.@:"
_BEHIND = re.compile(r"-|[./@:]\w")
_WIDE = 2
"""Runs of letters from which a member has neighbours that tell where a misspelt one may stand."""

Found = tuple[str, MentionKind]


def is_spelt(text: str, term: str) -> bool:
    """Say whether a mention is the term but for white space and a capital at its start."""
    text = re.sub(r"-\s+", "-", re.sub(r"\s+", " ", text))
    return text[1:] == term[1:] and text[:1].lower() == term[:1].lower()


def is_variant(word: str, term: str, shape: MemberShape) -> bool:
    """Say whether a word that holds a term's letters is that term written otherwise.

    ``Dateiformat`` or ``GroupBy`` is a name of its own, ``GROUP_BY`` a constant, and where names are
    no phrases ``group by`` is plain words.
    """
    if is_spelt(word, term) or (word.isupper() and not term.isupper()):
        return False
    have, want = _JOINTS.findall(word), _JOINTS.findall(term)
    if len(have) != len(want):
        return len(have) < len(want) and word.islower()
    return shape is MemberShape.PHRASE or " " in term or not re.search(r"\s", word)


class NearIndex:
    """Members by their loose spelling, and by all their parts but one: that one may be misspelt."""

    def __init__(self, terms: tuple[str, ...], shape: MemberShape) -> None:
        """Index the terms that can be misspelt; the others are names to keep off."""
        self._shape = shape
        self._members = frozenset(terms)
        names = [term for term in terms if can_be_misspelt(term)]
        self._loose = {squeezed(name): name for name in names}
        self._whole = {name.lower(): name for name in names}
        self._but_one: dict[object, list[str]] = {}
        for name in names:
            for key in _but_one(name, shape):
                self._but_one.setdefault(key, []).append(name)
        sizes = [len(name) for name in names]
        self._sizes = range(min(sizes, default=0) - _SLACK, max(sizes, default=0) + _SLACK + 1)
        self._found: dict[str, Found] = {}
        self._barren: set[str] = set()
        spaced = shape is MemberShape.PHRASE
        self._phrases = _Phrases([n for n in names if spaced or " " in n], self._sizes.stop)

    def find(self, word: str) -> Found | None:
        """Return the member a word misspells, and how; nothing for members and other words."""
        if word in self._barren:
            return None
        if word not in self._found:
            found = self._look(word)
            if found is None:
                self._barren.add(word)
                return None
            self._found[word] = found
        return self._found[word]

    def any_of(self, words: AbstractSet[str]) -> bool:
        """Say whether one of many words misspells a member."""
        return any(self.find(word) for word in words - self._barren)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of several words that may misspell a member of as many."""
        return self._phrases.spans(text)

    def touches(self, runs: AbstractSet[str]) -> bool:
        """Say whether a text with these words, in lower case, can misspell a member of several words."""
        return self._phrases.touches(runs)

    def _look(self, word: str) -> Found | None:
        if word in self._members or len(word) not in self._sizes:
            return None
        latin = without_lookalikes(word)
        if latin != word:
            member = self._whole.get(latin.lower(), "")
            if member == latin or (member and self._shape is MemberShape.PHRASE):
                return member, MentionKind.LOOKALIKE
        loose = self._loose.get(squeezed(word))
        if loose:
            return (loose, MentionKind.VARIANT) if is_variant(word, loose, self._shape) else None
        if _plural_of_a_type(word, self._whole):
            return None
        for key in _but_one(word, self._shape):
            for member in self._but_one.get(key, ()):
                constant = word.isupper() is not member.isupper()
                if not constant and is_slip(word, member, inflected=" " in member):
                    return member, MentionKind.NEAR
        return None


def _plural_of_a_type(word: str, whole: Mapping[str, str]) -> bool:
    """Say whether a word is several of a member in camel case: ``HelmReleases`` for ``HelmRelease``."""
    member = whole.get(word.lower()[:-1], "") if word.endswith("s") else ""
    return _TYPE.fullmatch(member) is not None and word[1:-1] == member[1:]


def _but_one(word: str, shape: MemberShape) -> Iterator[object]:
    """Yield what stays of a word when one of its parts is misspelt."""
    names, signs = parts(word)
    if shape is MemberShape.PHRASE:
        signs = tuple(_JOINTS.sub(" ", sign) for sign in signs)
    for at in range(len(names)):
        yield signs, at, names[:at], names[at + 1 :]


class _Phrases:
    """Where members of several words may stand: all words but one are there as they are."""

    def __init__(self, names: list[str], longest: int) -> None:
        self._longest = longest
        runs = [tuple(RUN.findall(name.lower())) for name in names]
        self._runs = [one for one in dict.fromkeys(runs) if len(one) >= _WIDE]
        self._anchors: dict[str, set[tuple[int, int]]] = {}
        self._edges: dict[str, set[str]] = {}
        for one in self._runs:
            for at, run in enumerate(one):
                self._anchors.setdefault(run, set()).add((len(one), at))
                self._edges.setdefault(run[:2], set()).add(run)
                self._edges.setdefault(run[-2:], set()).add(run)
        self._near: dict[str, set[str]] = {}
        self._seen: set[str] = set()

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        if self._anchors.keys().isdisjoint(RUN.findall(text.lower())):
            return
        runs = list(RUN.finditer(text))
        windows = {
            (size, at - place)
            for at, run in enumerate(runs)
            for size, place in self._anchors.get(run[0].lower(), ())
            if place <= at and at - place + size <= len(runs)
        }
        for size, first in sorted(windows, key=lambda one: (-one[0], one[1])):
            start, end = runs[first].start(), runs[first + size - 1].end()
            if end - start < self._longest:
                yield start, end

    def touches(self, runs: AbstractSet[str]) -> bool:
        for run in runs - self._seen:
            near = {
                one
                for edge in (run[:2], run[-2:])
                for one in self._edges.get(edge, ())
                if abs(len(one) - len(run)) < _SLACK
            }
            if near:
                self._near[run] = near
        self._seen |= runs
        like = {one for run in runs & self._near.keys() for one in self._near[run]}
        return any(
            not gone or (len(gone) == 1 and gone[0] in like)
            for gone in ([run for run in one if run not in runs] for one in self._runs)
        )


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether words stand on their own, not inside a longer name or a path."""
    return text[start - 1 : start] not in tuple(_BEFORE) and not _BEHIND.match(text, end)


@lru_cache(maxsize=64)
def near_index(terms: tuple[str, ...], shape: MemberShape) -> NearIndex:
    """Return the index of terms; documents share it."""
    return NearIndex(terms, shape)
