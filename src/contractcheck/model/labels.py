"""Labels that stand exactly as written at their places, and the pairs some of them are made of."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.place import Place


@dataclass(frozen=True, slots=True)
class LabelStands(Argument):
    """A label stands at a place exactly as it is written; ``labels`` are all that may stand there.

    ``part`` is the first of the two parts it is made of: alone it is the label without its partner.
    """

    label: str
    labels: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class PairsHold(Argument):
    """What stands beside the first part of a pair is its partner and no other one.

    ``exact`` are labels made of both parts; outside ``places``, where each is judged by itself, one in
    another case is a fault too.
    """

    pairs: tuple[tuple[str, str], ...]
    exact: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
