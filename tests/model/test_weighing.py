"""What several pieces of evidence come to, with the day and the reason that decide."""

from __future__ import annotations

from datetime import date

from contractcheck.model.evidence import GapReason
from contractcheck.model.verdict import Outcome
from contractcheck.model.weighing import NEEDED, Weighed, together

EARLY, LATE = date(2026, 1, 1), date(2026, 1, 5)


def test_the_day_is_that_of_what_decides() -> None:
    """Where one piece fails, the day on which another passed says nothing; of several the oldest counts."""
    passed, failed = Weighed(Outcome.PASSED, observed=EARLY), Weighed(Outcome.FAILED, observed=LATE)
    assert together([passed, failed], NEEDED).observed == LATE
    also = Weighed(Outcome.PASSED, observed=LATE)
    assert together([also, passed], NEEDED).observed == EARLY


def test_blocked_is_said_before_other_reasons() -> None:
    """A person can only unblock what is blocked: an answer that is too old besides can wait."""
    old = Weighed(Outcome.CANT_TELL, ("old",), GapReason.STALE)
    blocked = Weighed(Outcome.CANT_TELL, ("blocked",), GapReason.BLOCKED)
    for parts in ([old, blocked], [blocked, old]):
        assert together(parts, NEEDED).gap is GapReason.BLOCKED
    assert together([old, old], NEEDED).gap is GapReason.STALE
