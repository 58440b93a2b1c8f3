"""A table of a TOML file as located data, as far as lines can tell its places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any

from contractcheck.model.data import Data, JsonValue, Positions, pointer_of
from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem, UnreadableError

MAX_BYTES = 5_000_000
MAX_DEPTH = 64
_HEADER = re.compile(r"[ \t]*(\[\[?[^\]]*\]\]?)[ \t]*(?:#.*)?$")
_KEY = re.compile(r"""[ \t]*((?:[A-Za-z0-9_.-]|"[^"\\]*"|'[^']*'|[ \t]*\.[ \t]*)+?)[ \t]*=""")
_ERROR_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml_table(document: str, content: bytes, path: tuple[str, ...]) -> Data | None:
    """Return the table that ``path`` names, ``None`` where the file has none.

    Values know the line of their key, those inside an inline table the line of the table's key.
    Raises ``UnreadableError`` for a file that is not TOML.
    """
    if len(content) > MAX_BYTES:
        message = f"the file has {len(content):,} bytes; TOML may have {MAX_BYTES:,}"
        raise UnreadableError(Problem(Location(document), message))
    text = _decode(document, content)
    value: Any = _parse(document, text)
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    if value is None:
        return None
    if _depth_exceeds(value, MAX_DEPTH):
        raise UnreadableError(Problem(Location(document), f"nested deeper than {MAX_DEPTH} levels"))
    return Data(document, _plain(value), _Lines(text, path))


def _decode(document: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        span = Span(error.start, error.start, line, column, line, column)
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise UnreadableError(Problem(Location(document, span), message)) from None


def _parse(document: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _ERROR_PLACE.search(str(error))
        lines = text.split("\n")
        line = int(place[1]) if place and place[1] else len(lines)
        column = int(place[2]) if place and place[2] else len(lines[-1]) + 1
        message = _ERROR_PLACE.sub("", str(error))
        start = len("\n".join(lines[: line - 1]).encode()) + (1 if line > 1 else 0)
        start += len(lines[line - 1][: column - 1].encode())
        span = Span(start, start, line, column, line, column)
        message = f"not valid TOML: {message[0].lower()}{message[1:]}"
        raise UnreadableError(Problem(Location(document, span), message)) from None
    except RecursionError:
        raise UnreadableError(Problem(Location(document), "nested too deep")) from None
    except ValueError:  # Python bounds the digits of integers: reading them takes quadratic time
        message = "a number has too many digits, or a date is none"
        raise UnreadableError(Problem(Location(document), message)) from None


def _depth_exceeds(value: object, limit: int) -> bool:
    level = [value]
    for _ in range(limit + 1):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return bool(level)


def _plain(value: Any) -> JsonValue:  # noqa: ANN401 - tomllib says Any
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value if isinstance(value, str | bool | int | float) else str(value)


@dataclass(frozen=True)
class _Lines:
    """Finds the lines of table headers and keys; the first of a name counts."""

    text: str
    path: tuple[str, ...]

    @cached_property
    def _positions(self) -> Positions:
        keys: dict[str, Span] = {}
        values: dict[str, Span] = {}
        for parts, key, line in self._entries():
            if parts[: len(self.path)] != self.path:
                continue
            inside = parts[len(self.path) :]
            for end in range(len(inside) + 1):
                pointer = pointer_of(inside[:end])
                values.setdefault(pointer, line if end == len(inside) else key)
                keys.setdefault(pointer, key)
        return Positions(values, {pointer: span for pointer, span in keys.items() if pointer})

    def __call__(self) -> Positions:
        return self._positions

    def _entries(self) -> Iterator[tuple[tuple[str, ...], Span, Span]]:
        """Yield the full name of each header and key, its span, and that of its value's line."""
        table: tuple[str, ...] = ()
        byte = 0
        for number, line in enumerate(self.text.split("\n"), 1):
            if header := _HEADER.match(line):
                table = _names(f"{header[1]}\n")
                span = _span(line, byte, number, *header.span(1))
                yield table, span, span
            elif (key := _KEY.match(line)) and (names := _names(f"{key[1]} = 0\n")):
                rest = len(line.rstrip())
                start = min(
                    rest, key.end() + len(line[key.end() :]) - len(line[key.end() :].lstrip())
                )
                name = _span(line, byte, number, *key.span(1))
                yield (*table, *names), name, _span(line, byte, number, start, rest)
            byte += len(line.encode()) + 1


def _span(line: str, byte: int, number: int, start: int, end: int) -> Span:
    first, last = (byte + len(line[:at].encode()) for at in (start, end))
    return Span(first, last, number, start + 1, number, end + 1)


def _names(toml: str) -> tuple[str, ...]:
    """Return the dotted name that a line of TOML sets, read by the TOML parser itself."""
    try:
        inner: Mapping[str, Any] | Any = tomllib.loads(toml)
    except (tomllib.TOMLDecodeError, RecursionError):
        return ()
    names: list[str] = []
    while isinstance(inner, dict) and inner:
        name, inner = next(iter(inner.items()))
        names.append(name)
    return tuple(names)
