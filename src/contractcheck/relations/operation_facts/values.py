"""Defaults, enumerations, fixed values and types of fields and parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from contractcheck.model.api_schema import Schema
from contractcheck.model.case import Case
from contractcheck.model.data import JsonValue
from contractcheck.model.finding import Finding
from contractcheck.model.location import Location
from contractcheck.model.operation_facts import ValueIs, Word
from contractcheck.model.problem import UnreadableError
from contractcheck.model.schema_nodes import as_json
from contractcheck.model.schema_places import place_of_value
from contractcheck.relations.operation_facts.look import REQUEST, Look, absent_field, fault

_LIST = re.compile(r"(?:array|list) of (?P<items>.+)")
_FRACTION = re.compile(r'"?-?\d+\.\d+"?')
_NULL = "null"


@dataclass(frozen=True, slots=True)
class _Value:
    """A field or parameter with where words about it stand."""

    schema: Schema
    place_of: Callable[..., Location]
    shown: str


def check(case: Case, argument: ValueIs, look: Look) -> Iterator[Finding] | None:
    """Return what is wrong with a value; ``None`` where it is known not to be there."""
    if _is_told(argument, look):
        return None
    value = _find(argument, look)
    return _check(case, argument, look, value)


def _find(argument: ValueIs, look: Look) -> _Value | None:
    described, name = look.described, argument.name
    if not argument.status:
        if sent := look.request_field(name):
            return _Value(sent.schema, sent.schema.place_of, f"the field `{name}`")
        for one in described.readable:
            if one.name == name:
                return _Value(one.schema, one.place_of, f"the parameter `{name}`")
        if described.unread_parameter:
            raise UnreadableError(described.unread_parameter)
    shown = look.answer_field(name, argument.status)
    if shown is None:
        return None
    return _Value(shown.schema, shown.schema.place_of, f"the field `{name}` of the answer")


def _is_told(argument: ValueIs, look: Look) -> bool:
    if argument.status:
        return look.is_told_of_answer(argument.name, argument.status)
    if any(look.is_told(side, argument.name) for side in (REQUEST, "parameter")):
        return True
    return _find(argument, look) is None and look.is_told_of_answer(argument.name)


def _check(case: Case, argument: ValueIs, look: Look, value: _Value | None) -> Iterator[Finding]:
    described = look.described
    if value is None:
        yield _absent(case, argument, look)
        return
    for what, observed, at in _FAULTS[argument.word](argument, value):
        expected = ", ".join(map(_plain, argument.values)) or "null"
        message = f"{value.shown} of `{described.operation}` {observed}; by the contract {_said(argument)}"
        yield fault(
            case,
            what,
            message,
            at,
            subject=argument.name,
            expected=expected,
            observed=observed,
            related=described.at,
        )


def _absent(case: Case, argument: ValueIs, look: Look) -> Finding:
    described, name = look.described, argument.name
    if argument.status:
        body, side = described.response(argument.status), look.answer_side(argument.status)
        return absent_field(case, look, side, name, body.schema if body else None)
    look.absent.add((REQUEST, name))
    shown = {one.name: one.at for one in described.response_fields()}
    sent = {one.name: one.at for one in described.request_fields()}
    among = {**shown, **{one.name: one.at for one in described.parameters}, **sent}
    near = look.nearest(name, among)
    message = f"`{described.operation}` has no field or parameter `{name}`"
    return fault(
        case,
        "field-missing",
        f"{message}; the nearest is `{near}`" if near else message,
        among.get(near, described.at),
        subject=name,
        expected=name,
        observed=near,
        related=described.at,
    )


_Faults = Iterator[tuple[str, str, Location]]
"""Rule, what stands there, where."""


def _default(argument: ValueIs, value: _Value) -> _Faults:
    found = value.schema.default
    if not found:
        yield "default-differs", "has no default", value.place_of()
    elif not _equal(as_json(found[0]), argument.values[0]):
        yield "default-differs", f"defaults to `{_text(found[0])}`", value.place_of("default")


def _enum(argument: ValueIs, value: _Value) -> _Faults:
    items = value.schema.items
    if value.schema.enum is None and items:  # of a list, what its elements may be
        value = _Value(items, items.place_of, value.shown)
    found, at = value.schema.enum, value.place_of("enum", "const", "oneOf", "anyOf")
    if found is None:
        yield "enum-differs", "may be anything", at
        return
    shown = [as_json(one) for one in found if one is not None]
    extra = [] if argument.open_ else [one for one in shown if not _is_in(one, argument.values)]
    missing = [one for one in argument.values if not _is_in(one, shown) and one != _NULL]
    if extra or missing:
        for one in extra[:1]:
            at = place_of_value(value.schema, one) or at
        listed = ", ".join(f"`{_plain(one)}`" for one in shown)
        yield "enum-differs", f"is one of {listed}", at


def _fixed(argument: ValueIs, value: _Value) -> _Faults:
    found, at = value.schema.enum, value.place_of("const", "enum")
    if found is None:
        yield "fixed-differs", "may be anything", at
        return
    shown = [as_json(one) for one in found]
    if len(shown) != 1 or not _equal(shown[0], argument.values[0]):
        yield "fixed-differs", f"is {' or '.join(f'`{_plain(one)}`' for one in shown)}", at


def _nullable(_argument: ValueIs, value: _Value) -> _Faults:
    types = value.schema.types
    if types is not None and _NULL not in types:
        yield "type-differs", "cannot be null", value.place_of("type")


def _type(argument: ValueIs, value: _Value) -> _Faults:
    at = value.place_of("type", "format")
    if not _has_type(value.schema, argument.values[0]):
        if " " in argument.values[0] and not _LIST.match(argument.values[0]):
            at = value.place_of("format", "type")
        yield "type-differs", f"is {_shown_type(value.schema)}", at


def _has_type(schema: Schema, wanted: str) -> bool:
    if listed := _LIST.fullmatch(wanted):
        items = schema.items
        return _plain_types(schema) == {"array"} and (
            items is not None and _has_type(items, listed["items"])
        )
    name, _, form = wanted.partition(" ")
    return _plain_types(schema) == {name} and form in {"", schema.format}


def _plain_types(schema: Schema) -> set[str]:
    return {*(schema.types or ())} - {_NULL}


def _shown_type(schema: Schema) -> str:
    names = sorted(_plain_types(schema))
    if names == ["array"] and schema.items:
        return f"a list of {' or '.join(sorted(_plain_types(schema.items))) or 'anything'}"
    return " ".join(filter(None, (" or ".join(names) or "of any type", schema.format)))


_FAULTS: Mapping[Word, Callable[[ValueIs, _Value], _Faults]] = {
    Word.DEFAULT: _default,
    Word.ENUM: _enum,
    Word.FIXED: _fixed,
    Word.NULLABLE: _nullable,
    Word.TYPE: _type,
}


def _said(argument: ValueIs) -> str:
    listed = ", ".join(f"`{_plain(one)}`" for one in argument.values)
    return {
        Word.DEFAULT: f"it defaults to {listed}",
        Word.ENUM: f"it is {'at least ' if argument.open_ else ''}one of {listed}",
        Word.FIXED: f"it is always {listed}",
        Word.NULLABLE: "it may be null",
        Word.TYPE: f"it is {argument.values[0] if argument.values else ''}",
    }[argument.word]


def _is_in(one: str, among: list[str] | tuple[str, ...]) -> bool:
    return any(_equal(one, other) for other in among)


def _equal(one: str, other: str) -> bool:
    """Compare values as JSON: numbers by value, everything else as written."""
    return one == other or (_number(one) is not None and _number(one) == _number(other))


def _number(text: str) -> float | None:
    """Return the number a value is; contracts are read with fractions as text."""
    if _FRACTION.fullmatch(text):
        return float(text.strip('"'))
    value = json.loads(text)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _plain(text: str) -> str:
    """Return a value as people write it; what is a type is no JSON and stays."""
    try:
        return _text(json.loads(text))
    except ValueError:
        return text


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else as_json(value)
