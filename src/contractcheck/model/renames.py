"""Which new name stands for which one that is gone, where a thing seems to have been renamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from contractcheck.model.likeness import squeezed

_LIKE = 0.7
_LAST = 0.4
"""How like the last one left on each side must be."""
_LONGEST = 120


def renames(gone: Iterable[str], new: Sequence[str]) -> dict[str, str]:
    """Return the new name by the one that is gone: the most like first, each taken once.

    Where one of each is left in the end they need be less alike.
    """
    gone, new = list(dict.fromkeys(gone)), list(dict.fromkeys(new))
    ranked = sorted((-_likeness(old, name), old, name) for old in gone for name in new)
    found: dict[str, str] = {}
    for score, old, name in ranked:
        if -score >= _LIKE and old not in found and name not in found.values():
            found[old] = name
    left = [old for old in gone if old not in found]
    free = [name for name in new if name not in found.values()]
    if len(left) == len(free) == 1 and _likeness(left[0], free[0]) >= _LAST:
        found[left[0]] = free[0]
    return found


def _likeness(one: str, other: str) -> float:
    """Return 0..1; case, hyphens and underscores are no difference."""
    left, right = squeezed(one[:_LONGEST]), squeezed(other[:_LONGEST])
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
