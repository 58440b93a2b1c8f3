"""A manifest contract, read once, and how its parts make clauses of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.arguments import Bound
from contractcheck.model.attributes import (
    Attribute,
    AttributesAre,
    AttributesFileNeed,
    AttributesNeed,
    AttributesRegistryNeed,
)
from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.declared_members import live_members
from contractcheck.model.fields import Field, read_place, view_name
from contractcheck.model.finding import Finding
from contractcheck.model.place import Shape
from contractcheck.model.read_contract import ReadContract

_PLANNED = "planned"
BOUNDS = {"exactly": Bound.EXACTLY, "at_least": Bound.AT_LEAST}
_DATA_FILES = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Manifest(ReadContract):
    """A contract of this kind with the fields of its document."""

    def views(self, field: Field) -> Iterator[tuple[str, Field]]:
        """Yield the views of a part by name; what is planned is in no registry yet."""
        planned = self.root.get("status").text == _PLANNED
        for view in field.get("views").each():
            if not (planned and view.has("registry")):
                yield view_name(view), view

    def words(self, name: str) -> tuple[str, ...] | None:
        """Return the words of a vocabulary of this manifest; ``None`` where it cannot be known."""
        field = self.root.get("vocabulary").get(name)
        if field.has("exactly"):
            return field.get("exactly").texts()
        peer = self.contract.peer(field.get("members_of").text)
        return live_members(peer) if peer else None

    def vocabulary_named(self, field: Field) -> Iterator[Reference]:
        """Yield the vocabulary that a ``types`` names."""
        if field.text:
            names = tuple(name for name, _ in self.root.get("vocabulary").members())
            yield Reference("vocabulary", field.text, field.at, names)

    def described(
        self, path: str, says: str, field: Field, attributes: tuple[Attribute, ...]
    ) -> Iterator[Clause]:
        """Yield a clause for each view of a thing with attributes."""
        labels = tuple(dict.fromkeys(label for one in attributes for label in one.labels))
        for name, view in self.views(field):
            need = _attributes_need(view, labels)
            partial = view.get("shows").text == Bound.AT_MOST.value
            yield self.clause(
                f"{path}/views/{name}",
                f"{need.describe()} shows {says}",
                view,
                AttributesAre(attributes, partial),
                (need,),
                group=f"{path}/views",
            )

    def fault(self, path: str, what: str, field: Field, subject: str, message: str) -> Finding:
        """Return the finding that the contract itself is wrong at a field."""
        clause = self.clause(path, "the contract itself", field, Argument())
        return drift(clause, what, subject=subject, message=message, places=[field.at])


def read_manifest(contract: Contract) -> Manifest:
    """Return the contract as the parts of the kind read it."""
    return Manifest(contract, Field(contract.data, "", contract.data.value))


def read_attribute(name: str, field: Field, others: tuple[str, ...] = ()) -> Attribute:
    """Return an attribute; what it is may be one text, several writings, or a mapping that says more."""
    if isinstance(field.value, dict):
        writings = field.get("is").texts()
        return Attribute(name, writings, field.get("called").texts(), others, field.at)
    return Attribute(name, field.texts(), (), others, field.at)


def _attributes_need(view: Field, labels: tuple[str, ...]) -> Need:
    if view.has("registry"):
        api, path = registry_of(view)
        return AttributesRegistryNeed(api, path, view.get("select").text)
    file = file_of(view)
    if file:
        return AttributesFileNeed(file, view.get("select").text or "$")
    return AttributesNeed(read_place(view), labels)


def registry_of(view: Field) -> tuple[str, str]:
    """Return API and path of a view of a registry."""
    api, _, path = view.get("registry").text.partition(" ")
    return api, path.strip()


def file_of(view: Field) -> str:
    """Return the data file that a view looks at; empty for a document."""
    if view.has("file"):
        return view.get("file").text
    place = read_place(view)
    is_data = place.shape is Shape.DATA or place.documents.endswith(_DATA_FILES)
    return place.documents if is_data else ""
