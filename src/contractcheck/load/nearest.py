"""Offer the right spelling of a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 100


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the known name most like ``name``, case aside; empty where none is like it."""
    known = {one.lower(): one for one in sorted(names, reverse=True)}
    close = get_close_matches(name[:_LONGEST].lower(), sorted(known), n=1)
    return known[close[0]] if close else ""


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return ``; did you mean `…`?`` or nothing, to end a message with."""
    found = nearest(name, names)
    return f"; did you mean `{found}`?" if found else ""


def listing(lead_in: str, names: Iterable[str]) -> str:
    """Return ``lead_in`` with the names in order, or nothing where there are none."""
    joined = ", ".join(sorted(names))
    return f"{lead_in}: {joined}" if joined else ""


def either(words: Iterable[str]) -> str:
    """Join words the way a sentence does: ``a, b or c``."""
    *most, last = dict.fromkeys(words)
    return f"{', '.join(most)} or {last}" if most else last
