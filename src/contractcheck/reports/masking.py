"""A report of which no text holds a secret: masked once, before any format sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from contractcheck.model.report import Report

_T = TypeVar("_T")


def masked(report: Report, mask: Callable[[str], str]) -> Report:
    """Return the report with every text of it masked, wherever it stands."""
    return _masked(report, lru_cache(maxsize=None)(mask))


def _masked(value: _T, mask: Callable[[str], str]) -> _T:
    if isinstance(value, str):
        return mask(value) if type(value) is str else value  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_masked(one, mask) for one in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        held: Any = value
        changed: dict[str, Any] = {}
        for one in fields(held):
            before = getattr(held, one.name)
            after = _masked(before, mask)
            if after != before:
                changed[one.name] = after
        return replace(held, **changed) if changed else value
    return value
