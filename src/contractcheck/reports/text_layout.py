"""Lay visible text out in columns: fill lines without breaking words, cut long source lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from contractcheck.reports.visible import columns, source_part

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CUT = "…"


def fill(words: Iterable[str], width: int, first: str, rest: str) -> list[str]:
    """Return lines of whole ``words``, the first begun with ``first`` and the others with ``rest``.

    A word is never broken, so that paths stay whole; one too long for a line has a line of its own.
    """
    lines, line, empty = [], first, True
    for word in words:
        if not empty and _width(line) + 1 + _width(word) > width:
            lines.append(line)
            line, empty = rest, True
        line, empty = (f"{line}{word}" if empty else f"{line} {word}"), False
    return [*lines, line.rstrip()]


def _width(text: str) -> int:
    return columns(_COLOUR.sub("", text))


@dataclass(frozen=True, slots=True)
class Marked:
    """A visible source line with a marked range of it."""

    text: str
    before: str
    marked: str

    @property
    def carets(self) -> str:
        """Blanks and carets that point at the marked range from the line below."""
        return " " * columns(self.before) + "^" * max(1, columns(self.marked))


def mark(line: str, start: int, end: int, width: int) -> Marked:
    """Return ``line`` made visible with ``line[start:end]`` marked, cut around it to ``width``."""
    line = line.rstrip("\r\n")
    before, marked, after = map(source_part, (line[:start], line[start:end], line[end:]))
    before = _cut_left(before, _left_room(width - len(marked), after))
    marked = _cut_right(marked, width - len(before))
    after = _cut_right(after, width - len(before) - len(marked))
    return Marked(before + marked + after, before, marked)


def cut_pair(old: str, new: str, width: int) -> tuple[str, str] | None:
    """Return both lines visible and cut at the same place around what changes between them.

    ``None`` where the change itself is too long for ``width``.
    """
    old, new = old.rstrip("\r\n"), new.rstrip("\r\n")
    start, tail = _shared_ends(old, new)
    after = source_part(old[len(old) - tail :])
    middles = [source_part(line[start : len(line) - tail]) for line in (old, new)]
    longest = max(map(len, middles))
    if longest > width - 2 * len(_CUT):
        return None
    before = _cut_left(source_part(old[:start]), _left_room(width - longest, after))
    cut = [f"{before}{m}{_cut_right(after, width - len(before) - len(m))}" for m in middles]
    return cut[0], cut[1]


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - start
    return start, next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)


def _left_room(room: int, after: str) -> int:
    """Give the text on the left a third of the room, or what the right side leaves."""
    return max(room // 3, room - len(after), 0)


def _cut_left(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    return _CUT + text[len(text) - width + 1 :] if width > 0 else ""


def _cut_right(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    return text[: width - 1] + _CUT if width > 0 else ""
