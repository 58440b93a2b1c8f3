"""What prose comparison folds, and what it keeps apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.folding import fold, fold_signs, plain, without_lookalikes

SAME = [
    (
        "operators work in the native `/ops/jobs` shell",
        "Operators work in the native /ops/jobs shell.",
    ),
    ("it is **only** read-only", "it is only read-only"),
    ("it\u2019s \u201cfine\u201d", 'it\'s "fine"'),
    ("a \u2014 b", "a - b"),
    ("a\u00a0b\n  c", "a b c"),
    ("see [the guide](guide.md)", "see the guide"),
    ("First. Second", "first. second"),
]
DIFFERENT = [
    ("supported", "unsupported"),
    ("read-only", "read-write"),
    ("System 3*", "System 3"),
    ("nightly_sync", "nightlysync"),
    ("API keys", "api keys"),
    ("host-owned", "host owned"),
    ("at most 3", "at most 5"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_a_reader_does_not_tell_apart_is_the_same(one: str, other: str) -> None:
    """White space, emphasis, back-ticks, typographic signs and sentence case are folded."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_other_words(one: str, other: str) -> None:
    """Nothing that a reader would tell apart is folded."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    """Folding what is folded changes nothing but closing signs that come to the end."""
    once = fold(text)
    assert fold(fold(once)) == fold(once)


@given(st.text())
def test_signs_keep_their_offsets(text: str) -> None:
    """Every sign is replaced by one sign."""
    assert len(fold_signs(text)) == len(text)


def test_contract_text_loses_its_markdown() -> None:
    """Marks in a contract's text are marks, identifiers keep their underscores."""
    assert plain("**a** `b_c` _d_ [e](f) g*h") == "a b_c d e g*h"


def test_lookalikes_are_seen() -> None:
    """A Cyrillic letter is taken for the Latin one it looks like."""
    assert without_lookalikes("t\u0435sted") == "tested"
