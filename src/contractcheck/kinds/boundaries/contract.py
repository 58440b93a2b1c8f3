"""A boundaries contract, read once, and how its parts make clauses of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract
from contractcheck.model.data import Data
from contractcheck.model.fields import Field, everywhere, read_place
from contractcheck.model.finding import Finding
from contractcheck.model.place import Place


@dataclass(frozen=True, slots=True)
class Boundaries:
    """A contract with the fields of its document; every part of the kind takes one."""

    contract: Contract
    root: Field

    @property
    def everywhere(self) -> tuple[Place, ...]:
        """Where tree-wide truths are looked for."""
        return everywhere(self.root)

    def places(self, field: Field) -> tuple[Place, ...]:
        """Return the places of an ``at``; the home where there is none."""
        found = tuple(read_place(one) for one in field.each())
        home = self.root.get("home")
        return found or ((read_place(home),) if home.text else ())

    def named_places(self, path: str, field: Field) -> Iterator[tuple[str, Place]]:
        """Yield each place of an ``at`` with the end of its clause's id: ``path``, the place behind it if many."""
        places = self.places(field)
        for place in places:
            yield (path if len(places) == 1 else f"{path}/{place}"), place

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

    def contradiction(
        self, path: str, field: Field, subject: str, message: str
    ) -> Iterator[Finding]:
        """Yield the finding that the contract contradicts itself at a field."""
        clause = self.clause(path, "the contract itself", field, Argument())
        yield drift(
            clause, "contradiction", subject=subject, message=message, places=[field.key_at]
        )


def read_boundaries(contract: Contract) -> Boundaries:
    """Return the contract as the parts of the kind read it."""
    data: Data = contract.data
    return Boundaries(contract, Field(data, "", data.value))
