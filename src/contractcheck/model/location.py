"""Where something stands: a byte span with its line and column, in a named document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open byte range of the UTF-8 source, with line and column for people.

    ``start`` and ``end`` are byte offsets; lines and columns count from 1, columns in characters.
    ``end_line`` and ``end_column`` name the position just after the last character.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of ``other``."""
        return Span(self.start, other.end, self.line, self.column, other.end_line, other.end_column)


FILE_START = Span(0, 0, 1, 1, 1, 1)
"""The place to point at when a whole file is meant."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span in a document; ``document`` is a root-relative POSIX path or a URL.

    Of something that a template wrote for a contract, ``written`` is where it stands in the template.
    """

    document: str
    span: Span = FILE_START
    written: tuple[Location, ...] = ()

    def __str__(self) -> str:
        """Write it the way editors and compilers do: ``path:line:column``."""
        return f"{self.document}:{self.span.line}:{self.span.column}"
