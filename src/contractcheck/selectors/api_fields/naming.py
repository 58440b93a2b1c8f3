"""The names of fields that a cell or an item begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contractcheck.model.api_fields import FieldFound
from contractcheck.model.document import Prose
from contractcheck.selectors.api_fields.attributes import Words

NAME = re.compile(r"[A-Za-z_$@][\w$@-]*(?:\[\])?(?:[.][\w$@-]+(?:\[\])?)*[*?]?")
BELOW = re.compile(r"\s*(?:\u21b3|\u2514\W*|\u2937|\u2192|&nbsp;|[-.>\u203a]\s?)\s*")
"""Signs that set a row below the one before it."""
_BETWEEN = re.compile(r"\s*(?:[,/&+]|and|or)?\s*")
_FLAG = r"(?:required|mandatory|optional)\b"
_WORD = rf"(?!{_FLAG})[a-z_$][\w$@.-]*(?:\[\])?[*?]?"
_PLAIN_RUN = re.compile(
    rf"(?P<names>{_WORD}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_WORD})*)"
    rf"\s*(?=\(|:|\u2014|\s-\s|$|,\s*{_FLAG})"
)
_IN_CELL = re.compile(r"(?P<names>[A-Za-z_$@][\w$@.\[\]-]*[*?]?)(?=[\s*?(,:\u2014-]|$)")
_PARTS = re.compile(r"[^\s,&+/]+")
_MUST = re.compile(
    r"\b(?:required|mandatory|must (?:send|carry|have|contain|give|be))\b", re.IGNORECASE
)
_MAY = re.compile(
    r"\b(?:optional(?:ly)?|may (?:send|carry|have|contain|give|be)|can be left out|not required)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Among:
    """What stands above a list: whether its fields are required, and the field they are below."""

    required: bool | None = None
    parent: str = ""

    def filled(self, found: FieldFound) -> FieldFound:
        """Return a field under its whole name, required where nothing else is said of it and all are."""
        found = renamed(found, self.path(found.name.text))
        if found.required is None and self.required is not None:
            return replace(found, required=self.required, required_at=found.name.at)
        return found

    def path(self, name: str) -> str:
        """Return the whole name of a field."""
        return f"{self.parent}.{name}" if self.parent else name


def renamed(found: FieldFound, path: str) -> FieldFound:
    """Return a field under another name, at its place."""
    return replace(found, name=replace(found.name, text=path))


def led_by(lead: Prose | None) -> bool | None:
    """Return whether the sentence that leads in a list says that its fields are required."""
    return required_by(lead.text) if lead and lead.text.rstrip().endswith(":") else None


def required_by(text: str) -> bool | None:
    """Return whether a heading or lead-in says that fields are required; ``None`` where it does not tell."""
    must, may = _MUST.search(_MAY.sub(" ", text)), _MAY.search(text)
    return None if bool(must) == bool(may) else bool(must)


def first_names(words: Words, *, in_cell: bool) -> Iterator[FieldFound]:
    """Yield the names a text begins with: code spans up to other text, else words without their back-ticks.

    In a cell that is the first word; an item goes on behind it with a bracket, a colon, a dash, or not at all.
    """
    text, at = words.text, 0
    for begin, end in words.spans():
        if at == 0 and BELOW.sub("", text[:begin]).strip():
            break
        if at and not _BETWEEN.fullmatch(text, at, begin):
            return
        if NAME.fullmatch(text, begin, end):
            yield named(words, begin, end)
        at = end
    if at:
        return
    below = BELOW.match(text)
    run = (_IN_CELL if in_cell else _PLAIN_RUN).match(text, below.end() if below and in_cell else 0)
    if run:
        for span in plain_names(run["names"], run.start("names")):
            yield named(words, *span)


def plain_names(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the extents of the names in ``a, b and c``; nothing where anything else stands in it."""
    parts = [part for part in _PARTS.finditer(text) if part[0] not in ("and", "or")]
    if all(NAME.fullmatch(part[0]) for part in parts):
        yield from ((offset + part.start(), offset + part.end()) for part in parts)


def named(words: Words, begin: int, end: int) -> FieldFound:
    """Return the field a part of a text names; a question mark behind it says that it is optional."""
    name = words.value(begin, end)
    optional = name.text.endswith("?")
    plain = replace(name, text=name.text.rstrip("?*"))
    return FieldFound(plain, False if optional else None, name.at if optional else None)
