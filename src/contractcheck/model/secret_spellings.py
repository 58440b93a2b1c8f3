"""The ways in which a known secret is written where servers and programs repeat it."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

_BYTES, _BYTE, _SEXTET = 3, 8, 6
_SHORTEST_WITHIN = 12
"""Of a shorter value too little is left to be told from other text."""


def spellings(value: str) -> tuple[str, ...]:
    """Return a value as it is, quoted for a URL, as text of JSON and HTML, and in base 64.

    In base 64 it may stand within a longer text, as a whole header does that somebody repeats.
    """
    content = value.encode("utf-8", "surrogateescape")
    coded = (base64.b64encode(content), base64.urlsafe_b64encode(content))
    lines = [line.strip() for line in value.splitlines()]
    found = (
        value,
        quote(content, safe=""),
        quote(content),
        quote_plus(content),
        json.dumps(value)[1:-1],
        html.escape(value),
        *(one.decode() for one in coded),
        *(one.decode().rstrip("=") for one in coded),
        *_within(content),
        *(lines if len(lines) > 1 else ()),
    )
    return tuple(dict.fromkeys(found))


def _within(content: bytes) -> Iterator[str]:
    """Yield what of a text in base 64 a value alone decides, for each way in which it may be aligned to it."""
    if len(content) < _SHORTEST_WITHIN:
        return
    for before in range(_BYTES):
        whole = bytes(before) + content
        first, last = -(-before * _BYTE // _SEXTET), len(whole) * _BYTE // _SEXTET
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(whole).decode()[first:last]
