"""Answers kept for the run: a question is asked once, also when several ask it at the same moment."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from contractcheck.model.evidence import Gap
from contractcheck.ports import Request, Response

_Answer = Response | Gap
_BESIDE_BODY = 2_000
"""About what an answer takes beside its body."""


@dataclass(slots=True)
class _Asking:
    """A question that somebody asks right now."""

    over: threading.Event = field(default_factory=threading.Event)
    answer: _Answer | None = None


class Answers:
    """The answers used last, up to ``most`` bytes; one that had to go is asked for again."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet."""
        self._most = most
        self._held: OrderedDict[Request, _Answer] = OrderedDict()
        self._bytes = 0
        self._asking: dict[Request, _Asking] = {}
        self._lock = threading.Lock()

    def get(self, question: Request, ask: Callable[[Request], _Answer]) -> _Answer:
        """Return the answer that is kept or on its way; ask where there is none."""
        while True:
            with self._lock:
                if question in self._held:
                    self._held.move_to_end(question)
                    return self._held[question]
                other = self._asking.get(question)
                if other is None:
                    mine = self._asking[question] = _Asking()
                    break
            other.over.wait()
            if other.answer is not None:
                return other.answer
        try:
            mine.answer = ask(question)
            self._keep(question, mine.answer)
            return mine.answer
        finally:
            with self._lock:
                del self._asking[question]
            mine.over.set()

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._held.clear()
            self._bytes = 0

    def _keep(self, question: Request, answer: _Answer) -> None:
        with self._lock:
            self._held[question] = answer
            self._bytes += _size(answer)
            while self._bytes > self._most and len(self._held) > 1:
                _, gone = self._held.popitem(last=False)
                self._bytes -= _size(gone)


def _size(answer: _Answer) -> int:
    return _BESIDE_BODY + (len(answer.body) if isinstance(answer, Response) else 0)
