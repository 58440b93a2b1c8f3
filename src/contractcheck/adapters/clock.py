"""The time of a run: the machine's, or a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time


class SystemClock:
    """``ports.Clock`` of the machine."""

    def now(self) -> datetime:
        """Return the time as an aware UTC datetime."""
        return datetime.now(UTC)


def utc_today() -> date:
    """Return the day of the machine's clock in UTC."""
    return SystemClock().now().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """``ports.Clock`` that stands at the end of a UTC ``day``: what happened on it has happened."""

    day: date

    def now(self) -> datetime:
        """Return the last moment of the day."""
        return datetime.combine(self.day, time.max, UTC)
