"""Where a word of each shape begins and ends."""

from __future__ import annotations

import pytest

from contractcheck.model.place import MemberShape
from contractcheck.model.words import any_of

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
]


@pytest.mark.parametrize(("shape", "term", "text", "expected"), CASES)
def test_whole_words(shape: MemberShape, term: str, text: str, expected: bool) -> None:  # noqa: FBT001
    """A member is found as a whole word of its shape only."""
    assert bool(any_of((term,), shape).search(text)) is expected


def test_the_longest_term_wins() -> None:
    """Of two members that begin alike, the longer one is found where it stands."""
    pattern = any_of(("best-effort", "best-effort support"), MemberShape.PHRASE)
    assert [m[0] for m in pattern.finditer("best-effort support")] == ["best-effort support"]
