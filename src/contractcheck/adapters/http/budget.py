"""What all requests of a run may take together."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from contractcheck.adapters.http.refusal import Deadline


class Budget:
    """Seconds that pass only while somebody asks, however many ask at once.

    Used as a context by each request for as long as it is under way.
    """

    def __init__(self, seconds: float) -> None:
        """Keep the seconds."""
        self._words = f"the run's {seconds:g} seconds for requests are spent"
        self._left = seconds
        self._asking = 0
        self._began = 0.0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        """Let time pass."""
        with self._lock:
            if not self._asking:
                self._began = time.monotonic()
            self._asking += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the time where nobody else asks."""
        with self._lock:
            self._asking -= 1
            if not self._asking:
                self._left -= time.monotonic() - self._began

    def deadline(self) -> Deadline:
        """Return when it is spent, if somebody goes on asking."""
        with self._lock:
            return Deadline(self._began + self._left, self._words)

    def deadline_within(self, seconds: float) -> Deadline:
        """Return the same, or the end of ``seconds`` from now where that comes first."""
        whole = self.deadline()
        soon = time.monotonic() + seconds
        if whole.moment <= soon:
            return whole
        return Deadline(soon, f"no complete answer within {seconds:g} seconds")
