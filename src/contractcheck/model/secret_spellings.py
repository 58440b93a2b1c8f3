"""The ways in which a known secret is written where servers and programs repeat it."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus


def spellings(value: str) -> tuple[str, ...]:
    """Return a value as it is, quoted for a URL, as text of JSON and HTML, and in base 64."""
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
        *(lines if len(lines) > 1 else ()),
    )
    return tuple(dict.fromkeys(found))
