"""The label at the beginning of a list item: ``label: text``, ``**label** — text``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOT_IN_LABEL = re.compile(r"[.!?](?:\s|\Z)|://")
_DASH = re.compile(r"\s+(?:[\u2014\u2013-]|--)\s+")
_COLON = re.compile(r"\s*:(?:\s+|\Z)")
_PLAIN_COLON = re.compile(r":(?:\s+|\Z)")
_WORDS = 6
"""A longer beginning is a sentence that goes on after a colon, no label."""
_REACH = 120


@dataclass(frozen=True, slots=True)
class Label:
    """Length of the label without its separator, and offset where the labelled text begins."""

    end: int
    body: int


def find_label(text: str, masked: str, lead: int) -> Label | None:
    """Return the label of an item's text; ``lead`` is how much of it is marked from the beginning.

    A marked beginning (emphasis, code, link) may stand before a colon or a dash; a plain one needs
    a colon and a space, has at most six words and no end of a sentence in it.
    """
    if lead:
        if text[:lead].rstrip().endswith(":") and masked[:lead].rstrip().endswith(":"):
            end = len(text[:lead].rstrip()) - 1
            return _label(text, end, end + 1)
        separator = _COLON.match(masked, lead) or _DASH.match(masked, lead)
        if separator:
            return _label(text, lead, separator.end())
    colon = _PLAIN_COLON.search(masked, 0, _REACH)
    if not colon:
        return None
    label = masked[: colon.start()]
    plain = not _NOT_IN_LABEL.search(label) and len(text[: colon.start()].split()) <= _WORDS
    return _label(text, colon.start(), colon.end()) if plain else None


def _label(text: str, end: int, body: int) -> Label | None:
    end = len(text[:end].rstrip())
    while body < len(text) and text[body].isspace():
        body += 1
    return Label(end, body) if end and not text[:end].isspace() else None
