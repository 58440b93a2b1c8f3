"""Enumerations in sentences."""

from __future__ import annotations

import pytest

from contractcheck.model.enumeration import find_chains
from contractcheck.model.place import MemberShape

LABELS = ("supported", "best-effort", "intentionally unsupported")
CASES = [
    (
        "Buckets are supported, best-effort and intentionally unsupported.",
        [["supported", "best-effort", "intentionally unsupported"]],
    ),
    (
        "Three buckets: supported, best-effort, deprecated.",
        [["supported", "best-effort", "deprecated"]],
    ),
    (
        "Buckets: experimental, supported or best-effort",
        [["experimental", "supported", "best-effort"]],
    ),
    ("supported/best-effort", [["supported", "best-effort"]]),
    ("It is supported.", []),
    ("It is supported, and we look at proxies on a best-effort basis.", []),
    ("Unsupported, tested, owned.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_chains(text: str, expected: list[list[str]]) -> None:
    """A chain has two members or more and takes its short neighbours along."""
    chains = find_chains(text, LABELS, MemberShape.PHRASE)
    assert [[part.text for part in chain] for chain in chains] == expected


def test_offsets_point_into_the_text() -> None:
    """Each part begins where it says."""
    text = "Routes: `/a/b`, then /a/c and /a/d."
    for chain in find_chains(text, ("/a/b", "/a/c"), MemberShape.ROUTE):
        for part in chain:
            assert text[part.start :].startswith(part.text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the tool finds and reads alpha, beta and gamma files", ["alpha", "beta", "gamma files"]),
        ("the tool finds delta, reads alpha, beta", ["the tool finds delta", "alpha", "beta"]),
        ("delta and alpha, beta", ["delta", "alpha", "beta"]),
    ],
)
def test_what_is_done_to_the_members_is_none(text: str, shown: list[str]) -> None:
    """Two verbs before the first member are no element of the chain; an element is."""
    (chain,) = find_chains(text, ["alpha", "beta"], MemberShape.PHRASE)
    assert [part.text for part in chain] == shown
