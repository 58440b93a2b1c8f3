"""When a server asks to be asked again: the header ``Retry-After`` as RFC 9110 writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """So many ``seconds`` after the answer, or a ``moment`` in UTC."""

    seconds: int = 0
    moment: datetime | None = None

    def wait(self, now: datetime) -> float:
        """Return the seconds to wait from ``now``."""
        if self.moment is None:
            return float(self.seconds)
        return max(0.0, (self.moment - now).total_seconds())

    def __str__(self) -> str:
        """Say it in words of our own, whatever the server wrote."""
        if self.moment is None:
            return f"after {self.seconds} second{'' if self.seconds == 1 else 's'}"
        return f"after {self.moment:%Y-%m-%d %H:%M:%S} UTC"


def retry_after(headers: Mapping[str, str]) -> RetryAfter | None:
    """Return what the header says; nothing where it is not there or cannot be read."""
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return RetryAfter(int(text))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return RetryAfter(moment=zoned.astimezone(UTC))
    except OverflowError:
        return None
