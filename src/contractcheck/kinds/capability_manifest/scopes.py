"""Scopes: what the consumer of the manifest may do, equal in every view."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.capability_manifest.manifest import BOUNDS, Manifest
from contractcheck.kinds.capability_manifest.vocabulary import set_clauses
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Reference
from contractcheck.model.finding import Finding


def clauses(manifest: Manifest) -> Iterator[Clause]:
    """Yield a clause for each view of the scopes."""
    field = manifest.root.get("scopes")
    for key, bound in BOUNDS.items():
        if field.has(key):
            yield from set_clauses(
                manifest, "scopes", field, field.get(key).texts(), "scope", bound
            )


def contradictions(_manifest: Manifest) -> Iterator[Finding]:
    """Yield nothing: scopes do not exclude each other."""
    yield from ()


def references(_manifest: Manifest) -> Iterator[Reference]:
    """Yield nothing: scopes are declared here alone."""
    yield from ()
