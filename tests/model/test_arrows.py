"""Names beside arrows in a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.arrows import Text, find_steps

STATES = ("queued", "running", "In Review", "done")


def shown(text: str, known: tuple[str, ...] = STATES) -> list[tuple[str, str]]:
    """Return the steps of a text as names."""
    return [
        (text[a.start : a.end], text[b.start : b.end]) for a, b in find_steps(Text(text, known))
    ]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("queued -> running: a worker takes it", [("queued", "running")]),
        ("queued → running → done", [("queued", "running"), ("running", "done")]),
        ("queued, running → done", [("queued", "done"), ("running", "done")]),
        ("running -> {done, queued}", [("running", "done"), ("running", "queued")]),
        ("1. queued -> 2. running", [("queued", "running")]),
        ("running <-> done", [("running", "done"), ("done", "running")]),
        ("done <- running", [("running", "done")]),
        ("In Review --(approved)--> done", [("In Review", "done")]),
        ("A run goes queued -> running, and the panel shows it.", [("queued", "running")]),
        ("the run of today -> the report of tomorrow", []),
        ("a - b, x > y", []),
    ],
)
def test_names_stand_directly_beside_arrows(text: str, steps: list[tuple[str, str]]) -> None:
    """Remarks before and behind a step are no names."""
    assert shown(text) == steps


@given(
    st.lists(st.sampled_from(STATES), min_size=2, max_size=6),
    st.sampled_from(["->", "→", "=>", "-->"]),
)
def test_a_chain_is_its_pairs(chain: list[str], arrow: str) -> None:
    """A chain of states shows each state with the one behind it, whatever the arrow."""
    assert shown(f" {arrow} ".join(chain)) == list(pairwise(chain))


@given(st.text(alphabet="ab ->→<=|,.:()[]{}`'\"/&1.", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Every name lies in the text and is not empty."""
    for one, other in find_steps(Text(text, STATES)):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= other.start < other.end <= len(text)
