"""Ages in whole days, as contracts and configuration write them: ``7d``, ``2w``."""

from __future__ import annotations

import re
from datetime import date, timedelta

_AGE = re.compile(r"([1-9]\d{0,4})([dw])", re.ASCII)
_DAYS = {"d": 1, "w": 7}


def parse_age(text: str) -> int | None:
    """Return the whole days of an age such as ``7d`` or ``2w``; ``None`` for what is none."""
    found = _AGE.fullmatch(text)
    return int(found[1]) * _DAYS[found[2]] if found else None


def last_day(since: date, days: int) -> date:
    """Return the last day on which what was seen on a day is no older than that many days."""
    try:
        return since + timedelta(days=days)
    except OverflowError:
        return date.max
