"""What changed between two pieces of prose, word by word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_LEAST_SHARED = 0.5
"""Texts that share fewer of their words are told apart whole."""

_MANY_PAIRS = 250_000
"""From so many pairs of words on, common words no longer anchor the diff, which keeps it fast."""

_MOST_WORDS = 50_000
"""A changed middle longer than this is told as one change."""


class Change(Enum):
    """What happened to a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate."""

    change: Change
    words: tuple[str, ...]


def are_similar(before: str, after: str) -> bool:
    """Say whether a word diff helps: they differ, but share half of their words."""
    old, new = before.split(), after.split()
    if old == new or max(len(old), len(new)) == 1:
        return False
    shared = sum((Counter(old) & Counter(new)).values())
    return shared >= _LEAST_SHARED * max(len(old), len(new))


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return the runs of words that turn ``before`` into ``after``, removed before added."""
    old, new = tuple(before.split()), tuple(after.split())
    head = _shared_start(old, new)
    tail = _shared_start(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    pieces = (
        Piece(Change.KEPT, old[:head]),
        *_middle(old[head:old_end], new[head:new_end]),
        Piece(Change.KEPT, old[old_end:]),
    )
    return tuple(piece for piece in pieces if piece.words)


def shorten(pieces: tuple[Piece, ...], context: int) -> tuple[Piece, ...]:
    """Return ``pieces`` with long unchanged runs cut to ``context`` words beside each change."""
    return tuple(
        Piece(piece.change, _cut(piece.words, context, first=i == 0, last=i == len(pieces) - 1))
        if piece.change is Change.KEPT
        else piece
        for i, piece in enumerate(pieces)
    )


def _cut(words: tuple[str, ...], context: int, *, first: bool, last: bool) -> tuple[str, ...]:
    before = 0 if first else context
    after = 0 if last else context
    if len(words) <= before + after + 1:
        return words
    return (*words[:before], "…", *words[len(words) - after :])


def _shared_start(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    shared = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        shared += 1
    return shared


def _middle(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Piece, ...]:
    if max(len(old), len(new)) > _MOST_WORDS:
        return (Piece(Change.REMOVED, old), Piece(Change.ADDED, new))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _MANY_PAIRS)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.KEPT, old[old_from:old_to]))
        else:
            pieces.append(Piece(Change.REMOVED, old[old_from:old_to]))
            pieces.append(Piece(Change.ADDED, new[new_from:new_to]))
    return tuple(pieces)
