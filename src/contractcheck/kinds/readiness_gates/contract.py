"""A contract of gates, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.ages import parse_age
from contractcheck.model.contract import Contract
from contractcheck.model.evidence_grammar import Home, age_of
from contractcheck.model.fields import Field
from contractcheck.model.gates import Declared
from contractcheck.model.read_contract import ReadContract
from contractcheck.model.verdict_evidence import gate_named


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate as the contract declares it."""

    name: str
    id: str
    field: Field
    home: Home

    @property
    def declared(self) -> Declared:
        """What is declared of it."""
        return Declared(self.field.get("declared").text or Declared.WAITING.value)

    @property
    def says(self) -> str:
        """What must be so; its name where the contract says nothing else."""
        return self.field.get("says").text or self.name

    @property
    def owner(self) -> str:
        """Who answers for it, where the contract says so of this gate."""
        return self.field.get("owner").text

    @property
    def needs(self) -> Iterator[tuple[str, Field]]:
        """The full names of the gates that must be passed before, each where it is named."""
        for field in self.field.get("needs").each():
            yield gate_named(field.text, self.home.contract.id), field


@dataclass(frozen=True, slots=True)
class Gates(ReadContract):
    """A contract of this kind with its gates."""

    gates: tuple[Gate, ...]


def read_gates(contract: Contract) -> Gates:
    """Return the contract as the parts of the kind read it."""
    root = Field(contract.data, "", contract.data.value)
    return Gates(contract, root, tuple(_gates(contract, root)))


def _gates(contract: Contract, root: Field) -> Iterator[Gate]:
    age = parse_age(root.get("evidence_age").text) if root.has("evidence_age") else None
    for name, field in root.get("gates").members():
        clause = f"{contract.id}/{name}"
        home = Home(
            contract, clause, root.get("api").text, root.get("gate").text, age_of(field, age)
        )
        yield Gate(name, clause, field, home)
