"""A tree from texts, and schemas of a small kind that uses what the real ones use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from contractcheck.adapters.files import TreeFiles
from contractcheck.adapters.schemas import read_schemas
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.data import JsonValue

Tree = Callable[[Mapping[str, str | bytes]], TreeFiles]

_COMMON = "common.schema.json#/$defs"
DEMO: JsonValue = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://contractcheck.example/schemas/v1/demo.schema.json",
    "description": "A kind for tests.",
    "type": "object",
    "properties": {
        "kind": {"const": "demo"},
        "id": {"$ref": f"{_COMMON}/id"},
        "owner": {"$ref": f"{_COMMON}/owner"},
        "title": {"$ref": f"{_COMMON}/title"},
        "formerly": {"$ref": f"{_COMMON}/formerly"},
        "views": {"type": "array", "minItems": 1, "items": {"$ref": f"{_COMMON}/place"}},
        "buckets": {
            "description": "Texts by bucket.",
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z ]+$", "description": "Small letters and spaces."},
            "additionalProperties": {"$ref": f"{_COMMON}/texts"},
        },
        "secret": {"type": "string", "pattern": "^[A-Z]+$", "writeOnly": True},
        "level": {"type": "integer", "minimum": 1, "maximum": 5},
        "flag": {"type": "boolean"},
        "evidence": {
            "oneOf": [
                {"title": "a text", "type": "string"},
                {
                    "title": "a mapping with `get`",
                    "type": "object",
                    "properties": {"get": {"type": "string"}, "passes": {"type": "integer"}},
                    "required": ["get"],
                    "additionalProperties": False,
                },
                {
                    "title": "a mapping with `job`",
                    "type": "object",
                    "properties": {"job": {"type": "string"}},
                    "required": ["job"],
                    "additionalProperties": False,
                },
            ]
        },
    },
    "required": ["kind", "id"],
    "unevaluatedProperties": False,
}


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Return a function that writes files and answers with their tree."""

    def write(files: Mapping[str, str | bytes]) -> TreeFiles:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return TreeFiles(tmp_path)

    return write


@pytest.fixture(scope="session")
def validator() -> SchemaValidator:
    """Return a validator of the shipped schemas and of the small kind."""
    return SchemaValidator({**read_schemas(), "demo": DEMO})
