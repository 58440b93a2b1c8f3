"""What a sentence makes an exception of: ``nobody but the bridge``."""

from __future__ import annotations

from contractcheck.relations.claims.lexicon import EVERYBODY
from contractcheck.relations.claims.reading import Reading


def excepted_from(reading: Reading, start: int) -> int:
    """Return what the words before ``start`` make an exception of: the ``nobody`` of ``nobody but``."""
    *_, first, last = ("", "", *reading.lows(start - 2, start))
    width = 2 if f"{first} {last}" in ("other than", "apart from", "aside from") else 1
    if width == 1 and last not in ("but", "except", "save", "besides"):
        return -1
    at = start - width - 1
    while at >= max(start - width - 3, 0):
        if reading.words[at].low in EVERYBODY:
            return at
        at -= 1
    return -1
