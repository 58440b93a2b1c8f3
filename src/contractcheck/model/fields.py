"""Walk a loaded contract field by field, each with its place; and the one grammar of places and views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Need
from contractcheck.model.contract import Reference
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.location import Location
from contractcheck.model.needs import DataNeed, MembersNeed, RegistryNeed
from contractcheck.model.place import MemberShape, Place, Shape, parse_place
from contractcheck.model.source_code import SourceNeed, SourceShape, WorkflowMembersNeed


@dataclass(frozen=True, slots=True)
class Field:
    """A value in a contract that its schema accepts, with its RFC 6901 pointer."""

    data: Data
    pointer: str
    value: JsonValue

    @property
    def at(self) -> Location:
        """Where the value stands."""
        return self.data.locate(self.pointer)

    @property
    def key_at(self) -> Location:
        """Where the key of the value stands."""
        return self.data.locate_key(self.pointer)

    @property
    def text(self) -> str:
        """The value as text; empty for none."""
        return "" if self.value is None else str(self.value)

    def get(self, key: str) -> Field:
        """Return a member; one with the value ``None`` where there is none."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Field(self.data, child(self.pointer, key), value)

    def has(self, key: str) -> bool:
        """Say whether the object has the member."""
        return isinstance(self.value, dict) and key in self.value

    def members(self) -> Iterator[tuple[str, Field]]:
        """Yield the members of an object; of a list of names, each name with an empty value."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield key, self.get(key)
        elif isinstance(self.value, list):
            for index, name in enumerate(self.value):
                yield str(name), Field(self.data, child(self.pointer, index), None)

    def each(self) -> Iterator[Field]:
        """Yield the elements of a list; a value that is no list is its own only element."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Field(self.data, child(self.pointer, index), value)
        elif self.value is not None:
            yield self

    def texts(self) -> tuple[str, ...]:
        """Return one text or a list of texts as a tuple."""
        return tuple(field.text for field in self.each())


def everywhere(root: Field) -> tuple[Place, ...]:
    """Return where the tree-wide truths of a contract are looked for: its ``within``, else all documents."""
    return tuple(Place(pattern) for pattern in root.get("within").texts()) or (Place("**"),)


def read_spelling(field: Field) -> tuple[bool, bool]:
    """Return whether near misses are looked for, and whether those in case, hyphen or space alone too.

    A run over public projects found slips of a letter to be faults, and most other writings to be meant.
    """
    return field.value is not False, field.value is True


def read_place(field: Field) -> Place:
    """Return the place a string or an object with ``at`` names."""
    if not isinstance(field.value, dict):
        documents, section = parse_place(field.text)
        return Place(documents, section)
    documents, section = parse_place(field.get("at").text)
    shape = Shape(field.get("as").text or Shape.AUTO.value)
    if field.has("column") and shape is Shape.AUTO:
        shape = Shape.TABLE_COLUMN
    if field.has("markers") and shape is Shape.AUTO:
        shape = Shape.MARKERS
    return Place(
        documents,
        section,
        shape,
        column=field.get("column").text,
        select=field.get("select").text,
        markers=field.get("markers").text,
    )


_DATA_FILES = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class View:
    """One place where a set shows: what is looked at, how it must relate to the set, of which profile."""

    name: str
    need: Need
    bound: Bound
    profile: str
    at: Location


def read_view(field: Field, of: MemberShape, known: tuple[str, ...]) -> View:
    """Return the view a place, a ``registry`` or a ``file`` entry describes."""
    need: Need
    if field.has("registry"):
        api, _, path = field.get("registry").text.partition(" ")
        listed = field.get("if_listed").value is True
        need = RegistryNeed(api, path.strip(), field.get("select").text, if_listed=listed)
    elif field.has("source"):
        shape = SourceShape(field.get("as").text or SourceShape.AUTO.value)
        need = SourceNeed(field.get("source").text, field.get("of").text, shape)
    elif field.has("workflow"):
        need = WorkflowMembersNeed(field.get("workflow").text, field.get("of").text)
    elif field.has("file"):
        need = DataNeed(field.get("file").text, field.get("select").text or "$")
    else:
        place = read_place(field)
        is_data = place.shape is Shape.DATA or place.documents.endswith(_DATA_FILES)
        need = (
            DataNeed(place.documents, place.select or "$")
            if is_data
            else MembersNeed(place, of, known)
        )
    bound = Bound(field.get("shows").text or Bound.EXACTLY.value)
    return View(view_name(field), need, bound, field.get("profile").text, field.at)


def registries_named(field: Field) -> Iterator[Reference]:
    """Yield the API of every registry view below a field, wherever its kind lets a view stand."""
    if field.has("registry") and field.has("select"):
        yield Reference(
            "api", field.get("registry").text.partition(" ")[0], field.get("registry").at
        )
        return
    below = (one for _, one in field.members()) if isinstance(field.value, dict) else field.each()
    if isinstance(field.value, dict | list):
        for one in below:
            yield from registries_named(one)


def view_name(field: Field) -> str:
    """Return the readable name of a view: its ``id``, else what it looks at."""
    if field.get("id").text:
        return field.get("id").text
    if field.has("registry"):
        return field.get("registry").text.replace(" ", "")
    if field.has("file"):
        return field.get("file").text
    for key in ("source", "workflow"):
        if field.has(key):
            return slug(f"{field.get(key).text}#{field.get('of').text}")
    return str(read_place(field))


def slug(text: str) -> str:
    """Return a text as a part of a clause id: spaces become hyphens."""
    return "-".join(text.split())
