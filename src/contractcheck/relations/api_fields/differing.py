"""What a list says of a field that the API says otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.api_examples import Part
from contractcheck.model.api_fields import FieldFound
from contractcheck.model.api_schema import Schema
from contractcheck.model.data import JsonValue
from contractcheck.model.location import Location
from contractcheck.model.near_names import nearest_name
from contractcheck.relations.api_fields.known import Known

_NUMBERS = frozenset({"integer", "number"})
_NOTHING = frozenset({"null", "none", "nil", "empty", "undefined"})
_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong, by its rule, where it stands, and where the API declares it."""

    what: str
    name: str
    message: str
    at: Location
    declared: Location
    expected: str = ""
    observed: str = ""
    replacement: str | None = None


def differences(shown: FieldFound, known: Known) -> Iterator[Difference]:
    """Yield what a list says otherwise of a field."""
    yield from _required(shown, known)
    yield from _types(shown, known)
    yield from _default(shown, known)
    yield from _values(shown, known)


def _required(shown: FieldFound, known: Known) -> Iterator[Difference]:
    if shown.required is None or shown.required is known.required or known.part is Part.RESPONSE:
        return
    said, wanted = _word(required=shown.required), _word(required=known.required)
    yield Difference(
        "field-required-differs",
        shown.name.text,
        f"`{shown.name.text}` is {said} here; the API has it as {wanted}",
        shown.required_at or shown.name.at,
        known.at,
        wanted,
        said,
    )


def _word(*, required: bool) -> str:
    return "required" if required else "optional"


def _types(shown: FieldFound, known: Known) -> Iterator[Difference]:
    declared = known.schema.types
    if not shown.types or declared is None or shown.type is None:
        return
    if any(_agrees(one, declared, known.schema) for one in shown.types if one != "null"):
        return
    items = known.schema.items
    repeated = known.part not in (Part.REQUEST, Part.RESPONSE) and items is not None
    if set(shown.types) == {"null"} or (repeated and items and _any(shown.types, items)):
        return  # a parameter that may stand more than once is told by its elements
    wanted = " or ".join(_WORDS.get(one, one) for one in sorted(declared - {"null"}))
    yield Difference(
        "field-type-differs",
        shown.name.text,
        f"`{shown.name.text}` is `{shown.type.text}` here; the API has {wanted}",
        shown.type.at,
        known.schema.place_of("type"),
        wanted,
        shown.type.text,
    )


def _any(shown: tuple[str, ...], schema: Schema) -> bool:
    return schema.types is None or any(_one_of(one, schema.types) for one in shown)


def _agrees(shown: str, declared: frozenset[str], schema: Schema) -> bool:
    if shown.endswith("[]"):
        items = schema.items.types if schema.items else None
        inner = shown.removesuffix("[]")
        return "array" in declared and (items is None or _one_of(inner, items))
    return _one_of(shown, declared)


def _one_of(shown: str, declared: frozenset[str]) -> bool:
    return shown in declared or (shown in _NUMBERS and bool(declared & _NUMBERS))


def _default(shown: FieldFound, known: Known) -> Iterator[Difference]:
    if shown.default is None:
        return
    declared, text = known.schema.default, shown.default.text
    if not declared or declared[0] is None:
        if text.lower() in _NOTHING or not declared:
            yield from _no_default(shown, known, text)
        return
    wanted = _write(declared[0])
    if _loose(wanted) != _loose(text):
        message = f"the default of `{shown.name.text}` is `{text}` here; the API has `{wanted}`"
        yield Difference(
            "field-default-differs",
            shown.name.text,
            message,
            shown.default.at,
            known.schema.place_of("default"),
            wanted,
            text,
            wanted,
        )


def _no_default(shown: FieldFound, known: Known, text: str) -> Iterator[Difference]:
    """Yield that a required field is listed with a default; an API may well not declare one it has."""
    if known.required and text.lower() not in _NOTHING and shown.default:
        message = f"`{shown.name.text}` has the default `{text}` here; the API requires it"
        yield Difference(
            "field-default-differs", shown.name.text, message, shown.default.at, known.at, "", text
        )


def _values(shown: FieldFound, known: Known) -> Iterator[Difference]:
    schema = known.schema
    declared = schema.enum if schema.enum is not None else _of_items(schema)
    if declared is None or not shown.values:
        return
    options = [_write(one) for one in declared if one is not None]
    said = [one.text for one in shown.values]
    if not shown.closed and not set(said) & set(options):
        return
    missing = [one for one in options if one not in said] if shown.closed else []
    at = schema.place_of("enum", "const")
    strange = [one for one in shown.values if one.text not in options]
    strange = [one for one in strange if one.text.lower() not in _NOTHING]
    for value in strange:
        near = nearest_name(value.text, missing)
        if len(strange) == len(missing) == 1:
            near = missing[0]  # one value in the place of another
        missing = [one for one in missing if one != near]
        message = f"`{shown.name.text}` has no value `{value.text}` in the API"
        message += f"; it has `{near}`" if near else f"; it has {_listed(options)}"
        yield Difference(
            "field-values-differ",
            f"{shown.name.text} {value.text}",
            message,
            value.at,
            at,
            _listed(options),
            value.text,
            near or None,
        )
    if len(said) == 1:
        return
    for one in missing:
        yield Difference(
            "field-values-differ",
            f"{shown.name.text} {one}",
            f"the API has the value `{one}` of `{shown.name.text}` too; it is not listed here",
            shown.values[-1].at,
            at,
            one,
        )


def _of_items(schema: Schema) -> tuple[JsonValue, ...] | None:
    return schema.items.enum if schema.items else None


def _listed(options: list[str]) -> str:
    return ", ".join(f"`{one}`" for one in options[:8])


def _write(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _loose(text: str) -> str:
    """Return a value without what says nothing: ``1_000`` and ``1000.0`` are one number."""
    plain = text.strip().strip("\"'`")
    try:
        return str(float(plain.replace("_", "").replace(",", "")))
    except ValueError:
        return plain.lower() if plain.lower() in {"true", "false"} else plain
