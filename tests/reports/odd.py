"""What must never reach a reader as it is."""

from __future__ import annotations

import unicodedata

_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WITH_A_SHAPE = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Unicode's prepended concatenation marks: format characters that are seen."""


def is_odd(char: str) -> bool:
    """Say whether a character is a control or cannot be seen."""
    return unicodedata.category(char) in _CATEGORIES and char not in _WITH_A_SHAPE
