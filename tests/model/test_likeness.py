"""How alike texts are, and what changes their meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.likeness import changes_meaning, distance, is_near, likeness

CHANGED = [
    ("the bridge does not write", "the bridge does write"),
    ("only read", "read"),
    ("a read-only annex", "a read-write annex"),
    ("at most 3 retries", "at most 5 retries"),
    ("mounted at `/ops/jobs`", "mounted at `/ops/queue`"),
    ("kept by the `Store`", "kept by the `Cache`"),
    ("the host-owned seam", "the supported seam"),
    ("users can sign in", "users must sign in"),
    ("works without a key", "works with a key"),
    ("the till counts; Ledger books the rest", "the till counts; the till books the rest"),
]
REWORDED = [
    ("unusual proxy setups", "uncommon proxy setups"),
    ("then Ledger books the rest", "then the ledger books what is left"),
    ("Books are kept in Ledger.", "Accounts are kept in Ledger."),
    ("operators work in the shell", "operators use the shell"),
    ("`/ops/jobs` is the native shell", "/ops/jobs is a native shell"),
]


@pytest.mark.parametrize(("expected", "observed"), CHANGED)
def test_changed_meaning(expected: str, observed: str) -> None:
    """A negation, quantifier, number, label or code span that differs changes the meaning."""
    assert changes_meaning(expected, observed, ("host-owned", "supported"))


@pytest.mark.parametrize(("expected", "observed"), REWORDED)
def test_reworded(expected: str, observed: str) -> None:
    """Other words alone are a rewording."""
    assert not changes_meaning(expected, observed, ("host-owned", "supported"))


@given(st.text(), st.text())
def test_likeness_is_a_symmetric_share(one: str, other: str) -> None:
    """Likeness lies between 0 and 1 and is 1 for a text with words and itself."""
    assert 0 <= likeness(one, other) <= 1
    assert likeness("some words", "some words") == 1


@given(st.text(max_size=12), st.text(max_size=12), st.integers(0, 3))
def test_distance_is_bounded_and_symmetric(one: str, other: str, limit: int) -> None:
    """Beyond the limit the answer is the limit plus one, whichever way round."""
    assert distance(one, other, limit) == distance(other, one, limit) <= limit + 1
    assert (distance(one, other, limit) == 0) == (one == other)


NEAR = [
    ("host-ownd", "host-owned", True),
    ("hots-owned", "host-owned", True),
    ("tester", "tested", False),
    ("ops-hub-node-1", "ops-hub-node-2", False),
    ("ops-service-dicovred", "ops-service-discovered", True),
    ("best-effort", "best-effort", False),
]


@pytest.mark.parametrize(("word", "member", "expected"), NEAR)
def test_near_misses(word: str, member: str, expected: bool) -> None:  # noqa: FBT001
    """Eight letters allow one slip, twelve allow two; short words and other digits are other names."""
    assert is_near(word, member) is expected
