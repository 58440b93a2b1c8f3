"""Why a request ends without an answer, and how long it may take; values inside this adapter."""

from __future__ import annotations

import time
from dataclasses import dataclass

from contractcheck.model.evidence import GapReason


class RefusedError(Exception):
    """A request that ends as a gap; its words go into reports and never quote what was sent.

    ``unsent`` says that no connection came about: nobody can have read the request.
    """

    def __init__(self, reason: GapReason, detail: str, *, unsent: bool = False) -> None:
        """Keep both for the gap."""
        self.reason = reason
        self.detail = detail
        self.unsent = unsent
        super().__init__(detail)


class StaleError(Exception):
    """A kept connection turned out to be closed by the other side before any answer came."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a whole request, redirects included, has to be over."""

    moment: float
    words: str

    def left(self, at_most: float | None = None) -> float:
        """Return the seconds left, ``at_most`` so many; raise where there are none."""
        left = self.moment - time.monotonic()
        if left <= 0:
            raise RefusedError(GapReason.TIMED_OUT, self.words)
        return left if at_most is None else min(left, at_most)

    def allows(self, seconds: float) -> bool:
        """Say whether a wait of so many seconds ends before it."""
        return time.monotonic() + seconds < self.moment
