"""Which found text is which declared statement: the assignment behind moved, reworded and changed.

The rule, as published in the reference: equal texts pair first, in their own bucket before another.
What is left pairs by falling likeness (see ``likeness``), own bucket favoured by 0.1, from 0.5 in the
own bucket and 0.6 in another (0.75 for text that need not be a statement, such as a sentence beside a
list); ties go by order in the contract, then in the document. Where a bucket then has one statement and
one text left, they pair from 0.25.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractcheck.model.folding import fold
from contractcheck.model.likeness import likeness

OWN_BUCKET = 0.5
OTHER_BUCKET = 0.6
LOOSE = 0.75
LAST_IN_BUCKET = 0.25
OWN_BUCKET_BONUS = 0.1


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a bucket; a ``loose`` one is only taken when it is clearly the statement."""

    bucket: str
    text: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A declared statement (by index) and the found text (by index) taken for it, with their likeness."""

    declared: int
    found: int
    score: float

    @property
    def equal(self) -> bool:
        """Say whether the two texts fold to the same."""
        return self.score == 1.0


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pairs in declared order, further copies of paired statements, and what is left on both sides."""

    pairs: tuple[Pair, ...]
    copies: tuple[Pair, ...]
    missing: tuple[int, ...]
    extra: tuple[int, ...]


def assign(declared: Sequence[Text], found: Sequence[Text]) -> Assignment:
    """Pair declared statements with found texts."""
    pairs, copies = _equal_pairs(declared, found)
    taken = {pair.declared for pair in pairs}
    used = {pair.found for pair in (*pairs, *copies)}
    for more in (_like_pairs, _last_pairs):
        pairs += more(declared, found, taken, used)
        taken |= {pair.declared for pair in pairs}
        used |= {pair.found for pair in pairs}
    return Assignment(
        pairs=tuple(sorted(pairs, key=lambda pair: pair.declared)),
        copies=tuple(copies),
        missing=tuple(i for i in range(len(declared)) if i not in taken),
        extra=tuple(i for i, text in enumerate(found) if i not in used and not text.loose),
    )


def _equal_pairs(declared: Sequence[Text], found: Sequence[Text]) -> tuple[list[Pair], list[Pair]]:
    places: dict[str, list[int]] = {}
    for index, text in enumerate(found):
        places.setdefault(fold(text.text), []).append(index)
    pairs, copies = [], []
    for index, statement in enumerate(declared):
        equal = places.get(fold(statement.text), [])
        ranked = sorted(
            equal, key=lambda i: (found[i].bucket != statement.bucket, found[i].loose, i)
        )
        for rank, place in enumerate(ranked):
            if rank == 0:
                pairs.append(Pair(index, place, 1.0))
            elif not found[place].loose:
                copies.append(Pair(index, place, 1.0))
    return pairs, copies


def _threshold(text: Text, *, own: bool) -> float:
    if text.loose:
        return LOOSE
    return OWN_BUCKET if own else OTHER_BUCKET


def _last_pairs(
    declared: Sequence[Text], found: Sequence[Text], taken: set[int], used: set[int]
) -> list[Pair]:
    pairs = []
    for bucket in dict.fromkeys(text.bucket for text in declared):
        left = [i for i, one in enumerate(declared) if one.bucket == bucket and i not in taken]
        right = [
            i
            for i, one in enumerate(found)
            if one.bucket == bucket and i not in used and not one.loose
        ]
        if len(left) == len(right) == 1:
            score = likeness(declared[left[0]].text, found[right[0]].text)
            if score >= LAST_IN_BUCKET:
                pairs.append(Pair(left[0], right[0], score))
    return pairs


def _like_pairs(
    declared: Sequence[Text], found: Sequence[Text], taken: set[int], used: set[int]
) -> list[Pair]:
    candidates = []
    for index, statement in enumerate(declared):
        if index in taken:
            continue
        for place, text in enumerate(found):
            if place in used:
                continue
            score = likeness(statement.text, text.text)
            own = statement.bucket == text.bucket
            if score >= _threshold(text, own=own):
                rank = score + (OWN_BUCKET_BONUS if own else 0)
                candidates.append((-rank, index, place, score))
    pairs: list[Pair] = []
    gone_declared, gone_found = set(taken), set(used)
    for _, index, place, score in sorted(candidates):
        if index not in gone_declared and place not in gone_found:
            pairs.append(Pair(index, place, min(score, 0.999)))
            gone_declared.add(index)
            gone_found.add(place)
    return pairs
