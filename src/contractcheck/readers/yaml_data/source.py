"""Decoded YAML text that finds places, and the refusal of what is no such text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from yaml import events as ev

from contractcheck.model.data import Positions
from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem, UnreadableError

MAX_BYTES = 5_000_000

_BREAK = re.compile(r"\r\n|\r|\n")
_ODD = re.compile(
    r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids, and the line breaks that YAML 1.1 sees and neither 1.2 nor an editor does."""
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s+|#[^\r\n]*)*)+")


class Mark(NamedTuple):
    """The place of a value, or of a member's key, in characters of the text."""

    pointer: str
    start: int
    end: int
    is_key: bool = False


@dataclass(frozen=True)
class Source:
    """Decoded text that finds places; ``first_byte`` counts what stands before the text."""

    document: str
    text: str
    first_line: int
    first_byte: int

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def spans(self, ranges: Sequence[tuple[int, int]]) -> list[Span]:
        """Return the spans of character ranges; one sweep over the text serves all of them."""
        places, byte, at = {}, self.first_byte, 0
        for index in sorted({index for pair in ranges for index in pair}):
            byte += len(self.text[at:index].encode())
            at, line = index, bisect_right(self._line_starts, index)
            column = index - self._line_starts[line - 1] + 1
            places[index] = (byte, line + self.first_line - 1, column)
        return [
            Span(places[start][0], places[end][0], *places[start][1:], *places[end][1:])
            for start, end in ranges
        ]

    def line(self, index: int) -> int:
        """Return the line of a character."""
        return bisect_right(self._line_starts, index) + self.first_line - 1

    def refusal(self, start: int, end: int, message: str, help_: str = "") -> UnreadableError:
        """Return the error that points at a character range."""
        last = len(self.text)
        span = self.spans([(min(start, last), min(max(start, end), last))])[0]
        return UnreadableError(Problem(Location(self.document, span), message, help_))

    def range_of(self, event: ev.Event) -> tuple[int, int]:
        """Return the characters of an event without its anchor, tag and trailing line breaks."""
        start, end = start_of(event), _index(event.end_mark)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            properties = _PROPERTIES.match(self.text, start, max(start, end))
            start = properties.end() if properties else start
        if getattr(event, "style", None) in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return start, end

    def refusal_of(self, event: ev.Event, message: str, help_: str = "") -> UnreadableError:
        """Return the error that points at an event."""
        return self.refusal(*self.range_of(event), message, help_)


@dataclass(frozen=True)
class Places:
    """Computes positions when they are first asked for."""

    source: Source
    marks: Sequence[Mark]

    @cached_property
    def _positions(self) -> Positions:
        spans = self.source.spans([(mark.start, mark.end) for mark in self.marks])
        values: dict[str, Span] = {}
        keys: dict[str, Span] = {}
        for mark, span in zip(self.marks, spans, strict=True):
            (keys if mark.is_key else values)[mark.pointer] = span
        return Positions(values, keys)

    def __call__(self) -> Positions:
        """Return the positions, the same each time."""
        return self._positions


def decode(document: str, content: bytes, first_line: int, first_byte: int) -> Source:
    """Return the text of a file; raise ``UnreadableError`` for what is no text or not allowed."""
    if len(content) > MAX_BYTES:
        message = f"the file has {len(content):,} bytes; YAML may have {MAX_BYTES:,}"
        raise UnreadableError(Problem(Location(document), message))
    if content.startswith(b"\xef\xbb\xbf"):
        content, first_byte = content[3:], first_byte + 3
    try:
        source = Source(document, content.decode(), first_line, first_byte)
    except UnicodeDecodeError as error:
        before = Source(document, content[: error.start].decode(), first_line, first_byte)
        utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        help_ = (
            "the file looks like UTF-16; save it as UTF-8" if utf16 else "save the file as UTF-8"
        )
        raise before.refusal(error.start, error.start, message, help_) from None
    if odd := _ODD.search(source.text):
        raise _refuse_character(source, odd)
    if directive := _TAG_DIRECTIVE.search(source.text):
        raise source.refusal(*directive.span(), "a `%TAG` directive is not used here")
    return source


def _refuse_character(source: Source, odd: re.Match[str]) -> UnreadableError:
    code = ord(odd[0])
    if code == 0:
        return source.refusal(*odd.span(), "a NUL character: this is not a text file")
    message = f"the invisible character U+{code:04X} is not allowed here"
    help_ = f'remove it, or write it as "\\u{code:04x}" in double quotes'
    return source.refusal(*odd.span(), message, help_)


def start_of(event: ev.Event) -> int:
    """Return the character where an event begins, with its anchor and tag."""
    return _index(event.start_mark)


def _index(mark: Any) -> int:  # noqa: ANN401 - two classes, and None that never comes
    return int(mark.index)
