"""Schemas of OpenAPI 3.0 and Swagger 2.0, which differ from JSON Schema in a few words."""

from __future__ import annotations

from contractcheck.model.data import JsonValue

_BOUNDS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


def as_json_schema(value: JsonValue) -> JsonValue:
    """Return a part of a description in which every schema means the same in JSON Schema 2020-12.

    ``nullable`` becomes a type, a bound that is excluded the excluded bound. What is only written
    (``writeOnly``) is never required in an answer.
    """
    if isinstance(value, list):
        return [as_json_schema(one) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("$ref"), str):
        return {"$ref": value["$ref"]}  # what stands beside a reference does not count there
    schema = {key: as_json_schema(one) for key, one in value.items()}
    for excluded, bound in _BOUNDS:
        if schema.get(excluded) is True and bound in schema:
            schema[excluded] = schema.pop(bound)
        elif isinstance(schema.get(excluded), bool):
            del schema[excluded]
    if schema.get("nullable") is True and isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
        choices = schema.get("enum")
        if isinstance(choices, list) and None not in choices:
            schema["enum"] = [*choices, None]
    properties, required = schema.get("properties"), schema.get("required")
    if isinstance(properties, dict) and isinstance(required, list):
        schema["required"] = [one for one in required if not _is_written(properties, one)]
    return schema


def _is_written(properties: dict[str, JsonValue], name: JsonValue) -> bool:
    declared = properties.get(name) if isinstance(name, str) else None
    return isinstance(declared, dict) and declared.get("writeOnly") is True
