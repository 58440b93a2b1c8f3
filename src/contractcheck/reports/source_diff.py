"""The lines of a source before and after the text of a span is replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractcheck.model.location import Span


@dataclass(frozen=True, slots=True)
class LineDiff:
    """Whole lines that go and whole lines that come."""

    removed: tuple[str, ...]
    added: tuple[str, ...]


def line_diff(lines: Sequence[str], span: Span, replacement: str) -> LineDiff | None:
    """Return the lines that replacing ``span`` changes; ``None`` where it is not in ``lines``.

    Lines at the edges that stay the same are left out, so a whole inserted line shows alone.
    """
    if not 1 <= span.line <= span.end_line <= len(lines) + 1:
        return None
    old = [*lines, ""][span.line - 1 : span.end_line]
    changed = f"{old[0][: span.column - 1]}{replacement}{old[-1][span.end_column - 1 :]}"
    new = changed.split("\n")
    if span.end_line == len(lines) + 1:  # what follows the last line end is no line
        old, new = _without_empty_end(old), _without_empty_end(new)
    return _without_kept(old, new)


def _without_empty_end(lines: list[str]) -> list[str]:
    return lines if lines[-1] else lines[:-1]


def _without_kept(old: list[str], new: list[str]) -> LineDiff:
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    return LineDiff(tuple(old), tuple(new))
