"""Identity: what the thing is called and where it belongs, equal in every view."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.capability_manifest.manifest import Manifest, read_attribute
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Reference
from contractcheck.model.finding import Finding


def clauses(manifest: Manifest) -> Iterator[Clause]:
    """Yield a clause for each view of the identity."""
    field = manifest.root.get("identity")
    attributes = tuple(read_attribute(*one) for one in field.get("values").members())
    says = ", ".join(f"{one.name} {one.writings[0]}" for one in attributes if one.writings)
    yield from manifest.described("identity", says, field, attributes)


def contradictions(_manifest: Manifest) -> Iterator[Finding]:
    """Yield nothing: values of an identity do not exclude each other."""
    yield from ()


def references(_manifest: Manifest) -> Iterator[Reference]:
    """Yield nothing: an identity names nothing that is declared elsewhere."""
    yield from ()
