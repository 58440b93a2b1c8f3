"""The grammar of a ``document-structure`` contract: its places, and the clause they begin from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field, read_place
from contractcheck.model.place import Place


@dataclass(frozen=True, slots=True)
class Structure:
    """A contract with what all of its parts need."""

    contract: Contract
    root: Field

    @property
    def documents(self) -> str:
        """The document or glob of documents the contract is about."""
        return self.root.get("documents").text

    @property
    def base(self) -> str:
        """The folder that paths in the documents are counted from; empty for the root of the tree."""
        return self.root.get("base").text.strip("/").removeprefix("./").removesuffix(".")

    def place(self, field: Field) -> Place:
        """Return the place of a part: its ``at``; ``#Heading`` is in the contract's documents."""
        if field.value is None:
            return Place(self.documents)
        place = read_place(field)
        return place if place.documents else replace(place, documents=self.documents)

    def entries(self, key: str) -> Iterator[tuple[str, Field]]:
        """Yield the named entries of a part."""
        yield from self.root.get(key).members()

    def clause(
        self, name: str, says: str, field: Field, argument: Argument, *needs: Need, group: str = ""
    ) -> Clause:
        """Return a clause of the contract, located at the key of a field."""
        contract = self.contract
        return Clause(
            f"{contract.id}/{name}",
            contract.kind,
            says,
            field.key_at,
            argument,
            needs,
            group=f"{contract.id}/{group}" if group else "",
            owner=contract.owner,
            formerly=contract.formerly,
        )


def read(contract: Contract) -> Structure:
    """Return the contract as its parts read it."""
    return Structure(contract, Field(contract.data, "", contract.data.value))
