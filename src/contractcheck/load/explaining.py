"""Turn a validator's error into problems in plain words, each at the key or value it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jsonschema_rs import ValidationError

from contractcheck.load.nearest import did_you_mean, either, listing, nearest
from contractcheck.load.schema_library import SchemaLibrary
from contractcheck.model.data import Data, JsonValue, child, pointer_of
from contractcheck.model.problem import Problem

_TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}
_LONGEST = 60
_PARTS = {
    "minLength": ("text", "characters"),
    "minItems": ("list", "entries"),
    "minProperties": ("mapping", "keys"),
}
_LIMITS = {
    "maxItems": "this list may have {} entries at most",
    "maxProperties": "this mapping may have {} keys at most",
    "maxLength": "this text may have {} characters at most",
    "minimum": "this must be at least {}",
    "maximum": "this must be at most {}",
    "exclusiveMinimum": "this must be more than {}",
    "exclusiveMaximum": "this must be less than {}",
}


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains errors of ``data`` against the schema whose ``$id`` is ``base``."""

    data: Data
    library: SchemaLibrary
    base: str

    def explain(self, error: ValidationError) -> Iterator[Problem]:
        """Yield the problems that one error stands for."""
        yield from _EXPLANATIONS.get(error.kind.name, _explain_limit)(self, error)

    def problem(self, error: ValidationError, message: str, help_: str = "") -> Problem:
        """Return a problem at the value the error is about."""
        return Problem(self.data.locate(pointer_of(error.instance_path)), message, help_)

    def unknown_key(self, error: ValidationError, name: str, known: Sequence[str]) -> Problem:
        """Return a problem at a key, with the nearest of those that are ``known``."""
        at = self.data.locate_key(child(pointer_of(error.instance_path), name))
        message = f"unknown key {_quote(name)}{did_you_mean(name, known)}"
        return Problem(at, message, listing("valid here", known))

    def description(self, error: ValidationError) -> str:
        """Return what the schema says about the value, or about the nearest above; not its root."""
        found, is_ours = "", False
        on_the_way = self.library.along(self.base, error.evaluation_path)
        for depth, (schema, is_new) in enumerate(on_the_way):
            is_ours = is_ours and not is_new  # the first to speak about a value knows its purpose
            said = schema.get("description")
            if isinstance(said, str) and not is_ours and (depth or not error.instance_path):
                found, is_ours = said, True
        return found

    def show(self, error: ValidationError) -> str:
        """Quote the value shortly, unless it may be a secret (``writeOnly``)."""
        on_the_way = self.library.along(self.base, error.evaluation_path)
        if any(schema.get("writeOnly") is True for schema, _ in on_the_way):
            return "this value"
        return _quote(error.instance)

    def found(self, error: ValidationError) -> str:
        """Name the value: itself where it is short by nature, its type where it is not."""
        if isinstance(error.instance, str | int | float):
            return self.show(error)
        return _TYPE_WORDS[_type(error.instance)]


def _explain_unknown(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    known = to.library.properties(_parent(error))
    for name in _field(error, "unexpected"):
        if name not in known:
            yield to.unknown_key(error, name, list(known))


def _explain_key(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    inner: ValidationError = _field(error, "error")
    name = str(inner.instance)
    if inner.kind.name == "enum":
        yield to.unknown_key(error, name, [str(one) for one in _field(inner, "options")])
        return
    at = to.data.locate_key(child(pointer_of(error.instance_path), name))
    yield Problem(at, f"{_quote(name)} cannot be a key here", to.description(inner))


def _explain_missing(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    name = _field(error, "property")
    schema = to.library.properties(_parent(error)).get(name, {})
    help_ = to.library.say(_parent(error), "description", schema)
    yield to.problem(error, f"the key `{name}` is missing", help_)


def _explain_type(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    types = _field(error, "types")
    if {"string", "integer"} <= set(types):
        types = [one for one in types if one != "integer"]  # such a number is meant as text
    wanted = either(_TYPE_WORDS[one] for one in types)
    help_ = to.description(error)
    if "string" in types and isinstance(error.instance, bool | int | float):
        help_ = "put it in quotes if it is meant as text"
    yield to.problem(error, f"expected {wanted}, found {to.found(error)}", help_)


def _explain_choice(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    options = [_plain(one) for one in _field(error, "options")]
    near = did_you_mean(_plain(error.instance), options) if _is_scalar(error.instance) else ""
    message = f"{to.show(error)} is not one of the choices here{near}"
    yield to.problem(error, message, "choose " + either(options))


def _explain_constant(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    expected = _quote(_field(error, "expected_value"))
    yield to.problem(error, f"expected {expected}, found {to.show(error)}")


def _explain_form(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    if isinstance(error.instance, str) and not error.instance.strip():
        yield to.problem(error, "this text is empty", to.description(error))
        return
    message = f"{to.show(error)} does not have the form asked for here"
    form = to.library.say(_parent(error), "description")
    yield to.problem(error, message, form or to.description(error))


def _explain_short(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    what, parts = _PARTS[error.kind.name]
    needs = f"needs at least {_field(error, 'limit')} {parts}" if error.instance else "is empty"
    message = f"this {what} {needs}"
    yield to.problem(error, message, to.description(error))


def _explain_twice(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    first: dict[str, int] = {}
    pointer = pointer_of(error.instance_path)
    for index, item in enumerate(error.instance if isinstance(error.instance, list) else []):
        known = first.setdefault(json.dumps(item, sort_keys=True), index)
        if known < index:
            line = to.data.locate(child(pointer, known)).span.line
            message = f"{_quote(item)} stands twice in this list, first at line {line}"
            yield Problem(to.data.locate(child(pointer, index)), message, "remove one of them")


def _explain_alternatives(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    if keys := _alternative_keys(to, error):
        there = [key for key in keys if isinstance(error.instance, dict) and key in error.instance]
        both = " and ".join(f"`{key}`" for key in there)
        message = f"only one of {both} may stand here" if there else "a key is missing"
        yield to.problem(error, message, f"choose {either(f'`{key}`' for key in keys)}")
        return
    branches: list[list[ValidationError]] = _field(error, "context")
    fitting = [one for one in branches if not _is_of_other_type(one, error.instance_path)]
    ranks = [_rank(to, one, error.instance_path) for one in fitting]
    if fitting and ranks.count(min(ranks)) == 1:
        for inner in fitting[ranks.index(min(ranks))]:
            yield from to.explain(inner)
        return
    forms = either(_forms(to, error))
    if fitting:
        message = f"{to.found(error)} has none of the forms possible here"
        yield to.problem(error, message, f"possible: {forms}")
    else:
        message = f"expected {forms}, found {to.found(error)}"
        yield to.problem(error, message, to.description(error))


def _alternative_keys(to: Explainer, error: ValidationError) -> list[str]:
    """Return the keys of which one is asked for, where the alternatives ask for nothing else."""
    branches = to.library.at(error.absolute_keyword_location or "")
    keys: list[str] = []
    for branch in branches if isinstance(branches, list) else ():
        if not isinstance(branch, dict) or set(branch) - {"required", "title"}:
            return []
        asked = branch.get("required")
        if not isinstance(asked, list) or len(asked) != 1:
            return []
        keys.append(str(asked[0]))
    return keys if isinstance(error.instance, dict) else []


def _forms(to: Explainer, error: ValidationError) -> Iterator[str]:
    """Yield what each alternative is called, or its type."""
    location = error.absolute_keyword_location or ""
    branches = to.library.at(location)
    for index, branch in enumerate(branches if isinstance(branches, list) else ()):
        title = to.library.say(f"{location}/{index}", "title")
        type_ = branch.get("type") if isinstance(branch, dict) else None
        types = type_ if isinstance(type_, list) else [type_]
        yield title or either(_TYPE_WORDS.get(str(one), "another form") for one in types)


def _explain_limit(to: Explainer, error: ValidationError) -> Iterator[Problem]:
    """Explain a bound, and whatever has no explanation of its own, without quoting the value."""
    sentence = _LIMITS.get(error.kind.name, "this is not as it must be here")
    message = sentence.format(getattr(error.kind, "limit", ""))
    yield to.problem(error, message, to.description(error))


_EXPLANATIONS: dict[str, Callable[[Explainer, ValidationError], Iterator[Problem]]] = {
    "additionalProperties": _explain_unknown,
    "unevaluatedProperties": _explain_unknown,
    "propertyNames": _explain_key,
    "required": _explain_missing,
    "type": _explain_type,
    "enum": _explain_choice,
    "const": _explain_constant,
    "pattern": _explain_form,
    "format": _explain_form,
    "minLength": _explain_short,
    "minItems": _explain_short,
    "minProperties": _explain_short,
    "uniqueItems": _explain_twice,
    "anyOf": _explain_alternatives,
    "oneOf": _explain_alternatives,
}


def _field(error: ValidationError, name: str) -> Any:  # noqa: ANN401 - each keyword has its own
    """Return what an error's kind carries; jsonschema_rs types kinds by nested classes only."""
    return getattr(error.kind, name)


def _parent(error: ValidationError) -> str:
    """Return where the schema stands whose keyword the error is about."""
    return (error.absolute_keyword_location or "").rpartition("/")[0]


def _type(value: JsonValue | Any) -> str:  # noqa: ANN401 - jsonschema_rs says Any
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    types = {str: "string", int: "integer", float: "number", list: "array", dict: "object"}
    return types.get(type(value), "number")


def _is_of_other_type(branch: Sequence[ValidationError], path: Sequence[str | int]) -> bool:
    """Say whether a branch fails since the value itself, nothing in it, is of another type."""
    here = [error for error in branch if list(error.instance_path) == list(path)]
    return any(
        error.kind.name == "type"
        or (
            error.kind.name in ("const", "enum")
            and _type(error.instance) not in _option_types(error)
        )
        or (
            error.kind.name in ("anyOf", "oneOf")
            and all(_is_of_other_type(inner, path) for inner in _field(error, "context"))
        )
        for error in here
    )


def _option_types(error: ValidationError) -> set[str]:
    if error.kind.name == "const":
        return {_type(_field(error, "expected_value"))}
    return {_type(option) for option in _field(error, "options")}


def _rank(
    to: Explainer, branch: Sequence[ValidationError], path: Sequence[str | int]
) -> tuple[int, int, int, int]:
    """Return how far a branch is from what stands there.

    That is: keys like none it knows, keys it does not know, keys it misses, mistakes in all.
    """
    here = [error for error in branch if list(error.instance_path) == list(path)]
    unknown, strange = 0, 0
    for error in here:
        known = to.library.properties(_parent(error))
        names = [name for name in getattr(error.kind, "unexpected", ()) if name not in known]
        unknown += len(names)
        strange += sum(not nearest(name, known) for name in names)
    missing = sum(error.kind.name == "required" for error in here)
    return strange, unknown, missing, len(branch)


def _is_scalar(value: JsonValue | Any) -> bool:  # noqa: ANN401 - jsonschema_rs says Any
    return not isinstance(value, list | dict)


def _plain(value: JsonValue | Any) -> str:  # noqa: ANN401 - jsonschema_rs says Any
    return value if isinstance(value, str) else json.dumps(value)


def _quote(value: JsonValue | Any) -> str:  # noqa: ANN401 - jsonschema_rs says Any
    if isinstance(value, list | dict):
        return _TYPE_WORDS[_type(value)]
    text = " ".join(_plain(value).split())
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[: _LONGEST - 1]}…`"
