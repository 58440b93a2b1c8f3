"""``boundaries``: who owns what, in which order, under which name, and what is never claimed.

The kind is made of parts, one for each key of the contract; this module only chains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from contractcheck.kinds.boundaries import (
    apart,
    authority,
    claims,
    labels,
    parties,
    records,
    sequences,
    sets,
    statements,
    values,
)
from contractcheck.kinds.boundaries.contract import Boundaries, read_boundaries
from contractcheck.kinds.boundaries.rules import RULES
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import registries_named
from contractcheck.model.finding import Finding

__all__ = ["RULES", "compile", "lint", "references"]


class Part(Protocol):
    """A module of this kind: what it makes of a contract, and what contradicts itself in it."""

    def clauses(self, boundaries: Boundaries) -> Iterable[Clause]:
        """Yield the clauses of this part."""

    def contradictions(self, boundaries: Boundaries) -> Iterable[Finding]:
        """Yield what cannot hold together."""


PARTS: Sequence[Part] = (
    parties,
    sets,
    labels,
    sequences,
    records,
    values,
    apart,
    statements,
    claims,
    authority,
)


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of every part, in the order of the parts."""
    boundaries = read_boundaries(contract)
    for part in PARTS:
        yield from part.clauses(boundaries)


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield what contradicts itself in any part."""
    boundaries = read_boundaries(contract)
    for part in PARTS:
        yield from part.contradictions(boundaries)


def references(contract: Contract) -> Iterator[Reference]:
    """Yield the APIs whose registries are views, the sets that others exclude, and columns."""
    boundaries = read_boundaries(contract)
    root = boundaries.root
    yield from registries_named(root)
    sets = dict(root.get("sets").members())
    for field in sets.values():
        for other in field.get("disjoint_from").each():
            if other.text not in sets:
                yield Reference("set", other.text, other.at, tuple(sorted(sets)))
    yield from records.references(boundaries)
