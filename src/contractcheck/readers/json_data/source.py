"""Decoded JSON text that finds places, and what its tokens look like."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem, UnreadableError

STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
TO_BRACKET = re.compile(rf'(?:[^\[\]{{}}"]++|{STRING})*+([\[\]{{}}])', re.DOTALL)
_BREAK = re.compile(r"\r\n|\r|\n")
_CHUNK = 4096


@dataclass(frozen=True)
class Source:
    """Decoded text that finds places; ``skipped`` are the bytes of a byte order mark."""

    document: str
    text: str
    skipped: int = 0

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    @cached_property
    def _chunk_bytes(self) -> list[int]:
        chunks = (self.text[at : at + _CHUNK] for at in range(0, len(self.text), _CHUNK))
        return [0, *accumulate(len(chunk.encode()) for chunk in chunks)]

    def _place(self, index: int) -> tuple[int, int, int]:
        chunk, inside = divmod(index, _CHUNK)
        before = self.text[index - inside : index]
        line = bisect_right(self._line_starts, index)
        byte = self.skipped + self._chunk_bytes[chunk] + len(before.encode())
        return byte, line, index - self._line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of a character range."""
        (first, *from_), (last, *to) = self._place(start), self._place(end)
        return Span(first, last, *from_, *to)

    def refusal(self, start: int, end: int, message: str, help_: str = "") -> UnreadableError:
        """Return the error that points at a character range."""
        return UnreadableError(
            Problem(Location(self.document, self.span(start, end)), message, help_)
        )


def decode(document: str, content: bytes, limit: int) -> Source:
    """Return the text of a file; raise ``UnreadableError`` for what is too large or no UTF-8."""
    if len(content) > limit:
        message = f"the file has {len(content):,} bytes; {limit:,} are allowed here"
        raise UnreadableError(Problem(Location(document), message))
    skipped = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    try:
        return Source(document, content[skipped:].decode(), skipped)
    except UnicodeDecodeError as error:
        before = Source(document, error.object[: error.start].decode(), skipped)
        message = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        end = len(before.text)
        raise before.refusal(end, end, message, "save the file as UTF-8") from None
