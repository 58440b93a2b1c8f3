"""Where in a schema something stands that a finding should point at, or where it would be written."""

from __future__ import annotations

from contractcheck.model.api_schema import Schema
from contractcheck.model.data import child
from contractcheck.model.location import Location
from contractcheck.model.schema_nodes import as_json


def place_of_value(schema: Schema, value: str) -> Location | None:
    """Return where a value, as JSON, stands among those that are allowed."""
    for values, pointer in schema.said("enum"):
        for index, one in enumerate(values if isinstance(values, list) else ()):
            if as_json(one) == value:
                return schema.data.locate(child(pointer, index))
    said = (pointer for one, pointer in schema.said("const") if as_json(one) == value)
    return next(map(schema.data.locate_key, said), None)


def place_of_fields(schema: Schema) -> Location:
    """Return where a further field would be declared: its one ``properties``, else the schema itself."""
    said = [pointer for _, pointer in schema.said("properties")]
    return schema.data.locate_key(said[0] if len(said) == 1 else schema.target or schema.pointer)
