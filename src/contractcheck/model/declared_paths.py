"""Paths that documents name."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument


@dataclass(frozen=True, slots=True)
class PathsDeclared(Argument):
    """Each path a place names exists below ``base``, and so many of them match each glob.

    The first need brings the named paths, the second the paths of the tree.
    """

    base: str = ""
    at_least: tuple[tuple[str, int], ...] = ()
