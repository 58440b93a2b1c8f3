"""Odd text is spelled out, and nothing else is."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given

from contractcheck.reports.visible import columns, one_line, source_line, visible
from tests.reports.odd import is_odd
from tests.reports.strategies import any_texts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[0m", r"\x1b[0m"),
        ("\x00", r"\x00"),
        ("\x9b", r"\x9b"),
        ("\u202eab\u2069", r"\u202eab\u2069"),
        ("\u200e\u200f\u061c", r"\u200e\u200f\u061c"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("\u2028", r"\u2028"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("##[error]", r"\x23#[error]"),
        ("##vso[task]", r"\x23#vso[task]"),
        ("## Heading [a]", "## Heading [a]"),
        ("漢字 é e\u0301 ☎️", "漢字 é e\u0301 ☎️"),
    ],
)
def test_odd_characters_are_spelled_out(text: str, shown: str) -> None:
    """Each kind of odd character has its spelling; ordinary text stays."""
    assert visible(text) == shown


def test_no_format_character_is_forgotten() -> None:
    """Of all controls and format characters only those with a shape of their own stay."""
    odd = {char for char in map(chr, range(sys.maxunicode + 1)) if is_odd(char)}
    assert {char for char in odd if visible(char) == char} == set()


@given(any_texts)
def test_visible_text_is_one_harmless_line(text: str) -> None:
    """Nothing invisible is left, it can be written as UTF-8, and spelling twice changes nothing."""
    shown = visible(text)
    shown.encode()
    assert not any(map(is_odd, shown))
    assert shown.splitlines() in ([shown], [])
    assert visible(shown) == shown


def test_prose_has_single_blanks() -> None:
    """Line ends and runs of blanks are one blank, other white space is spelled out."""
    assert one_line(" a\r\n\tb \x0b c ") == r"a b \x0b c"


def test_source_lines_keep_their_shape() -> None:
    """Tabs are four blanks, the line end goes, a carriage return inside shows."""
    assert source_line("  a\tb\rc\r\n") == r"  a    b\x0dc"


def test_columns_follow_the_terminal() -> None:
    """Wide characters take two columns, combining ones none."""
    assert columns("ab") == 2
    assert columns("漢字e\u0301") == 5
