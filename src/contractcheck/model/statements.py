"""Statements that must be made somewhere, affirmed or denied."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class StatementSaid(Argument):
    """A place says this: affirmed, or ``denied`` by its sentence, lead-in, label, column or heading.

    ``declared`` is where the text stands in the contract.
    """

    text: str
    denied: bool = False
    declared: Location | None = None
