"""What of an MDX text is no Markdown: imports, tags, expressions and comments, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.readers.mdx.script import Script
from contractcheck.readers.mdx.tags import read_tag

_NEXT = re.compile(r"\\.|`++|<|\{|\n", re.DOTALL)
_STATEMENT = re.compile(
    r"import\s*+(?:[\"'{*]|type\s|[\w$]++\s*+,|[\w$]++\s++from\b)"
    r"|export\s++(?:default|const|let|var|function|async|class|type|interface|enum)\b|export\s*+[{*]"
)
_FENCE = re.compile(
    r"[ \t]*+(?:>[ \t]*+|(?:[-*+]|\d{1,9}[.)])[ \t]++)*+(?P<marks>`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)"
)
_COMMENT = re.compile(r"\{\s*+/\*(?P<inside>.*?)\*/\s*+\}|<!--(?P<html>.*?)-->", re.DOTALL)
_SPACE = re.compile(r"\{\s*+([\"'`])[ \t\n]++\1\s*+\}")
_BLANK = re.compile(r"\n[ \t]*+(?=\n)")
_TICKS = re.compile(r"`++")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is no Markdown; ``tag`` is the name in it, ``inside`` where a comment's text is."""

    start: int
    end: int
    tag: str | None = None
    inline: bool = False
    closes: bool = False
    empty: bool = False
    space: bool = False
    inside: tuple[int, int] | None = None


class Pieces:
    """One pass over a text; code spans, fences and escapes are stepped over."""

    def __init__(self, text: str) -> None:
        """Take the text of a document without its front matter."""
        self._text = text
        self._script = Script(text)
        self._ticks: dict[int, list[int]] = defaultdict(list)
        for match in _TICKS.finditer(text):
            self._ticks[len(match.group())].append(match.start())
        self._blanks = [match.start() for match in _BLANK.finditer(text)]
        self._last_comment_end = max(text.rfind("*/"), text.rfind("-->"))

    def __iter__(self) -> Iterator[Piece]:
        """Yield the pieces in order."""
        at, begins, free = 0, True, True  # a line begins here; a block may
        while at < len(self._text):
            if begins:
                stepped = self._line(at, free=free)
                if stepped is not None:
                    if isinstance(stepped, Piece):
                        yield stepped
                        stepped = stepped.end
                    at, begins, free = stepped, False, True
                    continue
                begins = False
            match = _NEXT.search(self._text, at)
            if not match:
                return
            mark, start = match.group(), match.start()
            if mark == "\n":
                line = self._text[self._text.rfind("\n", 0, start) + 1 : start]
                at, begins, free = match.end(), True, not line.strip()
            elif mark[0] == "`":
                at = self._after_code(start, len(mark))
            elif mark in "<{" and (piece := self._piece(start)):
                yield piece
                at = piece.end
            else:
                at = match.end()

    def _line(self, start: int, *, free: bool) -> Piece | int | None:
        """Return the import that begins at a line, or the end of the fence that does."""
        if fence := _FENCE.match(self._text, start):
            marks = fence["marks"]
            closing = re.compile(
                rf"\n[ \t>]*+{re.escape(marks[0])}{{{len(marks)},}}+[ \t]*+(?=\n|\Z)"
            )
            end = closing.search(self._text, fence.end() - 1)
            return end.end() if end else len(self._text)
        if free and _STATEMENT.match(self._text, start):
            return Piece(start, max(self._script.end_of_statement(start), start + 1))
        return None

    def _after_code(self, start: int, length: int) -> int:
        """Return the end of the code span that begins here, or of the back-ticks that begin none."""
        stop = bisect_left(self._blanks, start)
        limit = self._blanks[stop] if stop < len(self._blanks) else len(self._text)
        same = self._ticks[length]
        following = bisect_right(same, start)
        if following < len(same) and same[following] < limit:
            return same[following] + length
        return start + length

    def _piece(self, start: int) -> Piece | None:
        if start < self._last_comment_end and (comment := _COMMENT.match(self._text, start)):
            group = "inside" if comment["html"] is None else "html"
            return Piece(start, comment.end(), inside=comment.span(group))
        if self._text[start] == "{":
            space = _SPACE.match(self._text, start)
            end = self._script.end_of_braces(start)
            return Piece(start, end, space=bool(space)) if end else None
        tag = read_tag(self._script, start)
        if not tag:
            return None
        end = tag.end
        empty = self._text.endswith("/>", start, end)
        if tag.raw and not empty:
            closing = re.compile(rf"</{tag.name}\s*+>").search(self._text, end)
            end, empty = (closing.end(), True) if closing else (end, False)
        return Piece(start, end, tag.name, tag.inline, tag.closes, empty)
