"""Where the text of a block stands: docutils tells its first line, and the text as it was written."""

from __future__ import annotations

from contractcheck.readers.text.content import Content, content_of_lines
from contractcheck.readers.text.source import Source

_BACK = 2
"""How far before the line that docutils names a text is looked for."""
_FAR = 400
"""And how far behind it, or behind the text before."""


class Places:
    """Finds texts in the order of the document; ``line`` and ``column`` are where the last one ended."""

    def __init__(self, source: Source) -> None:
        """Begin at the first line."""
        self.source = source
        self.line = self.column = 0
        self.first = 0
        """What docutils calls line 0: more than 0 in the content of a directive."""

    def go(self, line: int, column: int = 0) -> None:
        """Go on from a place; from the end of the document where it has no such line."""
        last = len(self.source.lines) - 1
        if line > last:
            line, column = last, len(self.source.lines[last])
        self.line, self.column = line, column

    def find(self, written: str, hint: int | None, *, beside: int | None = None) -> Content:
        """Return where ``written`` stands, and go on behind it.

        ``beside`` is a column that it stands behind on each line: the cells of a row stand side by
        side. A text that is not found is taken to stand at the line it should.
        """
        texts = [line.strip() for line in written.strip("\n").split("\n")]
        start = self.line
        if hint is not None and beside is None:
            start = max(start, self.first + hint - 1 - _BACK)
        for line in range(start, min(start + _FAR, len(self.source.lines))):
            least = beside if beside is not None else self.column if line == self.line else 0
            columns = self._match(line, texts, least)
            if columns is not None:
                last = line + len(texts) - 1
                self.go(last, columns[-1] + len(texts[-1]))
                places = [(line + number, column) for number, column in enumerate(columns)]
                return content_of_lines(self.source, "\n".join(texts), places)
        line = min(start, len(self.source.lines) - 1)
        return Content("", self.source, [0], [(line, 0)])

    def _match(self, line: int, texts: list[str], least: int) -> list[int] | None:
        """Return the column of each text from ``line`` on, ``None`` where one is not there."""
        columns: list[int] = []
        for number, text in enumerate(texts):
            if line + number >= len(self.source.lines):
                return None
            least = max(columns[0] - 1, 0) if number and least else 0 if number else least
            column = self.source.lines[line + number].find(text, least)
            if column < 0:
                return None
            columns.append(column)
        return columns
