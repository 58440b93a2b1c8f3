"""Ages are whole days, and are written in one way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.ages import last_day, parse_age


@pytest.mark.parametrize(("text", "days"), [("1d", 1), ("7d", 7), ("2w", 14), ("90d", 90)])
def test_an_age_is_whole_days(text: str, days: int) -> None:
    """Days and weeks are counted in days."""
    assert parse_age(text) == days


@pytest.mark.parametrize(
    "text", ["", "7", "d", "0d", "-1d", "1.5d", "7 d", "7D", "1m", "7d ", "\u0667d"]
)
def test_what_is_no_age_is_refused(text: str) -> None:
    """Nothing is guessed: months have no length, and zero is no age."""
    assert parse_age(text) is None


@given(st.dates(), st.integers(1, 99_999))
def test_the_last_day_counts(since: date, days: int) -> None:
    """What is as old as the limit still counts, and the calendar ends nothing earlier."""
    last = last_day(since, days)
    assert last == date.max or last - since == timedelta(days=days)
