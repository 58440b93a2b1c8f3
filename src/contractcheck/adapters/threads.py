"""Threads that wait for the network while the run goes on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

_Result = TypeVar("_Result")


class Threads:
    """``ports.Workers`` of up to ``most`` threads, each begun when there is work for it."""

    def __init__(self, most: int) -> None:
        """Begin none yet."""
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="contractcheck-ask")

    def __enter__(self) -> Self:
        """Return the workers themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop what was not begun, and wait for the rest."""
        self._pool.shutdown(cancel_futures=True)

    def start(self, work: Callable[[], _Result]) -> Callable[[], _Result]:
        """Begin a piece of work; what is returned waits for its result."""
        return self._pool.submit(work).result
