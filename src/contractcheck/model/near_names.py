"""The declared name that an unknown one most likely means: the same words in another writing, or a slip."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from contractcheck.model.likeness import squeezed

_CLOSE = 0.75


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name most like ``name``; empty where none is like it."""
    by_writing = {squeezed(one): one for one in reversed(list(known))}
    wanted = squeezed(name)
    if wanted in by_writing:
        return by_writing[wanted]
    close = get_close_matches(wanted, sorted(by_writing), n=1, cutoff=_CLOSE)
    return by_writing[close[0]] if close else ""
