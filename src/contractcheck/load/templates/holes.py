"""The texts of a template: ``{name}`` is a parameter, ``{{`` and ``}}`` are braces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_PARTS = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|[{}]")
_BRACES = {"{{": "{", "}}": "}"}


@dataclass(frozen=True, slots=True)
class Hole:
    """A parameter in a text; ``stray`` is a brace that belongs to none."""

    name: str
    stray: str = ""


def holes(text: str) -> Iterator[Hole]:
    """Yield the parameters of a text, and the braces that stand alone."""
    for match in _PARTS.finditer(text):
        if match["name"] is not None:
            yield Hole(match["name"])
        elif match[0] not in _BRACES:
            yield Hole("", match[0])


def whole(text: str) -> str:
    """Return the name of the parameter that a text is, and nothing else; empty for another text."""
    match = _PARTS.fullmatch(text)
    return (match["name"] or "") if match else ""


def filled(text: str, value_of: Callable[[str], str]) -> str:
    """Return a text with its parameters replaced."""

    def part(match: re.Match[str]) -> str:
        if match["name"] is not None:
            return value_of(match["name"])
        return _BRACES.get(match[0], match[0])

    return _PARTS.sub(part, text)
