"""Filled text loses no word; cut lines keep what is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.reports.text_layout import cut_pair, fill, mark
from contractcheck.reports.visible import columns, source_line
from tests.reports.strategies import texts

WORDS = st.lists(st.text("abc漢", min_size=1, max_size=30), max_size=20)


@given(WORDS, st.integers(10, 40))
def test_filling_keeps_words_whole(words: list[str], width: int) -> None:
    """Every word is there in order and unbroken, and only a lone word passes the width."""
    lines = fill(words, width, "- ", "  ")
    assert [word for line in lines for word in line[2:].split()] == words
    assert all(columns(line) <= width or len(line.split()) <= 2 for line in lines)


@given(texts, st.integers(0, 20), st.integers(0, 20), st.integers(10, 60))
def test_marked_lines_fit(line: str, start: int, length: int, width: int) -> None:
    """A cut line fits its width, and short ones are not cut."""
    marked = mark(line, start, start + length, width)
    assert len(marked.text) <= width
    if "#" not in line and len(source_line(line)) <= width:
        assert marked.text == source_line(line)


def test_carets_stand_below_wide_characters() -> None:
    """Carets count columns, not characters."""
    assert mark("漢字 name", 3, 7, 40).carets == "     ^^^^"


def test_an_empty_range_has_one_caret() -> None:
    """A place between characters is pointed at too."""
    assert mark("name", 2, 2, 40).carets == "  ^"


def test_pairs_are_cut_at_the_same_place() -> None:
    """Both lines begin alike, so the eye finds the difference."""
    old = f"{'before ' * 9}old{' after' * 9}"
    pair = cut_pair(old, old.replace("old", "fresh"), 40)
    assert pair is not None
    assert pair[0].index("old") == pair[1].index("fresh")
    assert max(map(len, pair)) <= 40


def test_a_change_longer_than_the_line_is_not_cut() -> None:
    """Nothing of a change is hidden; the caller wraps it instead."""
    assert cut_pair("a" * 50, "b" * 50, 40) is None
