"""A closed set of outcomes that sentences may speak of: another one is named nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.place import Place


@dataclass(frozen=True, slots=True)
class OutcomesClosed(Argument):
    """No sentence names another outcome where it speaks of outcomes in one of the ways of ``called``.

    Lists at one of ``views`` are judged there; ``beside`` are names of the same shape that are none.
    """

    outcomes: tuple[str, ...]
    called: tuple[str, ...]
    views: tuple[Place, ...] = ()
    beside: tuple[str, ...] = ()
    noun: str = "outcome"
