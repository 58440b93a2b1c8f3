"""Where a word of each shape begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of, finder

CASES = [
    (MemberShape.IDENTIFIER, "ops-service", "`ops-service`", True),
    (MemberShape.IDENTIFIER, "ops-service", "ops-service.", True),
    (MemberShape.IDENTIFIER, "ops-service", "ops-service-catalog", False),
    (MemberShape.IDENTIFIER, "ops-service", "my-ops-service", False),
    (MemberShape.IDENTIFIER, "ops-service", "types/ops-service.json", False),
    (MemberShape.IDENTIFIER, "weight", "weight_by", False),
    (MemberShape.ROUTE, "/ops/jobs", "open /ops/jobs, then", True),
    (MemberShape.ROUTE, "/ops/jobs", "/ops/jobs/forensics", False),
    (MemberShape.ROUTE, "/ops/jobs", "/ops/jobs.", True),
    (MemberShape.ROUTE, "/ops/jobs", "/ops/jobs-archive", False),
    (MemberShape.PHRASE, "supported", "unsupported", False),
    (MemberShape.PHRASE, "supported", "Supported:", True),
    (MemberShape.PHRASE, "host-owned", "host- owned", True),
    (MemberShape.PHRASE, "best effort", "best\neffort", True),
    (MemberShape.PHRASE, "tested", "well-tested", False),
    (MemberShape.PHRASE, "hub", "hubé", False),
    (MemberShape.PHRASE, "hub", "эhub", False),
    (MemberShape.PHRASE, "hub", "hub가", True),
    (MemberShape.PHRASE, "hub", "\U00020001hub", True),
    (MemberShape.PHRASE, "hub", "\U00010400hub", False),
    (MemberShape.PHRASE, "가", "나가", False),
]
TERMS = st.text("ab-_/. 1가é", min_size=1, max_size=4).map(str.strip).filter(bool)
TEXTS = st.text("abAB-_/. 1가é\n", max_size=40)


@pytest.mark.parametrize(("shape", "term", "text", "expected"), CASES)
def test_whole_words(shape: MemberShape, term: str, text: str, expected: bool) -> None:  # noqa: FBT001
    """A member is found as a whole word of its shape only."""
    assert bool(any_of((term,), shape).search(text)) is expected


def test_the_longest_term_wins() -> None:
    """Of two members that begin alike, the longer one is found where it stands."""
    pattern = any_of(("best-effort", "best-effort support"), MemberShape.PHRASE)
    assert [m[0] for m in pattern.finditer("best-effort support")] == ["best-effort support"]


@given(st.lists(TERMS, min_size=1, max_size=4, unique=True), TEXTS, st.sampled_from(MemberShape))
def test_together_as_alone(terms: list[str], text: str, shape: MemberShape) -> None:
    """Terms looked for together stand where any of them stands alone, and where it begins first."""
    alone = [match for term in terms for match in any_of((term,), shape).finditer(text)]
    starts = {match.start() for match in alone}
    together = any_of(tuple(terms), shape)
    assert {match.start() for match in together.finditer(text)} <= starts
    assert (together.search(text) is None) == (not starts)
    assert [match.start() for match in finder(tuple(terms), shape).find(text)][:1] == sorted(
        starts
    )[:1]
