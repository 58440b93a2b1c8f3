"""Things named side by side belong together in the order in which they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.pairing import Spot, pair

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True)
ORDERS = st.sampled_from(["{s} is {v}", "{v} for {s}", "{s} ({v})"])


def spots(text: str, words: list[str]) -> list[Spot]:
    """Return where each word stands first."""
    return [Spot(word, text.index(word), text.index(word) + len(word)) for word in words]


@given(NAMES, ORDERS)
def test_what_stands_in_turn_belongs_together(names: list[str], order: str) -> None:
    """Whatever the wording, each value goes with the subject of its own turn."""
    subjects, values = [f"host-{n}" for n in names], [f"10.{n}" for n in names]
    parts = zip(subjects, values, strict=True)
    text = ", ".join(order.format(s=subject, v=value) for subject, value in parts)
    found = pair(spots(text, subjects), spots(text, values), text)
    assert [(s.name[-1], v.name[-1]) for s, v in found] == [(n, n) for n in names]


@given(NAMES)
def test_two_groups_belong_together_in_order(names: list[str]) -> None:
    """``a and b are 1 and 2``: the first goes with the first."""
    subjects, values = [f"host-{n}" for n in names], [f"10.{n}" for n in names]
    text = f"{' and '.join(subjects)} are {' and '.join(values)}"
    found = pair(spots(text, subjects), spots(text, values), text)
    assert [(s.name[-1], v.name[-1]) for s, v in found] == [(n, n) for n in names]


def test_a_value_too_many_goes_with_the_nearest_before() -> None:
    """Where the numbers differ nothing is crossed over."""
    text = "host-a has 10.a and 10.b, host-c has 10.c"
    found = pair(spots(text, ["host-a", "host-c"]), spots(text, ["10.a", "10.b", "10.c"]), text)
    assert [(s.name, v.name) for s, v in found] == [
        ("host-a", "10.a"),
        ("host-a", "10.b"),
        ("host-c", "10.c"),
    ]
