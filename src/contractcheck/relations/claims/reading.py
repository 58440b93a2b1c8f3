"""A sentence as words in segments: each segment has at most one subject of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

from contractcheck.model.folding import fold_signs
from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of
from contractcheck.relations.claims.lexicon import (
    ADVERBS,
    BE,
    CONDITIONS,
    DETERMINERS,
    JOINTS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATES,
    is_verb,
)

_WORD = re.compile(r"[\w`](?:[\w/.'@+*{}-]*[\w`}*])?|->|[^\w\s]")
_STOPS = frozenset(";:.!?\u2026")
_DASHES = frozenset({"-", "--", "->"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: its text in lower case, its offsets, and whether it is code."""

    low: str
    start: int
    end: int
    code: bool = False


class Opener(Enum):
    """What a segment begins with."""

    MAIN = "main"
    CONDITION = "condition"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    JOINED = "joined"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Segment:
    """The words ``start`` to ``end`` of a sentence; ``of`` is the segment whose subject it may share."""

    start: int
    end: int
    opener: Opener
    of: int = -1


@dataclass(frozen=True)
class Reading:
    """The words of a sentence and its segments. ``verbs`` are offsets of words known to be verbs."""

    text: str
    words: tuple[Word, ...]
    verbs: frozenset[int]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in order."""
        return tuple(_segments(self))

    def segment_of(self, index: int) -> Segment:
        """Return the segment a word is in."""
        return next(one for one in self.segments if one.start <= index < one.end)

    def is_verbal(self, index: int) -> bool:
        """Say whether a word reads as a verb: an auxiliary, or a known verb that no article precedes."""
        word = self.words[index]
        if word.code:
            return False
        if word.low in BE or word.low in MODALS or index in self.verbs:
            return True
        before = self.words[index - 1].low if index else ""
        return before not in DETERMINERS and before not in PREPOSITIONS and is_verb(word.low)

    def is_content(self, index: int) -> bool:
        """Say whether a word can name something: no sign, no function word, no adverb, no verb."""
        word = self.words[index]
        if word.code:
            return True
        low = word.low
        function = DETERMINERS | ADVERBS | PRONOUNS | PREPOSITIONS | RELATIVES | JOINTS
        if not re.match(r"\w", low) or low in function or low in SUBORDINATES | CONDITIONS:
            return False
        return not (low.endswith("ly") or self.is_verbal(index))

    def lows(self, start: int, end: int) -> list[str]:
        """Return the words ``start`` to ``end`` that are no code."""
        return [word.low for word in self.words[max(start, 0) : end] if not word.code]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was found: its first word, and the one behind its last."""

    start: int
    end: int


def words_of(text: str, code: Sequence[tuple[int, int]] = ()) -> tuple[Word, ...]:
    """Return the words and signs of a text."""
    return tuple(
        Word(
            match[0].lower(),
            match.start(),
            match.end(),
            any(start <= match.start() < end for start, end in code),
        )
        for match in _WORD.finditer(fold_signs(text))
    )


def find_names(reading: Reading, names: tuple[str, ...]) -> list[Name]:
    """Return where one of the names stands, also in the plural."""
    if not names:
        return []
    found = []
    for match in _names(names).finditer(fold_signs(reading.text)):
        inside = [
            index
            for index, word in enumerate(reading.words)
            if word.start < match.end() and match.start() < word.end
        ]
        if inside:
            found.append(Name(inside[0], inside[-1] + 1))
    return found


def is_many(reading: Reading, name: Name) -> bool:
    """Say whether a name stands for several: in the plural, or joined to another by ``and``."""
    last = reading.words[name.end - 1].low
    around = (*reading.lows(name.end, name.end + 1), *reading.lows(name.start - 1, name.start))
    before = reading.lows(name.start - 2, name.start)
    return last.endswith("s") or "and" in (*around, *before[:1])


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    plurals = [f"{name}s" for name in names if name[-1:].isalpha() and name[-1:] != "s"]
    return any_of((*names, *plurals), MemberShape.PHRASE)


def _segments(reading: Reading) -> Sequence[Segment]:
    found: list[Segment] = []
    words, start, opener, of = reading.words, 0, Opener.MAIN, -1

    def close(at: int, following: Opener) -> None:
        nonlocal start, opener, of
        if at > start:
            found.append(Segment(start, at, opener, of))
            start, opener, of = at, following, _shared(found, following)
        else:
            opener = following

    index = 0
    while index < len(words):
        following = _opens(reading, index, start, opener)
        if following is not None:
            close(index, following)
        index += 1
    close(len(words), Opener.MAIN)
    return found


def _shared(found: Sequence[Segment], following: Opener) -> int:
    """Return which segment a new one may share its subject with."""
    last = len(found) - 1
    if following is not Opener.RESUMED:
        return last
    while last >= 0 and found[last].opener not in (Opener.MAIN, Opener.JOINED):
        last -= 1
    return last


_OPENERS = (
    (CONDITIONS, Opener.CONDITION),
    (SUBORDINATES, Opener.SUBORDINATE),
    (RELATIVES, Opener.RELATIVE),
)


def _opens(reading: Reading, index: int, start: int, inside: Opener) -> Opener | None:
    """Return what kind of segment begins at a word, if one does."""
    word = reading.words[index]
    if word.code:
        return None
    if word.low in _STOPS or word.low in _DASHES:
        return Opener.MAIN
    for words, opener in _OPENERS:
        if word.low in words and not _is_pronoun(reading, index):
            return opener
    if word.low == ",":
        return _comma(reading, index, inside)
    if word.low in JOINTS and index > start and _parts(reading, start, index):
        return Opener.JOINED
    return None


def _is_pronoun(reading: Reading, index: int) -> bool:
    """Say whether ``that`` points at a thing (``that page``) and opens nothing, as at a beginning."""
    before = reading.words[index - 1].low if index else ""
    return reading.words[index].low == "that" and (index == 0 or before in PREPOSITIONS)


def _comma(reading: Reading, index: int, inside: Opener) -> Opener | None:
    """Say what a comma opens: it ends what is set in; before ``it`` or ``they`` another clause begins."""
    after = reading.words[index + 1].low if index + 1 < len(reading.words) else ""
    if inside in (Opener.CONDITION, Opener.SUBORDINATE, Opener.RELATIVE):
        return Opener.RESUMED
    return Opener.JOINED if after in PRONOUNS or after == "then" else None


def _parts(reading: Reading, start: int, index: int) -> bool:
    """Say whether a joint parts two clauses: a verb stands on both sides of it."""
    left = any(reading.is_verbal(at) for at in range(start, index))
    return left and any(reading.is_verbal(at) for at in range(index + 1, _stop(reading, index + 1)))


def _stop(reading: Reading, index: int) -> int:
    """Return where the clause behind a joint ends at the latest."""
    ends: Collection[str] = _STOPS | JOINTS | RELATIVES | SUBORDINATES | CONDITIONS
    while index < len(reading.words) and reading.words[index].low not in ends:
        index += 1
    return index
