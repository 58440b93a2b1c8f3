"""Colours, labels and diffs at a terminal."""

from __future__ import annotations

from contractcheck.reports.page import RED, Page, line_diff_lines, word_diff_words
from contractcheck.reports.source_diff import LineDiff
from contractcheck.reports.word_diff import word_diff

PLAIN = Page(width=60, color=False, verbose=False)
COLORED = Page(width=60, color=True, verbose=False)


def test_paint_needs_colour_and_text() -> None:
    """A plain page has no colours, and nothing is painted where there is nothing."""
    assert PLAIN.paint("x", RED) == "x"
    assert COLORED.paint("x", RED) == "\x1b[31mx\x1b[0m"
    assert COLORED.paint("", RED) == ""


def test_labelled_text_hangs_below_its_first_word() -> None:
    """The label stands alone on the left."""
    assert PLAIN.labelled("fix:", ["word"] * 12) == [
        "    fix:      word word word word word word word word word",
        "              word word word",
    ]


def test_a_word_diff_joins_what_goes_and_what_comes() -> None:
    """A replaced word reads as one; words that only go or come stand alone."""
    assert word_diff_words(word_diff("is a b c", "is x b c d"), PLAIN) == [
        "is",
        "[-a-]{+x+}",
        "b",
        "c",
        "{+d+}",
    ]


def test_a_long_line_is_cut_around_its_change() -> None:
    """One changed word in a long line shows beside its neighbours."""
    line = f"{'before ' * 20}old{' after' * 20}"
    removed, added = line_diff_lines(LineDiff((line,), (line.replace("old", "new"),)), PLAIN)
    assert removed == "              - …fore before old after after after after af…"
    assert added == "              + …fore before new after after after after af…"


def test_several_lines_are_filled() -> None:
    """Lines that go and come are shown whole, with their indentation."""
    shown = line_diff_lines(LineDiff((), ("  - item", "    below")), PLAIN)
    assert list(shown) == ["              +   - item", "              +     below"]
