"""What a text says of a field: required or not, its type, its default, the values it may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contractcheck.model.api_fields import FieldFound
from contractcheck.model.document import Document, Prose
from contractcheck.model.evidence import Value
from contractcheck.model.stance import PLAIN, Role, StanceMark
from contractcheck.selectors.api_fields.types import read_types

_CODE = "\ue000"
"""Stands for each letter of a code span, so that patterns see where one is."""
_QUOTED = r"\"[^\"\n]{1,60}\"|\u201c[^\u201d\n]{1,60}\u201d|'[^'\n]{1,60}'"
_VALUE = rf"(?:{_CODE}+|{_QUOTED})"
_BARE = r"(?:-?\d+(?:\.\d+)?|true|false|null|[\w-]+(?=\s*(?:[.,;)\]]|$)))"
_DEFAULT = re.compile(
    rf"\bdefault(?:s|ed)?(?:\s+values?)?(?:\s+(?:is|to|of))?\s*[:=]?\s*(?P<value>{_VALUE}|{_BARE})"
    rf"|(?P<before>{_VALUE})\s*(?:\(?(?:by|the|is the|as)\s+default\b|\(default\))",
    re.IGNORECASE,
)
_LIST = rf"{_VALUE}(?:\s*(?:,|/|\||;)?\s*(?:or|and)?\s*{_VALUE})*"
_CHOICE = re.compile(
    rf"\b(?P<lead>one of|either|any of|allowed(?: values)?(?: are)?"
    rf"|(?:possible|valid|accepted|permitted) values(?: are)?|accepts|enum|values"
    rf"|must be|has to be|can be|may be|is|are)\b\s*:?\s*(?P<list>{_LIST})",
    re.IGNORECASE,
)
_FIXED = re.compile(
    rf"\b(?:always|fixed(?: to| at)?|constant)\s*:?\s*(?P<value>{_VALUE})", re.IGNORECASE
)
_REQUIRED = re.compile(
    r"(?:^|[.(,;|:]|\u2014|\s-)\s*(?P<word>required|mandatory|obligatory|optional|not required)\b"
    r"(?=\s*(?:[.,;:)|]|$|\u2014|-\s))",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:yes|y|true|required|mandatory|must|always|x|\u2713|\u2714\ufe0f?|\u2705|\u25cf|1|\*)\W*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|n|false|optional|never|may|not required|\u2717|\u2718|\u274c|\u2715|\u00d7|0|-|\u2013|\u2014)\W*",
    re.IGNORECASE,
)
_FEWEST = 2
_DASHED = re.compile(r"\s*(?::|\u2014|\u2013|-)\s*(?P<word>\w+)(?=\s*(?:[,;.]|$))")
_BRACKETS = re.compile(r"\s*[(\[](?P<inner>[^()\[\]]+)[)\]]|\s+(?P<bare>\w+)(?=\s*[,:;\u2014-])")


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a document with what its place means."""

    document: Document
    prose: Prose
    mark: StanceMark = PLAIN
    role: Role = Role.CURRENT

    @property
    def text(self) -> str:
        """What is said."""
        return self.prose.text

    @property
    def masked(self) -> str:
        """The text with the letters of code spans replaced."""
        letters = list(self.text)
        for run, start in self.prose.code_spans():
            letters[start : start + len(run.text)] = _CODE * len(run.text)
        return "".join(letters)

    def value(self, start: int, end: int) -> Value:
        """Return a part of the text without the quotes around it."""
        shown = self.text[start:end]
        inner = shown.strip().strip("\"'\u201c\u201d`")
        begin = start + max(shown.find(inner), 0)
        at = self.document.at(self.prose.locate(begin, max(begin + len(inner), begin + 1)))
        return Value(inner, at, self.mark, self.role)

    def spans(self, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the extents of the code spans from an offset on."""
        for run, begin in self.prose.code_spans():
            if begin >= start:
                yield begin, begin + len(run.text)


def with_text(found: FieldFound, words: Words, start: int = 0) -> FieldFound:
    """Return a field with what a text says of it, as far as nothing is known yet."""
    masked = words.masked
    said = _REQUIRED.search(masked, start)
    if said and found.required is None:
        required = said["word"].lower() not in ("optional", "not required")
        at = words.value(*said.span("word")).at
        found = replace(found, required=required, required_at=at)
    default = _DEFAULT.search(masked, start)
    if default and found.default is None:
        span = default.span("value") if default["value"] else default.span("before")
        found = replace(found, default=words.value(*span))
    return _with_values(found, words, masked, start)


def _with_values(found: FieldFound, words: Words, masked: str, start: int) -> FieldFound:
    if found.values:
        return found
    if fixed := _FIXED.search(masked, start):
        return replace(found, values=(words.value(*fixed.span("value")),), closed=True)
    for choice in _CHOICE.finditer(masked, start):
        offset = choice.start("list")
        members = [
            words.value(offset + one.start(), offset + one.end())
            for one in re.finditer(_VALUE, choice["list"])
        ]
        if len(members) >= _FEWEST or choice["lead"].lower() == "one of":
            return replace(found, values=tuple(members), closed=True)
    return found


def with_required(found: FieldFound, words: Words, *, inverted: bool) -> FieldFound:
    """Return a field with what the cell of a column says of being required."""
    text = words.text.strip()
    required = True if _YES.fullmatch(text) else False if _NO.fullmatch(text) else None
    if required is None:
        return found
    at = words.value(0, len(words.text)).at
    return replace(found, required=required is not inverted, required_at=at)


def with_type(found: FieldFound, words: Words) -> FieldFound:
    """Return a field with the type that the cell of a column names."""
    types = read_types(words.text, in_column=True)
    found = replace(found, types=types, type=words.value(0, len(words.text))) if types else found
    return with_text(found, words)


_NONE = frozenset(
    {"", "-", "\u2013", "\u2014", "n/a", "none", "no default", "not set", "unset", "*"}
)


def with_default(found: FieldFound, words: Words) -> FieldFound:
    """Return a field with the default that the cell of a column names; an empty one says nothing."""
    span = next(words.spans(), None)
    text = words.text.strip()
    if text.lower() in _NONE or (span is None and len(text.split()) > 1):
        return found
    return replace(found, default=words.value(*(span or (0, len(words.text)))))


def with_values(found: FieldFound, words: Words) -> FieldFound:
    """Return a field with the values that the cell of a column lists."""
    spans = list(words.spans())
    if not spans and not re.search(r"\s\w+\s\w+\s", words.text):
        spans = [
            one.span()
            for one in re.finditer(r"[\w.:+-]+", words.text)
            if one[0] not in ("or", "and")
        ]
    if len(spans) < _FEWEST or re.search(r"\b(?:e\.g|for example|such as|like)\b", words.text):
        return found
    return replace(found, values=tuple(words.value(*span) for span in spans), closed=True)


def with_listed_type(found: FieldFound, words: Words, start: int) -> FieldFound:
    """Return a field with the type in brackets behind its name: ``(string, required)``."""
    brackets = _BRACKETS.match(words.text[start:])
    if brackets is None:
        dashed = _DASHED.match(words.text, start)
        types = read_types(dashed["word"], in_column=False) if dashed else ()
        if dashed is None or not types:
            return found
        return replace(found, types=types, type=words.value(*dashed.span("word")))
    inner = brackets["inner"] or brackets["bare"]
    offset = start + brackets.start("inner" if brackets["inner"] else "bare")
    for part in re.finditer(r"[^,;|]+", inner):
        types = read_types(part[0], in_column=True)
        if types and not re.match(r"\s*(?:default|one of)", part[0]):
            value = words.value(offset + part.start(), offset + part.end())
            return replace(found, types=types, type=value)
    return found
