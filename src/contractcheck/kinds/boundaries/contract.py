"""A boundaries contract, read once, and how its parts make clauses of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.case import drift
from contractcheck.model.clause import Argument
from contractcheck.model.contract import Contract
from contractcheck.model.data import Data
from contractcheck.model.fields import Field, read_place
from contractcheck.model.finding import Finding
from contractcheck.model.place import Place
from contractcheck.model.read_contract import ReadContract


@dataclass(frozen=True, slots=True)
class Boundaries(ReadContract):
    """A contract of this kind with the fields of its document."""

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
