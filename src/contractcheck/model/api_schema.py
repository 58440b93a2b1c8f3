"""What a schema of an API description says of a value, with all its parts taken together.

``$ref`` is followed, ``allOf`` is all of them, ``oneOf`` and ``anyOf`` are one of several: a field is
required where each of these requires it, and may be what any of these lets it be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.location import Location
from contractcheck.model.schema_nodes import (
    DEEPEST,
    Allowed,
    Node,
    Walk,
    any_of,
    both_of,
    enum_of,
    nodes_of,
    properties_of,
    required_of,
    types_of,
)

_FREE = "additionalProperties"


@dataclass(frozen=True, slots=True)
class ApiField:
    """A property of an object as a request or response has it."""

    name: str
    schema: Schema
    required: bool

    @property
    def at(self) -> Location:
        """Where the name stands."""
        return self.schema.key_at


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything a value must fit at once: the schemas at ``pointers``, and one of each of ``choices``.

    ``given`` are fields that are declared otherwise than by ``properties``: the parameters of a form.
    Each question raises ``UnreadableError`` at its place for what is no schema, and for references to
    nothing or out of the document.
    """

    data: Data = field(repr=False, compare=False)
    pointers: tuple[str, ...]
    choices: tuple[tuple[Schema, ...], ...] = ()
    given: tuple[ApiField, ...] = ()

    @property
    def pointer(self) -> str:
        """Where the schema begins, as a pointer."""
        if self.pointers or not self.choices:
            return self.pointers[0] if self.pointers else ""
        return self.choices[0][0].pointer

    @property
    def at(self) -> Location:
        """Where the schema begins."""
        return self.data.locate(self.pointer)

    @property
    def key_at(self) -> Location:
        """Where the name of the field with this schema stands."""
        return self.data.locate_key(self.pointer)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields the value may have, in the order they are declared."""
        return tuple(dict.fromkeys(_names(self, Walk())))

    @property
    def fields(self) -> tuple[ApiField, ...]:
        """All fields of the value."""
        required = _required(self, Walk())
        found = ((name, _field(self, name, Walk())) for name in self.names)
        return tuple(ApiField(name, one, name in required) for name, one in found if one)

    def field(self, name: str) -> ApiField | None:
        """Return a field of the value; ``None`` where none of that name is declared."""
        found = _field(self, name, Walk())
        return ApiField(name, found, name in _required(self, Walk())) if found else None

    def at_path(self, path: str) -> ApiField | None:
        """Return the field at ``metadata.attributes`` or ``data[].id``; lists are looked into unasked."""
        schema: Schema | None = self
        found: ApiField | None = None
        for part in path.replace("[]", "").split("."):
            found = None
            for _ in range(DEEPEST):
                if schema is None or (found := schema.field(part)):
                    break
                schema = schema.items
            if found is None:
                return None
            schema = found.schema
        return found

    @property
    def items(self) -> Schema | None:
        """The schema of the elements of a list."""
        return _below(self, "items", Walk())

    @property
    def others(self) -> Schema | None:
        """The schema of members without a name of their own (``additionalProperties``)."""
        return _below(self, _FREE, Walk())

    @property
    def is_closed(self) -> bool:
        """Whether a field that is not declared is refused."""
        return _is_closed(self, Walk())

    @property
    def is_free(self) -> bool:
        """Whether fields that are not declared are allowed on purpose, and not because nothing is said."""
        return _is_free(self, Walk())

    @property
    def types(self) -> frozenset[str] | None:
        """The JSON types the value may have; ``None`` for any."""
        found = _allowed(self, types_of, Walk())
        return None if found is None else frozenset(found)

    @property
    def enum(self) -> tuple[JsonValue, ...] | None:
        """The values that are allowed, in order; ``None`` where they are not listed."""
        found = _allowed(self, enum_of, Walk())
        return None if found is None else tuple(json.loads(text) for text in found)

    @property
    def nullable(self) -> bool:
        """Whether ``null`` is allowed by name, and not because anything is."""
        return "null" in (self.types or ())

    @property
    def default(self) -> tuple[JsonValue, ...]:
        """The default, alone; nothing where there is none."""
        return tuple(value for value, _ in self.said("default"))[:1]

    @property
    def format(self) -> str:
        """The ``format``; empty without one."""
        return next((str(value) for value, _ in self.said("format")), "")

    @property
    def read_only(self) -> bool:
        """Whether the server alone sets it: it is no part of a request."""
        return any(value is True for value, _ in self.said("readOnly"))

    @property
    def write_only(self) -> bool:
        """Whether it is no part of a response."""
        return any(value is True for value, _ in self.said("writeOnly"))

    def place_of(self, *keys: str) -> Location:
        """Return where the first of these words stands in it; where it would, if it has none."""
        for key in keys:
            for _, pointer in self.said(key):
                return self.data.locate_key(pointer)
        return self.data.locate_key(self.target or self.pointer)

    @property
    def written_at(self) -> frozenset[str]:
        """The pointers of the schemas that are taken together here, references followed."""
        nodes, _ = nodes_of(self.data, self.pointers, Walk())
        return frozenset(node.pointer for node in nodes)

    @property
    def target(self) -> str:
        """The pointer of the schema that a chain of references leads to: the named one, or its own."""
        nodes, _ = nodes_of(self.data, self.pointers, Walk())
        held = (node.pointer for node in nodes if node.value and "$ref" not in node.value)
        return next(held, "")

    def said(self, key: str) -> Iterator[tuple[JsonValue, str]]:
        """Yield what the parts say under a word, each with its pointer; those that all hold first."""
        yield from _said(self, key, Walk())


def _parts(schema: Schema, walk: Walk) -> tuple[list[Node], list[tuple[Schema, ...]]]:
    """Return the objects that all hold, and the choices among others."""
    nodes, groups = nodes_of(schema.data, schema.pointers, walk)
    found = [tuple(Schema(schema.data, (one,)) for one in group) for group in groups]
    return nodes, [*schema.choices, *found]


def _each(schema: Schema, group: Iterable[Schema], walk: Walk) -> Iterator[Schema]:
    """Yield the alternatives of a choice to look into."""
    for one in group:
        with walk.enter(schema.data, one.pointers) as is_new:
            if is_new:
                yield one


def _names(schema: Schema, walk: Walk) -> Iterator[str]:
    yield from (one.name for one in schema.given)
    nodes, groups = _parts(schema, walk)
    for node in nodes:
        yield from properties_of(schema.data, node)
    for one in chain.from_iterable(_each(schema, group, walk) for group in groups):
        yield from _names(one, walk)


def _field(schema: Schema, name: str, walk: Walk) -> Schema | None:
    given = next((one.schema for one in schema.given if one.name == name), None)
    if given:
        return given
    nodes, groups = _parts(schema, walk)
    found = (node for node in nodes if name in properties_of(schema.data, node))
    pointers = tuple(child(child(node.pointer, "properties"), name) for node in found)
    return _joined(schema, pointers, groups, lambda one: _field(one, name, walk), walk)


def _below(schema: Schema, key: str, walk: Walk) -> Schema | None:
    nodes, groups = _parts(schema, walk)
    found = (node for node in nodes if isinstance(node.value.get(key), dict))
    pointers = tuple(child(node.pointer, key) for node in found)
    return _joined(schema, pointers, groups, lambda one: _below(one, key, walk), walk)


def _joined(
    schema: Schema,
    pointers: tuple[str, ...],
    groups: Iterable[tuple[Schema, ...]],
    look: Callable[[Schema], Schema | None],
    walk: Walk,
) -> Schema | None:
    """Return what all parts say of something below: alternatives that say nothing of it are left out."""
    each = ([look(one) for one in _each(schema, group, walk)] for group in groups)
    said = (tuple(dict.fromkeys(one for one in group if one)) for group in each)
    choices = tuple(group for group in said if group)
    return Schema(schema.data, pointers, choices) if pointers or choices else None


def _required(schema: Schema, walk: Walk) -> frozenset[str]:
    found = {one.name for one in schema.given if one.required}
    nodes, groups = _parts(schema, walk)
    found |= set().union(*(required_of(schema.data, node) for node in nodes))
    for group in groups:
        named = (one for one in _each(schema, group, walk) if not _is_null(one))
        each = [_required(one, walk) for one in named]
        if each:
            found |= frozenset.intersection(*each)
    return frozenset(found)


def _is_null(schema: Schema) -> bool:
    return schema.types == frozenset({"null"})


def _is_closed(schema: Schema, walk: Walk) -> bool:
    nodes, groups = _parts(schema, walk)
    keys = (_FREE, "unevaluatedProperties")
    if any(node.value.get(key) is False for node in nodes for key in keys):
        return True
    each = ([_is_closed(one, walk) for one in _each(schema, group, walk)] for group in groups)
    return any(closed and all(closed) for closed in each)


def _is_free(schema: Schema, walk: Walk) -> bool:
    nodes, groups = _parts(schema, walk)
    if any(node.value.get(_FREE, False) is not False for node in nodes):
        return True
    if any("patternProperties" in node.value for node in nodes):
        return True
    named = [name for node in nodes for name in properties_of(schema.data, node)]
    return any(
        _is_free(one, walk) or (not named and _says_nothing(one))
        for group in groups
        for one in _each(schema, group, walk)
    )


def _says_nothing(schema: Schema) -> bool:
    """Say whether an alternative takes an object with any fields, as it declares none."""
    return "object" in (schema.types or {"object"}) and not schema.names and not schema.is_closed


def _said(schema: Schema, key: str, walk: Walk) -> Iterator[tuple[JsonValue, str]]:
    nodes, groups = _parts(schema, walk)
    for node in nodes:
        if key in node.value:
            yield node.value[key], child(node.pointer, key)
    for one in chain.from_iterable(_each(schema, group, walk) for group in groups):
        yield from _said(one, key, walk)


def _allowed(schema: Schema, read: Callable[[Node], Allowed], walk: Walk) -> Allowed:
    nodes, groups = _parts(schema, walk)
    found: Allowed = None
    for node in nodes:
        found = both_of(found, read(node))
    for group in groups:
        each = [_allowed(one, read, walk) for one in _each(schema, group, walk)]
        found = both_of(found, any_of(each)) if each else found
    return found
