"""What ``Retry-After`` says, whatever a server wrote."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.retry_after import RetryAfter, retry_after

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "wait", "words"),
    [
        ("0", 0, "after 0 seconds"),
        (" 1 ", 1, "after 1 second"),
        ("120", 120, "after 120 seconds"),
        ("Sat, 21 Nov 2026 04:01:00 GMT", 60, "after 2026-11-21 04:01:00 UTC"),
        ("Saturday, 21-Nov-26 04:01:00 GMT", 60, "after 2026-11-21 04:01:00 UTC"),
        ("Sat, 21 Nov 2026 05:01:00 +0100", 60, "after 2026-11-21 04:01:00 UTC"),
        ("Sat, 21 Nov 2026 03:00:00 GMT", 0, "after 2026-11-21 03:00:00 UTC"),
    ],
)
def test_seconds_and_dates(written: str, wait: float, words: str) -> None:
    """Both forms of the standard; a moment that is over is no wait."""
    found = retry_after({"retry-after": written})
    assert found is not None
    assert found.wait(NOW) == wait
    assert str(found) == words


@pytest.mark.parametrize("written", ["", "soon", "-1", "1.5", "1 second", "9" * 10, "\u0661"])
def test_what_is_neither_says_nothing(written: str) -> None:
    """A server that writes something else is not understood half."""
    assert retry_after({"retry-after": written}) is None
    assert retry_after({}) is None


@given(
    st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ [\d:]+ [+-]?\d*")
)
def test_any_text_is_a_wait_or_none(written: str) -> None:
    """No text ends in an error or in a wait below nothing."""
    found = retry_after({"retry-after": written})
    assert found is None or (isinstance(found, RetryAfter) and found.wait(NOW) >= 0 and str(found))
