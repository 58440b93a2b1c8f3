"""How far the content of elements is set in, so that blocks inside are read as if they were not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from contractcheck.readers.mdx.pieces import Piece


@dataclass(slots=True)
class _Element:
    """An element around blocks: where its content is set in less than this, it is not set in."""

    name: str
    column: int
    outer: _Element | None
    least: int | None = None
    """The smallest indentation of the lines that stand directly in it."""
    lines: list[int] = field(default_factory=list)

    depth: int = 0


def indents(
    lines: Sequence[str], masked: Sequence[str], starts: Sequence[int], pieces: Iterable[Piece]
) -> Mapping[int, int]:
    """Return by line how much white space it begins with for standing in elements alone."""
    current = outermost = _Element("", 0, None)
    elements, number = [outermost], 0
    for piece in pieces:
        if piece.inline or not piece.tag:
            continue
        line = bisect_right(starts, piece.start) - 1
        _hold(current, range(number, line + (not piece.closes)), lines, masked)
        number = max(number, line + 1)
        if piece.closes:
            current = _closed(current, piece.tag)
        elif not piece.empty and current.depth < _DEEPEST:
            column, depth = piece.start - starts[line], current.depth + 1
            current = _Element(piece.tag, column, current, depth=depth)
            elements.append(current)
            number = max(number, bisect_right(starts, piece.end - 1))
    return dict(_taken(elements, lines))


_DEEPEST = 100
"""Elements nested deeper are not told apart."""


def _taken(elements: Sequence[_Element], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield by line what is taken away: what its element is set in, and those around it."""
    by_element: dict[int, int] = {}
    for element in elements:
        taken = 0
        if element.outer:
            around = by_element[id(element.outer)]
            taken = around + max((element.least or 0) - element.column, 0)
        by_element[id(element)] = taken
        for number in element.lines if taken else ():
            yield number, min(taken, _width(lines[number]))


def _closed(element: _Element, name: str) -> _Element:
    found: _Element | None = element
    while found and found.name != name:
        found = found.outer
    return found.outer if found and found.outer else element


def _hold(element: _Element, inside: range, lines: Sequence[str], masked: Sequence[str]) -> None:
    """Note lines that stand directly in an element; blank ones say nothing, a tag's line does."""
    for number in inside:
        element.lines.append(number)
        if masked[number].strip() or (number == inside[-1] and lines[number].strip()):
            width = _width(lines[number])
            element.least = width if element.least is None else min(element.least, width)


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
