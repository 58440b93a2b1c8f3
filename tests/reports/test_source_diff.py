"""Replacing a span shows the whole lines that change."""

from __future__ import annotations

import pytest

from contractcheck.model.location import Span
from contractcheck.reports.source_diff import LineDiff, line_diff

LINES = ("one", "two words", "three", "")


@pytest.mark.parametrize(
    ("span", "replacement", "removed", "added"),
    [
        (Span(0, 0, 2, 1, 2, 4), "2", ("two words",), ("2 words",)),
        (Span(0, 0, 2, 4, 3, 3), "-", ("two words", "three"), ("two-ree",)),
        (Span(0, 0, 2, 1, 3, 1), "", ("two words",), ()),
        (Span(0, 0, 2, 1, 2, 1), "new\n", (), ("new",)),
        (Span(0, 0, 1, 1, 1, 4), "one", (), ()),
        (Span(0, 0, 1, 4, 1, 4), "\n", (), ("",)),
    ],
)
def test_changed_lines(
    span: Span, replacement: str, removed: tuple[str, ...], added: tuple[str, ...]
) -> None:
    """Words, joined lines, deleted and inserted lines show as the lines that differ."""
    assert line_diff(LINES, span, replacement) == LineDiff(removed, added)


def test_the_end_of_a_source_without_a_last_line_end() -> None:
    """A span that ends behind the last line is shown."""
    assert line_diff(("a", "b"), Span(2, 3, 2, 1, 3, 1), "c") == LineDiff(("b",), ("c",))


@pytest.mark.parametrize("span", [Span(0, 0, 9, 1, 9, 2), Span(0, 0, 3, 1, 2, 1)])
def test_spans_elsewhere_show_nothing(span: Span) -> None:
    """A source that changed since has no lines to show."""
    assert line_diff(LINES, span, "x") is None
