"""The shipped schemas help an editor, and take nothing that they do not know."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema_rs
import pytest

from contractcheck.adapters.schemas import read_schemas
from contractcheck.model.data import JsonValue, child

SCHEMAS = read_schemas()
OURS = ("common", "contractcheck", "template", "template-use")


def schemas_in(schema: JsonValue, pointer: str = "") -> Iterator[tuple[str, dict[str, JsonValue]]]:
    """Yield every object of a schema document with its pointer."""
    if isinstance(schema, dict):
        yield pointer, schema
        for key, inner in schema.items():
            yield from schemas_in(inner, child(pointer, key))
    elif isinstance(schema, list):
        for index, inner in enumerate(schema):
            yield from schemas_in(inner, child(pointer, index))


def test_there_are_schemas() -> None:
    """The folder was found, in a checkout as in an installed package."""
    assert set(OURS) <= set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_under_its_name(name: str) -> None:
    """Each names its dialect and its own place, and is valid."""
    schema = SCHEMAS[name]
    assert isinstance(schema, dict)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://contractcheck.example/schemas/v1/{name}.schema.json"
    jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize("name", OURS)
def test_properties_are_explained(name: str) -> None:
    """An editor can show what each key is for, and a message can say it."""
    for pointer, schema in schemas_in(SCHEMAS[name]):
        properties = schema.get("properties")
        if isinstance(properties, dict) and not pointer.endswith("/properties"):
            closed = {"additionalProperties", "unevaluatedProperties"} & schema.keys()
            assert closed or pointer.endswith("_keys"), pointer  # of which others are made
            for key, one in properties.items():
                target = one
                if isinstance(one, dict) and "description" not in one:
                    target = _follow(name, str(one["$ref"]))
                assert isinstance(target, dict), f"{pointer}/properties/{key}"
                assert {"title", "description"} <= target.keys(), f"{pointer}/properties/{key}"


def _follow(name: str, reference: str) -> JsonValue:
    document, _, pointer = reference.partition("#")
    found = SCHEMAS[document.removesuffix(".schema.json") or name]
    for part in pointer.split("/")[1:]:
        found = found[part] if isinstance(found, dict) else None
    return found
