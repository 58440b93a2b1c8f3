"""The text of a document as lines, and the way from lines and columns back to its bytes."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from copy import copy
from itertools import accumulate, chain

from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem, UnreadableError

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_BOM = b"\xef\xbb\xbf"
_LONG = 256
"""From this column on a byte offset is looked up in a table: counting again would be quadratic."""


class Source:
    """Lines without their ends; lines and columns count from 0 here, from 1 in a ``Span``."""

    def __init__(self, path: str, content: bytes) -> None:
        """Decode ``content``; raise ``UnreadableError`` for what is no UTF-8 text."""
        self.path = path
        first_byte = len(_BOM) if content.startswith(_BOM) else 0
        parts = _LINE_END.split(_decode(path, content[first_byte:], first_byte))
        self.lines: list[str] = parts[::2]
        """What is read."""
        self.indents: Mapping[int, int] = {}
        """White space that lines begin with and that is not read."""
        self._written = self.lines
        widths = (
            _width(line) + len(end)
            for line, end in zip(parts[::2], chain(parts[1::2], [""]), strict=True)
        )
        self.starts: list[int] = list(accumulate(widths, initial=first_byte))
        self.size = len(content)
        self._tables: dict[int, array[int]] = {}

    def masked(self, lines: list[str], indents: Mapping[int, int]) -> Source:
        """Return the same text with other ``lines`` to read, each as long as the one written."""
        other = copy(self)
        other.lines, other.indents = lines, indents
        return other

    def written(self, span: Span) -> str:
        """Return what is written on the first line of ``span`` between its columns."""
        return self._written[span.line - 1][span.column - 1 : span.end_column - 1]

    def byte(self, line: int, column: int) -> int:
        """Return the byte offset of a column; the end of the line for a column beyond it."""
        text, start = self._written[line], self.starts[line]
        if text.isascii():
            return start + min(column, len(text))
        if column < _LONG:
            return start + len(text[:column].encode())
        if line not in self._tables:
            self._tables[line] = array("Q", accumulate(map(_width, text), initial=0))
        return start + self._tables[line][min(column, len(text))]

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """Return the span between two places."""
        return Span(
            self.byte(line, column),
            self.byte(end_line, end_column),
            line + 1,
            column + 1,
            end_line + 1,
            end_column + 1,
        )

    def block(self, line: int, column: int, stop: int) -> Span:
        """Return the span from a place to the end of the last line before ``stop`` with text."""
        last = stop - 1
        while last > line and not self.lines[last].strip():
            last -= 1
        return self.span(line, column, last, len(self.lines[last]))

    def at(self, span: Span) -> Location:
        """Return the location of ``span`` in this document."""
        return Location(self.path, span)


def _decode(path: str, content: bytes, first_byte: int) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise _unreadable(path, content, error.start, first_byte, "not UTF-8") from None
    nul = content.find(b"\0")
    if nul >= 0:
        raise _unreadable(path, content, nul, first_byte, "not a text: it holds a NUL byte")
    return text


def _unreadable(
    path: str, content: bytes, offset: int, first_byte: int, what: str
) -> UnreadableError:
    before = _LINE_END.split(content[:offset].decode(errors="replace"))
    line, column = (len(before) + 1) // 2, len(before[-1]) + 1
    start = first_byte + offset
    span = Span(start, start + 1, line, column, line, column + 1)
    message = f"the document is {what} (byte {content[offset]:#04x})"
    help_ = "save it as UTF-8 text, or exclude it from the documents"
    return UnreadableError(Problem(Location(path, span), message, help_))


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
