"""How fast one host is asked: so many requests at once, so many a second, none while it asks for rest."""

from __future__ import annotations

import threading
import time

from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.model.evidence import GapReason


class Pace:
    """The turns of one origin; a request holds a turn while it is on the wire, not while it waits."""

    def __init__(self, at_once: int, per_second: float | None = None) -> None:
        """Keep the limits; without ``per_second`` only ``at_once`` counts."""
        self._free = at_once
        self._between = 1 / per_second if per_second else 0.0
        self._not_before = 0.0
        self._turn = threading.Condition()
        self._closed = False
        self.refusal: RefusedError | None = None
        """Why this origin is not asked again in this run; set once and for all requests alike."""

    def enter(self, deadline: Deadline) -> None:
        """Wait for a turn; raise ``RefusedError`` where none comes before the deadline."""
        with self._turn:
            while True:
                if self._closed:
                    raise RefusedError(GapReason.NOT_LOOKED, "the run was ended")
                if self.refusal:
                    raise RefusedError(self.refusal.reason, self.refusal.detail)
                early = self._not_before - time.monotonic()
                if self._free and early <= 0:
                    break
                self._turn.wait(deadline.left(early if self._free else None))
            self._free -= 1
            if self._between:
                self._not_before = time.monotonic() + self._between

    def leave(self) -> None:
        """Give the turn to the next."""
        with self._turn:
            self._free += 1
            self._turn.notify_all()

    def rest(self, seconds: float) -> None:
        """Ask nothing of this origin for so long."""
        with self._turn:
            self._not_before = max(self._not_before, time.monotonic() + seconds)

    def give_up(self, refusal: RefusedError) -> RefusedError:
        """Ask this origin nothing more in this run; return the first reason there was for that."""
        with self._turn:
            self.refusal = self.refusal or refusal
            self._turn.notify_all()
            return self.refusal

    def wait(self, seconds: float) -> None:
        """Do nothing for so long, unless the run ends before."""
        until = time.monotonic() + seconds
        with self._turn:
            while not self._closed and (left := until - time.monotonic()) > 0:
                self._turn.wait(left)

    def close(self) -> None:
        """End all waiting."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
