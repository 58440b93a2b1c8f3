"""A contract with its fields, as the parts of a kind take it, and how they make clauses of it."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field, everywhere
from contractcheck.model.place import Place


@dataclass(frozen=True, slots=True)
class ReadContract:
    """Base of what a kind reads a contract into; every part of the kind takes one."""

    contract: Contract
    root: Field

    @property
    def everywhere(self) -> tuple[Place, ...]:
        """Where tree-wide truths are looked for."""
        return everywhere(self.root)

    def clause(  # noqa: PLR0913 - the parts of a clause, most of them by name
        self,
        path: str,
        says: str,
        field: Field,
        argument: Argument,
        needs: tuple[Need, ...] = (),
        *,
        group: str = "",
    ) -> Clause:
        """Return a clause of this contract; ``field`` is what the contract says, ``path`` its id's end."""
        contract = self.contract
        return Clause(
            f"{contract.id}/{path}",
            contract.kind,
            says,
            field.key_at,
            argument,
            needs,
            f"{contract.id}/{group}" if group else "",
            owner=contract.owner,
            formerly=contract.formerly,
        )
