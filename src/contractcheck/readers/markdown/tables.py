"""Table rows: where each cell stands in its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.readers.text.content import TRIMMED, Content, Place
from contractcheck.readers.text.source import Source

_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"\\\|")


def row_cells(source: Source, place: Place) -> list[Content]:
    """Return the cells of the row whose text begins at ``place``, as the table rule cuts them."""
    line, column = place
    raw = source.lines[line]
    end = len(raw.rstrip(TRIMMED))
    column += len(raw[column:]) - len(raw[column:].lstrip(TRIMMED))
    ranges = list(_ranges(raw, column, end))
    if ranges and ranges[0][0] == ranges[0][1]:
        ranges.pop(0)
    if ranges and ranges[-1][0] == ranges[-1][1]:
        ranges.pop()
    return [_cell(source, line, first, last) for first, last in ranges]


def missing_cell(source: Source, place: Place) -> Content:
    """Return the empty cell of a row that is too short."""
    line = place[0]
    return Content("", source, [0], [(line, len(source.lines[line].rstrip(TRIMMED)))])


def _ranges(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for bar in _BAR.finditer(raw, start, end):
        yield start, bar.start()
        start = bar.end()
    yield start, end


def _cell(source: Source, line: int, start: int, end: int) -> Content:
    raw = source.lines[line][start:end]
    start += len(raw) - len(raw.lstrip(TRIMMED))
    raw = raw.strip(TRIMMED)
    parts, offsets, places, at = [], [0], [(line, start)], 0
    for escaped in _ESCAPED_BAR.finditer(raw):
        parts.append(raw[at : escaped.start()])
        at = escaped.start() + 1  # the bar stays, its backslash goes
        offsets.append(sum(map(len, parts)) if len(parts) == 1 else offsets[-1] + len(parts[-1]))
        places.append((line, start + at))
    parts.append(raw[at:])
    return Content("".join(parts), source, offsets, places)
