"""What the parts of a schema say together: references, ``allOf``, choices, circles and faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.api_schema import Schema
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json

TEXT = {"type": "string"}
NULL = {"type": "null"}


def schema(value: object, version: str = "3.1.0", **named: object) -> Schema:
    """Return a schema of a description that names others."""
    root = {"openapi": version, "components": {"schemas": {**named, "It": value}}}
    data = read_json("api.json", json.dumps(root, indent=1).encode())
    return Schema(data, ("/components/schemas/It",))


def to(name: str) -> dict[str, str]:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def properties(**fields: object) -> dict[str, object]:
    """Return an object with these properties, all of them required."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def shown(one: Schema) -> dict[str, bool]:
    """Return the fields, and whether each is required."""
    return {each.name: each.required for each in one.fields}


def test_references_and_all_of_are_taken_together() -> None:
    """Each part adds its fields and what it requires."""
    one = schema(
        {"allOf": [to("Base"), {"properties": {"b": TEXT, "c": TEXT}, "required": ["b"]}]},
        Base=properties(a=TEXT),
    )
    assert shown(one) == {"a": True, "b": True, "c": False}


def test_a_part_may_require_a_field_of_another_part() -> None:
    """What is required counts wherever the field itself is declared."""
    one = schema({"allOf": [to("Base"), {"required": ["a"]}]}, Base={"properties": {"a": TEXT}})
    assert shown(one) == {"a": True}


def test_a_choice_requires_what_every_alternative_requires() -> None:
    """A field of one alternative alone may be left out; ``null`` is no alternative for fields."""
    one = schema({"oneOf": [properties(a=TEXT, b=TEXT), properties(a=TEXT, c=TEXT), NULL]})
    assert shown(one) == {"a": True, "b": False, "c": False}


@pytest.mark.parametrize(
    ("value", "types", "enum"),
    [
        (TEXT, {"string"}, None),
        ({"type": ["string", "null"]}, {"string", "null"}, None),
        ({"type": "string", "nullable": True}, {"string", "null"}, None),
        ({"anyOf": [TEXT, NULL]}, {"string", "null"}, None),
        ({"anyOf": [{"type": "string", "enum": ["a"]}, NULL]}, {"string", "null"}, ("a", None)),
        ({"const": "a"}, {"string"}, ("a",)),
        ({"enum": [1, True, 1.5]}, {"integer", "boolean", "number"}, (1, True, 1.5)),
        ({"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}, {"string"}, ("b",)),
        ({"allOf": [{"type": "number"}, {"type": "integer"}]}, {"integer"}, None),
        ({"oneOf": [{"const": "a"}, {"const": "b"}]}, {"string"}, ("a", "b")),
        ({"oneOf": [{"const": "a"}, TEXT]}, {"string"}, None),
        ({"properties": {}}, {"object"}, None),
        ({"items": {}}, {"array"}, None),
        ({}, None, None),
        (True, None, None),
    ],
)
def test_types_and_values(value: object, types: set[str] | None, enum: object) -> None:
    """All of them allow what each allows; one of them what any allows."""
    one = schema(value)
    assert one.types == (None if types is None else frozenset(types))
    assert one.enum == enum


@pytest.mark.parametrize(("version", "default"), [("3.0.3", ()), ("3.1.0", ("x",))])
def test_words_beside_a_reference_count_since_3_1(version: str, default: tuple[str, ...]) -> None:
    """Before OpenAPI 3.1 what stands beside ``$ref`` is ignored."""
    assert schema(to("Text") | {"default": "x"}, version, Text=TEXT).default == default


@pytest.mark.parametrize(
    "value",
    [
        to("It"),
        {"allOf": [to("It"), properties(a=TEXT)]},
        {"anyOf": [to("It"), properties(a=TEXT)]},
        {"oneOf": [{"anyOf": [to("It")]}, properties(a=TEXT)]},
        properties(a=TEXT, it=to("It")),
        properties(a=TEXT, list={"type": "array", "items": to("It")}),
    ],
)
def test_circles_end(value: object) -> None:
    """A schema that leads back to itself adds nothing to itself, and each question is answered."""
    one = schema(value)
    assert "a" in one.names or value == to("It")
    assert not one.is_closed
    assert one.enum is None
    assert not one.default
    assert one.at_path(".".join(["it"] * 100)) is None or "it" in one.names


def test_a_field_deep_inside_is_found_by_its_path() -> None:
    """Lists are looked into whether or not the path says so."""
    row = properties(id=TEXT, meta=to("Meta"))
    one = schema(properties(data={"type": "array", "items": row}), Meta=properties(at=TEXT))
    for path in ("data.meta.at", "data[].meta.at"):
        found = one.at_path(path)
        assert found is not None
        assert str(found.at).startswith("api.json:")
    assert one.at_path("data.meta.on") is None


def test_a_field_stands_where_its_name_stands() -> None:
    """Fields of references stand at the line of their name, not where the reference stands."""
    one = schema({"allOf": [to("Base")]}, Base=properties(a=TEXT))
    found = one.field("a")
    assert found is not None
    assert found.at == one.data.locate_key("/components/schemas/Base/properties/a")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("text", "this is no schema"),
        ([], "this is no schema"),
        ({"allOf": TEXT}, "`allOf` is not a list"),
        ({"oneOf": ["a"]}, "this is no schema"),
        ({"properties": ["a"]}, "`properties` is not an object"),
        ({"required": "a"}, "`required` is not a list"),
        ({"$ref": 1}, "`$ref` is not a text"),
        ({"$ref": "#/components/schemas/None"}, "names nothing"),
        ({"$ref": "other.yaml#/A"}, "leads out of this document"),
        ({"properties": {"a": None}, "required": ["a"]}, ""),
    ],
)
def test_what_is_no_schema_is_told_at_its_place(value: object, message: str) -> None:
    """Nothing but an error with a place comes of a broken schema."""
    one = schema(value)
    if not message:
        assert one.names == ("a",)
        return
    with pytest.raises(UnreadableError, match=r"api\.json:\d+:\d+") as caught:
        _ = one.fields
    assert message in str(caught.value)


def test_choices_of_choices_come_to_an_end() -> None:
    """A schema that doubles with each step is refused and not followed for ever."""
    named = {f"L{n}": {"anyOf": [to(f"L{n + 1}"), {"allOf": [to(f"L{n + 1}")]}]} for n in range(50)}
    one = schema(to("L0"), "3.1.0", L50=TEXT, **named)
    with pytest.raises(UnreadableError, match="too"):
        _ = one.types


def test_a_long_chain_of_parts_is_read() -> None:
    """Depth of ``allOf`` costs no stack."""
    named = {f"L{n}": {"allOf": [to(f"L{n + 1}")]} for n in range(2000)}
    assert shown(schema(to("L0"), "3.1.0", L2000=properties(a=TEXT), **named)) == {"a": True}


_NAMES = st.sampled_from("abcd")
_OBJECTS = st.dictionaries(_NAMES, st.booleans(), max_size=4)


def object_of(fields: Mapping[str, bool]) -> dict[str, object]:
    """Return an object schema from names, and whether each is required."""
    required = [name for name, needed in fields.items() if needed]
    return {"type": "object", "properties": dict.fromkeys(fields, TEXT), "required": required}


@given(_OBJECTS, _OBJECTS)
def test_all_of_is_the_sum_of_its_parts(left: dict[str, bool], right: dict[str, bool]) -> None:
    """A field is there if a part has it, and required if a part requires it."""
    one = schema({"allOf": [object_of(left), object_of(right)]})
    expected = {n: left.get(n, False) or right.get(n, False) for n in {**left, **right}}
    assert shown(one) == expected


@given(_OBJECTS, _OBJECTS)
def test_one_of_requires_what_both_require(left: dict[str, bool], right: dict[str, bool]) -> None:
    """A field is there if an alternative has it, and required if both require it."""
    one = schema({"oneOf": [object_of(left), object_of(right)]})
    expected = {n: left.get(n, False) and right.get(n, False) for n in {**left, **right}}
    assert shown(one) == expected


_WRAPPINGS: list[Callable[[object], object]] = [
    lambda one: {"allOf": [one]},
    lambda one: {"anyOf": [one]},
    lambda one: {"oneOf": [one, one]},
    lambda one: {"allOf": [one, one]},
    lambda one: {"allOf": [one, {}]},
]


@given(_OBJECTS, st.lists(st.sampled_from(_WRAPPINGS), max_size=5))
def test_wrapping_changes_nothing(
    fields: dict[str, bool], wrappings: list[Callable[[object], object]]
) -> None:
    """However a schema is wrapped in choices of one, it says the same."""
    value: object = object_of(fields)
    for wrap in wrappings:
        value = wrap(value)
    assert shown(schema(value)) == fields
    assert schema(value).types == frozenset({"object"})
