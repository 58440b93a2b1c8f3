"""A function that a table names and the first call imports: a run loads only what its contracts need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Late:
    """The ``function`` of a ``module`` below this package; two that name the same are equal."""

    module: str
    function: str

    def __call__(self, *given: Any) -> Any:  # noqa: ANN401 - as the function named has it
        """Call the function."""
        return load(self)(*given)


@cache
def load(late: Late) -> Callable[..., Any]:
    """Import and return the function."""
    found: Callable[..., Any] = getattr(
        import_module(f"contractcheck.{late.module}"), late.function
    )
    return found
