"""A lifecycle contract, read once, and how its parts make clauses of it."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Need
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field, read_view
from contractcheck.model.finding import Finding
from contractcheck.model.place import MemberShape
from contractcheck.model.read_contract import ReadContract


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A set of names: declared in the contract, or brought by the place that owns them."""

    names: tuple[str, ...]
    field: Field
    owner: Need | None = None

    @property
    def known(self) -> bool:
        """Whether the contract has this set at all."""
        return bool(self.names) or self.owner is not None

    @property
    def needs(self) -> tuple[Need, ...]:
        """What has to be looked at to know the names."""
        return (self.owner,) if self.owner else ()


@dataclass(frozen=True, slots=True)
class Lifecycle(ReadContract):
    """A contract of this kind with the fields of its document."""

    def names(self, key: str) -> NamedSet:
        """Return the set below a key: a list, or a mapping with ``names`` or ``from``."""
        field = self.root.get(key)
        if not isinstance(field.value, dict):
            return NamedSet(field.texts(), field)
        owner = field.get("from")
        if owner.value is None:
            return NamedSet(field.get("names").texts(), field)
        return NamedSet((), field, read_view(owner, MemberShape.IDENTIFIER, ()).need)

    def fault(self, path: str, what: str, field: Field, subject: str, message: str) -> Finding:
        """Return the finding that the contract itself is wrong at a field."""
        clause = self.clause(path, "the contract itself", field, Argument())
        return drift(clause, what, subject=subject, message=message, places=[field.key_at])


def read_lifecycle(contract: Contract) -> Lifecycle:
    """Return the contract as the parts of the kind read it."""
    return Lifecycle(contract, Field(contract.data, "", contract.data.value))
