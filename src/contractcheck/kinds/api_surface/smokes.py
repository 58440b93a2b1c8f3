"""``smokes``: what a server takes and keeps, each a truth of its own."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field
from contractcheck.model.smoke_fields import read_smoke, references_of_smoke


def smokes(contract: Contract, root: Field) -> Iterator[Clause]:
    """Yield a clause for each smoke."""
    for name, field in root.get("smokes").members():
        smoke = read_smoke(field, contract, root.get("api").text)
        yield Clause(
            id=f"{contract.id}/smokes/{name}",
            kind=contract.kind,
            says=smoke.says,
            at=field.key_at,
            argument=smoke.argument,
            needs=smoke.needs,
            formerly=contract.formerly,
            owner=contract.owner,
        )


def references_of_smokes(root: Field) -> Iterator[Reference]:
    """Yield what smokes name."""
    for _, field in root.get("smokes").members():
        yield from references_of_smoke(field, root.get("api").text)
