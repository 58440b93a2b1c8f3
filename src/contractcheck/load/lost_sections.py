"""Find places that lost their section to YAML: `` # `` after a plain text begins a comment.

``docs/intake.md # Event types`` without quotes is the document alone, and the clause would look at all
of it. One space before the ``#`` is how a section would be written, so it is refused; comments keep the
two spaces that YAML style guides ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.problem import Problem

_DOCUMENT = re.compile(r"\S*(?:\.(?:md|markdown|mdx|rst)|\*)\Z", re.IGNORECASE)
_LOST = re.compile(rb" # *([^\s#][^\r\n]*)")


def lost_sections(data: Data, content: bytes) -> Iterator[Problem]:
    """Yield a problem for each place whose section is a comment; ``content`` is what ``data`` is from."""
    for pointer, text in _texts("", data.value):
        at = data.locate(pointer)
        lost = _LOST.match(content, at.span.end)
        if lost and _DOCUMENT.match(text):
            heading = lost[1].decode("utf-8", "replace").strip()
            yield Problem(
                at,
                f"YAML takes `# {heading}` for a comment, so the section is lost",
                f"write `{text}#{heading}`, or quote the place; a comment needs two spaces before `#`",
            )


def _texts(pointer: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(child(pointer, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(child(pointer, index), inner)
    elif isinstance(value, str):
        yield pointer, value
