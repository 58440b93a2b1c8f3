"""JSX tags: where one ends, with its attributes and the expressions in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractcheck.readers.mdx.script import Script

_OPENING = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z_$][\w$.:-]*+)?")
_PART = re.compile(
    r"\s*+(?:(?P<end>/?>)|(?P<brace>\{)|/\*.*?\*/"
    r"|[A-Za-z_$@:][\w$.:-]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?P<value>\{)|[^\s\"'{}<>=`/]++))?)",
    re.DOTALL,
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img"}
    | {"input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike"}
    | {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; ``name`` is empty for a fragment."""

    name: str
    end: int
    closes: bool = False

    @property
    def inline(self) -> bool:
        """Whether it stands inside a line of text rather than around blocks."""
        return self.name in _INLINE

    @property
    def raw(self) -> bool:
        """Whether what it holds is code for a browser."""
        return self.name in ("script", "style") and not self.closes


def read_tag(script: Script, start: int) -> Tag | None:
    """Return the tag whose ``<`` stands at ``start``; ``None`` where it is no tag."""
    opening = _OPENING.match(script.text, start)
    if not opening:
        return None
    at, name = opening.end(), opening["name"] or ""
    while part := _PART.match(script.text, at):
        at = part.end()
        if part["end"]:
            fits = name or part.group() == ">"
            return Tag(name, at, bool(opening["close"])) if fits else None
        if not name:
            break
        if part["brace"] or part["value"]:
            end = script.end_of_braces(at - 1)
            if end is None:
                break
            at = end
    script.spend(at - start)
    return None
