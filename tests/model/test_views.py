"""Which view of a fact is the odd one out."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.location import Location
from contractcheck.model.views import Shown, view_name, weigh

VOICES = st.lists(st.sampled_from(["three", "four", "five", ""]), min_size=2, max_size=6)


def shown(*voices: str) -> list[Shown]:
    """Return one view for each voice, named a, b, c ..."""
    names = "abcdefgh"
    return [
        Shown(name, Location(f"{name}.md"), f"says {voice}", voice)
        for name, voice in zip(names, voices, strict=False)
    ]


@pytest.mark.parametrize(
    ("voices", "note"),
    [
        (["four", "three"], "`a` is the odd one out; `b` and the contract agree"),
        (["four", "four"], "the contract is the odd one out; `a` and `b` agree"),
        (["four", "four", "three"], "a tie: `a` and `b` agree; `c` and the contract agree"),
        (["four", "five"], "a tie: no two of the views and the contract agree"),
        (
            ["four", "", "three", "three"],
            "`a` and `b` are the odd ones out; `c`, `d` and the contract agree",
        ),
        (
            ["four", "four", "four", "three"],
            "`d` and the contract are the odd ones out; `a`, `b` and `c` agree",
        ),
    ],
)
def test_the_odd_one_out(voices: list[str], note: str) -> None:
    """The contract says three and is one voice among the views."""
    assert weigh("three", shown(*voices)).note == note


def test_a_single_view_has_no_odd_one() -> None:
    """One view and the contract just differ."""
    assert weigh("three", shown("four")).note == ""


@given(VOICES)
def test_every_view_is_shown(voices: list[str]) -> None:
    """Every view is among the related places, in order, with what it says."""
    related = weigh("three", shown(*voices)).related
    assert [one.note for one in related] == [f"says {voice}" for voice in voices]
    assert [one.view for one in related] == list("abcdef"[: len(voices)])


@given(VOICES)
def test_the_order_of_views_does_not_matter(voices: list[str]) -> None:
    """Whether the contract is outvoted, or there is a tie, is a matter of numbers."""
    weighed = weigh("three", shown(*voices))
    turned = weigh("three", shown(*reversed(voices)))
    most = Counter([*voices, "three"]).most_common()
    tie = len(most) > 1 and most[0][1] == most[1][1]
    assert weighed.outvoted == turned.outvoted == (not tie and most[0][0] != "three")
    assert weighed.note.startswith("a tie") == turned.note.startswith("a tie") == tie


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("x.events/views/readme", "readme"),
        ("x.events/views/docs/a.md#Views", "docs/a.md#Views"),
        ("x.parties/hubs/views/table", "table"),
        ("x/values/address", "values/address"),
        ("x/reviews/all", "reviews/all"),
        ("bare", "bare"),
    ],
)
def test_names_of_views(clause: str, name: str) -> None:
    """A view is called as the contract calls it."""
    assert view_name(clause) == name
