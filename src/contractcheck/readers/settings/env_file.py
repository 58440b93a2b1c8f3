"""Env files: ``KEY=value`` line by line, with ``export``, quotes over several lines, and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location, Span
from contractcheck.model.settings import (
    Given,
    SecretRead,
    SettingGiven,
    SettingsFile,
    how_given,
    is_named_like_a_secret,
)

_LINE = re.compile(
    r"^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)(?:[ \t]*(?P<sign>=|:[ \t])[ \t]*"
    r"(?P<value>\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|`[^`]*+`|[^\r\n]*)|[ \t]*(?=#|\r?$))",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"(?:^|[ \t])#.*\Z")


def read_env_file(path: str, text: str) -> Iterator[Fact]:
    """Yield the settings of an env file; of a name that stands twice, the last one counts."""
    found: dict[str, tuple[Given, str, Location]] = {}
    at, line, begin, byte = 0, 1, 0, 0
    for match in _lines(text):
        start = match.start("name")
        line += text.count("\n", at, start)
        byte += len(text[at:start].encode())
        begin, at = text.rfind("\n", 0, start) + 1, start
        name, column = match["name"], start - begin + 1
        length = len(name)
        span = Span(byte, byte + length, line, column, line, column + length)
        given, why = _given(match)
        found[name] = (given, why, Location(path, span))
    end_line = text.count("\n", 0, len(text.rstrip())) + 1
    size = len(text.rstrip().encode())
    yield SettingsFile(Location(path, Span(size, size, end_line, 1, end_line, 1)), alone=True)
    for name, (given, why, place) in found.items():
        yield SettingGiven(name, given, place, why)
        if is_named_like_a_secret(name):
            yield SecretRead((name,), f"env {name}", place)


def _lines(text: str) -> Iterator[re.Match[str]]:
    """Yield the assignments; what stands inside a quoted value of several lines is none."""
    at = 0
    while match := _LINE.search(text, at):
        yield match
        at = max(match.end(), at + 1)


def _given(match: re.Match[str]) -> tuple[Given, str]:
    value = match["value"]
    if value is None:
        return Given.UNDECIDABLE, "it is named without a value, and may come from the environment"
    if value[:1] == "'" == value[-1:] and len(value) > 1:
        inner = value[1:-1]
        return how_given(inner) if not inner.strip() else (Given.VALUE, "")
    if value[:1] in {'"', "`"} and value[-1:] == value[:1] and len(value) > 1:
        return how_given(value[1:-1])
    return how_given(_COMMENT.sub("", value))
