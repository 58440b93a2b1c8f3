"""The text an inline parser was given, with the place in the source of every part of it.

The parser sees block content with container prefixes and indentation taken away, lines joined and
the bars of table cells unescaped. ``Content`` keeps where each stretch stands that was taken over
unchanged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contractcheck.model.location import Span
from contractcheck.readers.text.source import Source

TRIMMED = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""White space the block parser takes from both ends of content."""

Place = tuple[int, int]
"""Line and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Content:
    """``text[offsets[i]:offsets[i + 1]]`` stands at ``places[i]`` of ``source``."""

    text: str
    source: Source
    offsets: Sequence[int]
    places: Sequence[Place]

    def at(self, offset: int) -> Place:
        """Return where the character at ``offset`` stands."""
        index = max(0, bisect_right(self.offsets, offset) - 1)
        line, column = self.places[index]
        return line, column + offset - self.offsets[index]

    def span(self, start: int, end: int) -> Span:
        """Return the span of ``text[start:end]``."""
        line, column = self.at(start)
        end_line, end_column = self.at(end - 1) if end > start else (line, column - 1)
        return self.source.span(line, column, end_line, end_column + 1)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split a range where stretches meet, so that each piece stands in one place."""
        first, last = bisect_right(self.offsets, start), bisect_left(self.offsets, end)
        if first == last:
            return [(start, end)]
        cuts = [start, *self.offsets[first:last], end]
        return list(pairwise(cuts))

    def equals(self, text: str, span: Span) -> bool:
        """Say whether ``span`` is on one line and reads ``text``."""
        return span.line == span.end_line and self.source.written(span) == text

    def part(self, start: int) -> Content:
        """Return the content from ``start`` on, without the white space it begins with."""
        text = self.text[start:].lstrip(TRIMMED)
        start = len(self.text) - len(text)
        index = max(0, bisect_right(self.offsets, start) - 1)
        offsets = [0, *(offset - start for offset in self.offsets[index + 1 :])]
        return Content(text, self.source, offsets, [self.at(start), *self.places[index + 1 :]])


def content_of_lines(source: Source, text: str, places: Sequence[Place]) -> Content:
    """Map joined lines back; ``places`` names where each line begins, after its indentation."""
    places = list(places)
    lines = text.split("\n")
    while (
        len(places) > 1
        and lines[0]
        and not source.lines[places[0][0]][places[0][1] :].strip(TRIMMED)
    ):
        places.pop(0)  # a line of odd white space that trimming took away whole
    offsets: list[int] = []
    found: list[Place] = []
    start = 0
    for line, (number, column) in zip(lines, places, strict=False):
        indent = len(line) - len(line.lstrip(" \t"))
        if not found:  # trimmed, and of more than spaces
            offsets.append(0)
            found.append((number, max(column, source.lines[number].find(line, column))))
        elif indent:
            offsets.extend((start, start + indent))
            found.extend(((number, max(0, column - indent)), (number, column)))
        else:
            offsets.append(start)
            found.append((number, column))
        start += len(line) + 1
    return Content(text, source, offsets, found)
