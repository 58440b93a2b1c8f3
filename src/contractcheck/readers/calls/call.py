"""One call of an API, with the text it is made of and where each letter of that stands in its fence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from contractcheck.model.document import Fence
from contractcheck.model.location import Span
from contractcheck.readers.example_data import ExampleData


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with the offset of each of its letters in the text of the fence."""

    text: str
    offsets: tuple[int, ...]

    def part(self, start: int, end: int) -> Piece:
        """Return ``text[start:end]``."""
        return Piece(self.text[start:end], self.offsets[start:end])

    def joined(self, other: Piece, between: str = "") -> Piece:
        """Return both as one text."""
        at = self.offsets[-1] if self.offsets else 0
        gap = (at,) * len(between)
        return Piece(self.text + between + other.text, (*self.offsets, *gap, *other.offsets))


def piece_of(text: str, start: int, end: int) -> Piece:
    """Return a part of the text of a fence as it stands."""
    return Piece(text[start:end], tuple(range(start, end)))


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent or answered: its text, or data with the pieces it was read from.

    ``fields`` are single ones that were given by name, each a piece ``name=value``; ``known`` says that
    nothing else is sent.
    """

    piece: Piece
    data: ExampleData | None = None
    fields: tuple[tuple[Piece, Piece | None], ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """A call: method in capitals, the address as it is written, and what is sent with it.

    ``content`` is its content type as shown, ``headers`` are the names of the shown ones in lower case.
    ``query`` are parameters given apart from the address; ``host`` is what a ``Host`` header names.
    """

    method: str
    target: Piece
    headers: tuple[str, ...] = ()
    content: Piece | None = None
    body: Body | None = None
    query: tuple[tuple[Piece, Piece | None], ...] = ()
    known_query: bool = True
    start: int = 0
    end: int = 0
    host: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers to the call before it: a status, if one is shown, and a body."""

    status: Piece | None
    body: Body | None
    start: int = 0


def locate(fence: Fence, start: int, end: int) -> Span:
    """Return where ``fence.text[start:end]`` stands in the document, at most to the end of its line."""
    lines = fence.text.splitlines(keepends=True)
    starts = [0, *accumulate(len(line) for line in lines)]
    index = min(max(bisect_right(starts, start) - 1, 0), len(fence.lines) - 1)
    if index < 0:
        return fence.span
    line, text = fence.lines[index], lines[index].rstrip("\r\n")
    first = min(start - starts[index], len(text))
    last = max(first, min(end - starts[index], len(text)))
    begin = line.start + len(text[:first].encode())
    stop = line.start + len(text[:last].encode())
    return Span(begin, stop, line.line, line.column + first, line.line, line.column + last)
