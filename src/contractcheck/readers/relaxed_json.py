"""JSON as examples in documents write it: comments, ellipses and closing commas become spaces."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<comment>//[^\n]*|/\*.*?\*/|(?<![\w.])\#[^\n]*)"
    r"|(?P<dots>\.{3}|\u2026)"
    r"|(?P<slot><[\w .|:/-]{1,60}>)"
    r"|(?P<other>\S)",
    re.DOTALL,
)
_OPENING = frozenset(("", "[", "{", ","))
_NOBODY_GIVES = "0"


def without_remarks(text: str) -> str:
    """Return a text of as many bytes, its lines and columns kept, in which strict JSON is left.

    An ellipsis or ``<slot>`` behind a colon is a value nobody gives, and becomes ``0``.
    """
    parts: list[str] = []
    at, last, comma = 0, "", -1
    for match in _TOKEN.finditer(text):
        parts.append(text[at : match.start()])
        at, shown = match.end(), match[0]
        if match["comment"] or ((match["dots"] or match["slot"]) and last != ":"):
            parts.append(_blank(shown))
            continue
        if match["dots"] or match["slot"]:
            shown = _NOBODY_GIVES.ljust(len(shown.encode()))
        elif shown == "," and last in _OPENING:
            shown = " "
        elif shown == ",":
            comma = len(parts)
        elif shown in "}]" and last == ",":
            parts[comma] = " "
        parts.append(shown)
        last = shown.strip()[-1:] or last
    if last == ",":
        parts[comma] = " "
    return "".join((*parts, text[at:]))


def _blank(text: str) -> str:
    return "".join("\n" if letter == "\n" else " " * len(letter.encode()) for letter in text)
