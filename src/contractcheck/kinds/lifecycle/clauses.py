"""``lifecycle``: states, transitions and outcomes, and samples that keep to them.

The kind is made of parts, one for the keys that belong together; this module only chains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from contractcheck.kinds.lifecycle import claims, samples, sets, transitions
from contractcheck.kinds.lifecycle.contract import Lifecycle, read_lifecycle
from contractcheck.kinds.lifecycle.rules import RULES
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import read_view
from contractcheck.model.finding import Finding
from contractcheck.model.needs import RegistryNeed
from contractcheck.model.place import MemberShape

__all__ = ["RULES", "compile", "lint", "references"]


class Part(Protocol):
    """A module of this kind: what it makes of a contract, and what contradicts itself in it."""

    def clauses(self, lifecycle: Lifecycle) -> Iterable[Clause]:
        """Yield the clauses of this part."""

    def contradictions(self, lifecycle: Lifecycle) -> Iterable[Finding]:
        """Yield what cannot hold together."""


PARTS: Sequence[Part] = (sets, transitions, samples, claims)


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of every part, in the order of the parts."""
    lifecycle = read_lifecycle(contract)
    for part in PARTS:
        yield from part.clauses(lifecycle)


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield what contradicts itself in any part."""
    lifecycle = read_lifecycle(contract)
    for part in PARTS:
        yield from part.contradictions(lifecycle)


def references(contract: Contract) -> Iterable[Reference]:
    """Yield the APIs whose registries own or show a set, and profiles, which a lifecycle does not have."""
    lifecycle = read_lifecycle(contract)
    for field in sets.looked_at(lifecycle):
        view = read_view(field, MemberShape.IDENTIFIER, ())
        if isinstance(view.need, RegistryNeed):
            yield Reference("api", view.need.api, field.at)
        if view.profile:
            yield Reference("profile", view.profile, field.get("profile").at)
