"""``capability-manifest``: what something is, which words it may use, and what it brings along.

The kind is made of parts, one for each key of the contract; this module only chains them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from contractcheck.kinds.capability_manifest import (
    events,
    identity,
    scopes,
    vocabulary,
    widgets,
)
from contractcheck.kinds.capability_manifest.manifest import Manifest, read_manifest
from contractcheck.kinds.capability_manifest.rules import RULES
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import registries_named
from contractcheck.model.finding import Finding

__all__ = ["RULES", "compile", "lint", "references"]


class Part(Protocol):
    """A module of this kind: what it makes of a contract, and what contradicts itself in it."""

    def clauses(self, manifest: Manifest) -> Iterable[Clause]:
        """Yield the clauses of this part."""

    def contradictions(self, manifest: Manifest) -> Iterable[Finding]:
        """Yield what cannot hold together."""

    def references(self, manifest: Manifest) -> Iterable[Reference]:
        """Yield the names that must resolve."""


PARTS: Sequence[Part] = (identity, vocabulary, scopes, widgets, events)


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of every part, in the order of the parts."""
    manifest = read_manifest(contract)
    for part in PARTS:
        yield from part.clauses(manifest)


def lint(contract: Contract, _peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield what contradicts itself in any part."""
    manifest = read_manifest(contract)
    for part in PARTS:
        yield from part.contradictions(manifest)


def references(contract: Contract) -> Iterator[Reference]:
    """Yield the APIs that are asked, the vocabularies, and those that types are taken from."""
    manifest = read_manifest(contract)
    yield from registries_named(manifest.root)
    for part in PARTS:
        yield from part.references(manifest)
