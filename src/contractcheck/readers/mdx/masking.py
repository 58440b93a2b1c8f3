"""MDX as Markdown of the same places: what is no Markdown becomes blank, or a tag that shows nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contractcheck.readers.mdx.pieces import Piece

_AROUND = re.compile(r"[\s>]*\Z")
"""What may stand beside a tag that has its line for itself; ``>`` marks a quotation."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a piece on one line."""

    piece: Piece
    start: int
    end: int
    continues: bool


def line_starts(lines: Sequence[str]) -> list[int]:
    """Return where each line begins in the text of lines joined by line feeds."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def mask(lines: Sequence[str], starts: Sequence[int], pieces: Iterable[Piece]) -> list[str]:
    """Return the lines with their pieces masked, each as long as before.

    A piece with lines of its own becomes blank and so parts blocks, as it does on the page. One
    inside a line of text becomes an HTML tag without meaning, so that the text goes on.
    """
    by_line = _parts_by_line(starts, lines, pieces)
    masked, within = list(lines), set[Piece]()
    for number, parts in sorted(by_line.items()):
        line, alone = lines[number], not any(part.piece.inline for part in parts)
        rest, at = [], 0
        for part in parts:
            rest.append(line[at : part.start])
            at = part.end
        rest.append(line[at:])
        if not alone or not _AROUND.match("".join(rest)):
            within.update(part.piece for part in parts)
        shown = [rest[0]]
        for part, after in zip(parts, rest[1:], strict=True):
            shown += [_tag(part, line) if part.piece in within else _blank(part), after]
        masked[number] = "".join(shown)
    return masked


def _parts_by_line(
    starts: Sequence[int], lines: Sequence[str], pieces: Iterable[Piece]
) -> dict[int, list[_Part]]:
    by_line: dict[int, list[_Part]] = defaultdict(list)
    for piece in pieces:
        first = bisect_right(starts, piece.start) - 1
        last = bisect_right(starts, piece.end - 1) - 1
        for number in range(first, last + 1):
            start = max(piece.start - starts[number], 0)
            end = min(piece.end - starts[number], len(lines[number]))
            by_line[number].append(_Part(piece, start, end, number > first))
    return by_line


def _blank(part: _Part) -> str:
    return " " * (part.end - part.start)


def _tag(part: _Part, line: str) -> str:
    """Return a tag as wide as the part, after the white space the part begins with or stands for."""
    text = line[part.start : part.end]
    indent = " " if part.piece.space else text[: len(text) - len(text.lstrip(" \t"))]
    width = len(text) - len(indent)
    for name in (_shown_name(part), "x"):
        if name and width >= len(name) + 2:
            return f"{indent}<{name}{' ' * (width - len(name) - 2)}>"
    return " " * len(text)


def _shown_name(part: _Part) -> str:
    """Return the name of an HTML tag, for some of those mean something; components do not."""
    if part.continues or not part.piece.inline or not part.piece.tag:
        return ""
    return f"/{part.piece.tag}" if part.piece.closes else part.piece.tag
