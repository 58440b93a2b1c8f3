"""Statements that must be made somewhere, affirmed or denied."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument


@dataclass(frozen=True, slots=True)
class StatementSaid(Argument):
    """A place says this: affirmed, or ``denied`` by its sentence, lead-in, label, column or heading."""

    text: str
    denied: bool = False
