"""The declared name that an unknown one most likely means: the same words in another writing, or a slip."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from contractcheck.model.likeness import parts, squeezed

_CLOSE = 0.75
_LETTERS_OF_A_WORD = 4


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name most like ``name``; empty where none is like it."""
    by_writing = {squeezed(one): one for one in reversed(list(known))}
    wanted = squeezed(name)
    if wanted in by_writing:
        return by_writing[wanted]
    close = get_close_matches(wanted, sorted(by_writing), n=1, cutoff=_CLOSE)
    return by_writing[close[0]] if close else _longer(name, by_writing.values())


def _longer(name: str, known: Iterable[str]) -> str:
    """Return the known name that is this one with a word more or less, or cut short: ``queueName``, ``prio``."""
    words = set(parts(name)[0])
    for one in known:
        others = set(parts(one)[0])
        shared = words & others
        one_word, other = squeezed(name), squeezed(one)
        short = min(one_word, other, key=len)
        if (
            len(short) >= _LETTERS_OF_A_WORD
            and one_word.startswith(short)
            and other.startswith(short)
        ):
            return one
        if shared in (words, others) and any(len(word) >= _LETTERS_OF_A_WORD for word in shared):
            return one
    return ""
