"""Whether shown data fits a schema: names, required ones, types and listed values, each at its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contractcheck.model.api_examples import ShownData
from contractcheck.model.api_schema import ApiField, Schema
from contractcheck.model.data import JsonValue, child
from contractcheck.model.location import Location
from contractcheck.model.near_names import nearest_name
from contractcheck.model.schema_limits import Limit, alternatives_shown, limit_broken
from contractcheck.relations.api_examples.misfit import Misfit, shorten

_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
}
_DEEPEST = 30
_ELLIPSES = frozenset({"...", "\u2026"})
"""Names that stand for fields that are left out: ``{"id": 1, "...": "..."}``."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """Data of one example beside the schema it has to fit; ``sends`` says that a client sends it.

    ``answered`` are the names an answer has: what is only there, the server sets. ``at`` is where to point
    for the whole.
    """

    shown: ShownData
    sends: bool
    answered: frozenset[str]
    at: Location

    def misfits(self, schema: Schema, pointer: str = "") -> Iterator[Misfit]:
        """Yield what does not fit."""
        yield from self._value(schema, _value_at(self.shown.data.value, pointer), pointer)

    def _value(self, schema: Schema, value: JsonValue, pointer: str) -> Iterator[Misfit]:
        if pointer in self.shown.anything or pointer.count("/") > _DEEPEST:
            return
        types = schema.types
        if types is not None and not any(_is(value, one) for one in types):
            yield self._wrong_type(schema, value, pointer, types)
        elif schema.enum is not None and not any(_same(value, one) for one in schema.enum):
            yield self._wrong_value(schema, value, pointer, schema.enum)
        elif limit := limit_broken(schema, value):
            yield self._beyond(limit, value, pointer)
        elif isinstance(value, dict):
            yield from self._object(schema, value, pointer)
        elif isinstance(value, list) and schema.items is not None:
            for index, one in enumerate(value):
                yield from self._value(schema.items, one, child(pointer, index))

    def _object(
        self, schema: Schema, value: Mapping[str, JsonValue], pointer: str
    ) -> Iterator[Misfit]:
        fields = {one.name: one for one in schema.fields}
        others = schema.others
        for name, one in value.items():
            below = child(pointer, name)
            if name in fields:
                yield from self._known(fields[name], one, below)
            elif others is not None:
                yield from self._value(others, one, below)
        free = schema.is_free or (not fields and not schema.is_closed)
        unknown = (
            [] if free else [one for one in value if one not in fields and one not in _ELLIPSES]
        )
        left_out = pointer in self.shown.partial or not (value or self.sends)
        left_out = left_out or not _ELLIPSES.isdisjoint(value)
        missing = [] if left_out else self._missing(schema, fields, value, pointer)
        slips: dict[str, str] = {}
        for name in unknown:
            near = nearest_name(name, [one for one in missing if one not in slips.values()])
            if len(unknown) == len(missing) == 1:
                near = missing[0]  # one name in the place of another
            if near:
                slips[name] = near
            yield self._unknown(schema, fields, name, pointer, near)
        for name in missing:
            if name not in slips.values():
                yield self._absent(fields[name], pointer)

    def _missing(
        self,
        schema: Schema,
        fields: Mapping[str, ApiField],
        value: Mapping[str, JsonValue],
        pointer: str,
    ) -> list[str]:
        """Return the required fields that are not shown, those of the other direction aside."""
        told = {
            name: one
            for name, one in value.items()
            if child(pointer, name) not in self.shown.anything
        }
        meant = [one for each in alternatives_shown(schema, told) for one in each.fields]
        wanted = [one for one in (*fields.values(), *meant) if one.required]
        names = [
            one.name
            for one in wanted
            if one.name not in value
            and not (one.schema.read_only if self.sends else one.schema.write_only)
        ]
        return list(dict.fromkeys(names))

    def _known(self, field: ApiField, value: JsonValue, pointer: str) -> Iterator[Misfit]:
        if self.sends and field.schema.read_only:
            yield self._set_by_server(field.name, pointer, field.at, "is set by the server")
        elif not self.sends and field.schema.write_only:
            yield self._never_shown(field, pointer)
        else:
            yield from self._value(field.schema, value, pointer)

    def _set_by_server(self, name: str, pointer: str, declared: Location, why: str) -> Misfit:
        message = f"`{name}` {why}; this example sends it"
        at = self.shown.data.locate_key(pointer)
        return Misfit(
            "example-set-by-server", dotted(pointer), message, at, declared, observed=name
        )

    def _never_shown(self, field: ApiField, pointer: str) -> Misfit:
        name = dotted(pointer)
        message = f"`{name}` is only sent, and no answer shows it"
        at = self.shown.data.locate_key(pointer)
        return Misfit("example-field-unknown", name, message, at, field.at, observed=field.name)

    def _unknown(
        self,
        schema: Schema,
        fields: Mapping[str, ApiField],
        name: str,
        pointer: str,
        missing: str,
    ) -> Misfit:
        below = child(pointer, name)
        at = self.shown.data.locate_key(below)
        if self.sends and not pointer and name in self.answered and not missing:
            return self._set_by_server(name, below, schema.at, "is only in what the API answers")
        near = missing or nearest_name(name, fields)
        mild = not schema.is_closed and not missing
        verb = "declares" if mild else "takes" if self.sends else "shows"
        message = f"the API {verb} no `{dotted(below)}` here"
        if missing:
            message += f"; `{missing}` is required and missing"
        elif near:
            message += f"; the nearest is `{near}`"
        declared = fields[near].at if near else schema.at
        return Misfit(
            "example-field-unknown",
            dotted(below),
            message,
            at,
            declared,
            near,
            name,
            near or None,
            mild,
        )

    def _absent(self, field: ApiField, pointer: str) -> Misfit:
        at = self.shown.data.locate_key(pointer) if pointer else self._begin()
        name = dotted(child(pointer, field.name))
        message = f"`{name}` is required and not in this example"
        return Misfit("example-field-missing", name, message, at, field.at, field.name)

    def _begin(self) -> Location:
        """Return where the data begins."""
        return self.shown.data.locate("")

    def _wrong_type(
        self, schema: Schema, value: JsonValue, pointer: str, types: frozenset[str]
    ) -> Misfit:
        wanted = " or ".join(_WORDS[one] for one in sorted(types) if one in _WORDS)
        shown = shorten(json.dumps(value, ensure_ascii=False))
        name = dotted(pointer)
        said = f"`{name}` is" if name else "this is"
        message = f"{said} `{shown}`; the API has {wanted} here"
        at = self.shown.data.locate(pointer) if pointer else self._begin()
        return Misfit("example-value-invalid", name, message, at, schema.key_at, wanted, shown)

    def _beyond(self, limit: Limit, value: JsonValue, pointer: str) -> Misfit:
        shown = shorten(value if isinstance(value, str) else json.dumps(value))
        name = dotted(pointer)
        said = f"`{name}` is" if name else "this is"
        message = f"{said} `{shown}`; the API has {limit.wanted} here"
        at = self.shown.data.locate(pointer)
        return Misfit("example-value-invalid", name, message, at, limit.at, limit.wanted, shown)

    def _wrong_value(
        self, schema: Schema, value: JsonValue, pointer: str, allowed: tuple[JsonValue, ...]
    ) -> Misfit:
        options = [one if isinstance(one, str) else json.dumps(one) for one in allowed]
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        near = nearest_name(shown, options)
        message = f"`{dotted(pointer)}` is `{shorten(shown)}`; the API has {listed(options)}"
        at = self.shown.data.locate(pointer)
        declared = schema.place_of("enum", "const")
        return Misfit(
            "example-value-invalid",
            dotted(pointer),
            message,
            at,
            declared,
            listed(options),
            shorten(shown),
            near or None,
        )


_MOST = 8


def listed(options: list[str]) -> str:
    """Return allowed values as a text, the first of many."""
    shown = ", ".join(f"`{one}`" for one in options[:_MOST])
    more = f" and {len(options) - _MOST} more" if len(options) > _MOST else ""
    return shown if len(options) == 1 else f"one of {shown}{more}"


def dotted(pointer: str) -> str:
    """Return a pointer as people write it: ``metadata.attributes``, ``data[].id``."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    return ".".join(parts).replace(".0.", "[].") if parts else ""


def _value_at(value: JsonValue, pointer: str) -> JsonValue:
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list):
            value = value[int(key)]
    return value


def _is(value: JsonValue, kind: str) -> bool:
    """Say whether a value has a JSON type; ``1.0`` is a whole number."""
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, int):
        return kind in {"integer", "number"}
    if isinstance(value, float):
        return kind == "number" or (kind == "integer" and value.is_integer())
    kinds: dict[str, type] = {"string": str, "array": list, "object": dict, "null": type(None)}
    return kind in kinds and isinstance(value, kinds[kind])


def _same(value: JsonValue, allowed: JsonValue) -> bool:
    return value == allowed and isinstance(value, bool) == isinstance(allowed, bool)
