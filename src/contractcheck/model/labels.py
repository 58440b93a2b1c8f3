"""Labels that stand exactly as written at their places, and the pairs some of them are made of."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument


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
    """What stands beside the first part of a pair is its partner and no other one."""

    pairs: tuple[tuple[str, str], ...]
