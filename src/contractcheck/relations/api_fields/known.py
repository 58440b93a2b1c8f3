"""The fields and parameters an operation has, under the names that documents may list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.api_examples import Part, PartOf
from contractcheck.model.api_operation import Described
from contractcheck.model.api_schema import ApiField, Schema
from contractcheck.model.location import Location

_PARAMETERS = (Part.QUERY, Part.PATH, Part.HEADER, Part.COOKIE)


@dataclass(frozen=True, slots=True)
class Known:
    """A field or parameter, with the part of the operation it belongs to."""

    name: str
    part: Part
    required: bool
    schema: Schema
    at: Location

    @property
    def set_by_server(self) -> bool:
        """Whether a client may not send it."""
        return self.part is Part.REQUEST and self.schema.read_only


@dataclass(frozen=True, slots=True)
class Names:
    """What an operation knows, as far as a contract asks for a part of it."""

    described: Described
    of: PartOf

    def every(self) -> tuple[Known, ...]:
        """Return everything a complete list names: the fields of a body, else the parameters."""
        part = self.of.part
        if part in _PARAMETERS:
            return tuple(self._parameters(part))
        if part is Part.RESPONSE:
            return tuple(self._body(Part.RESPONSE))
        fields = tuple(self._body(Part.REQUEST))
        if part is Part.REQUEST:
            return fields or tuple(self._parameters(Part.QUERY))
        parameters = (one for each in (Part.QUERY, Part.PATH) for one in self._parameters(each))
        return (*parameters, *fields)

    def named(self, name: str, place: str) -> Known | None:
        """Return what a name of a list means; ``place`` is where the list says it is sent."""
        for part in self._parts(place):
            if part in _PARAMETERS:
                parameter = self.described.parameter(name, part.value)
                if parameter:
                    required = parameter.required
                    return Known(name, part, required, parameter.schema, parameter.at)
                continue
            field = self._field(part, name)
            if field:
                return Known(name, part, field.required, field.schema, field.at)
        return None

    def _field(self, part: Part, name: str) -> ApiField | None:
        """Return a field of a body; of a request also one that only another content type has."""
        schemas = [schema] if (schema := self._schema(part)) else []
        if part is Part.REQUEST:
            schemas += [one.schema for one in self.described.bodies]
        found = (_field(one, name) for one in schemas)
        return next((one for one in found if one), None)

    def parent(self, name: str) -> Schema | None:
        """Return the schema that a dotted name is a field of; ``None`` where its beginning is not known."""
        head = name.rpartition(".")[0]
        found = self.named(head, "") if head else None
        return found.schema if found else None

    def answered(self, name: str) -> Location | None:
        """Return where an answer declares a field that the request does not have."""
        schema = self._schema(Part.RESPONSE)
        field = _field(schema, name) if schema else None
        return field.at if field else None

    @property
    def is_free(self) -> bool:
        """Whether the body takes fields that are not declared."""
        if self.of.part in _PARAMETERS:
            return False
        schema = self._schema(Part.RESPONSE if self.of.part is Part.RESPONSE else Part.REQUEST)
        if schema is None:
            return self.of.part is Part.RESPONSE
        return schema.is_free or (not schema.names and schema.items is None)

    def _parts(self, place: str) -> tuple[Part, ...]:
        if place in {one.value for one in _PARAMETERS}:
            return (Part(place),)
        if place in ("body", "form"):
            return (Part.REQUEST,)
        if self.of.part is Part.ANY:
            return (Part.REQUEST, *_PARAMETERS)
        if self.of.part is Part.REQUEST:
            return (Part.REQUEST, *_PARAMETERS)
        return (self.of.part,)

    def _parameters(self, part: Part) -> Iterator[Known]:
        for one in self.described.parameters:
            if one.place == part.value:
                yield Known(one.name, part, one.required, one.schema, one.at)

    def _body(self, part: Part) -> Iterator[Known]:
        schema = self._schema(part)
        for one in schema.fields if schema else ():
            hidden = one.schema.read_only if part is Part.REQUEST else one.schema.write_only
            if not hidden:
                yield Known(one.name, part, one.required, one.schema, one.at)

    def _schema(self, part: Part) -> Schema | None:
        """Return the schema of a body; of a list answered, that of its elements."""
        body = (
            self.described.response(self.of.status)
            if part is Part.RESPONSE
            else self.described.request
        )
        if body is None:
            return None
        return body.schema.items if not body.schema.names and body.schema.items else body.schema


def _field(schema: Schema, name: str) -> ApiField | None:
    """Return a field at a path; of a list in an envelope also without the envelope's name."""
    if found := schema.at_path(name):
        return found
    wrapped = [one.schema.items for one in schema.fields if one.schema.items is not None]
    return wrapped[0].at_path(name) if len(wrapped) == 1 else None
