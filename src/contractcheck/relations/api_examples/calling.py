"""Whether a shown call fits its operation: parameters, content type, fields of a form, credentials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.api_examples import ExampleFound, ShownField
from contractcheck.model.api_operation import Described, Parameter
from contractcheck.model.api_schema import Schema
from contractcheck.model.near_names import nearest_name
from contractcheck.model.schema_limits import Limit, limit_broken
from contractcheck.relations.api_examples.fitting import listed
from contractcheck.relations.api_examples.misfit import Misfit

_NAME = re.compile(r"[\w.-]+")
_CREDENTIAL = re.compile(
    r"auth|key|token|secret|session|cookie|signature|credential", re.IGNORECASE
)
_OPEN = re.compile(r"[<>{}$%\u2026]|\.{3}|^(?:your|my)[_-]", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_TRUTHS = frozenset({"true", "false", "0", "1"})


def query_misfits(found: ExampleFound, described: Described) -> Iterator[Misfit]:
    """Yield what is wrong with the parameters behind the question mark."""
    known = {one.name: one for one in described.parameters if one.place == "query"}
    if any(one.place == "querystring" for one in described.parameters):
        return
    free = any("object" in (one.schema.types or ()) for one in known.values())
    given = {_base(one.name) for one in found.query}
    required = [one.name for one in known.values() if one.required and _base(one.name) not in given]
    paired: set[str] = set()
    for field in found.query:
        parameter = known.get(field.name) or known.get(_base(field.name))
        parameter = parameter or known.get(f"{_base(field.name)}[]")
        if parameter:
            yield from _parameter_value(field, parameter)
        elif _NAME.fullmatch(field.name) and not free and not _is_key(field.name, described):
            meant = nearest_name(field.name, required)
            paired.add(meant)
            yield _unknown_parameter(field, known, meant, described)
    if found.is_whole:
        for name in required:
            if name not in paired:
                message = f"the query parameter `{name}` is required and not in this example"
                yield Misfit(
                    "example-field-missing", f"?{name}", message, found.at, known[name].at, name
                )


def _base(name: str) -> str:
    """Return ``filter`` of ``filter[status]``, ``ids`` of ``ids[]``."""
    return name.replace("%5B", "[").partition("[")[0]


def _is_key(name: str, described: Described) -> bool:
    """Say whether a parameter is the key of a security scheme that sends one."""
    schemes = [one.type.lower() for one in described.security.schemes]
    return "apikey" in schemes and _CREDENTIAL.search(name) is not None


def _unknown_parameter(
    field: ShownField, known: dict[str, Parameter], meant: str, described: Described
) -> Misfit:
    near = meant or nearest_name(field.name, known)
    message = f"`{described.operation}` has no query parameter `{field.name}`"
    if meant:
        message += f"; `{meant}` is required and missing"
    elif near:
        message += f"; the nearest is `{near}`"
    declared = known[near].at if near else described.at
    return Misfit(
        "example-parameter-unknown",
        f"?{field.name}",
        message,
        field.at,
        declared,
        near,
        field.name,
        near or None,
    )


def _parameter_value(field: ShownField, parameter: Parameter) -> Iterator[Misfit]:
    if field.value and not _OPEN.search(field.value):
        yield from _text_value(field, parameter.schema, f"?{field.name}")


def _text_value(field: ShownField, schema: Schema, name: str) -> Iterator[Misfit]:
    """Yield that a text is none of the listed values, or no number or truth where that is wanted."""
    at, text = field.value_at or field.at, (field.value or "").strip()
    enum, types = schema.enum, schema.types
    if enum is not None:
        options = [str(one) for one in enum if one is not None]
        if text not in options and not text.replace(",", "").isdigit():
            near = nearest_name(text, options)
            message = f"`{field.name}` is `{text}`; the API has {listed(options)}"
            declared = schema.place_of("enum", "const")
            yield Misfit(
                "example-value-invalid",
                name,
                message,
                at,
                declared,
                listed(options),
                text,
                near or None,
            )
    elif types and types <= {"integer", "null"} and re.fullmatch(r"[A-Za-z_]+", text):
        message = f"`{field.name}` is `{text}`; the API has a whole number here"
        yield Misfit(
            "example-value-invalid", name, message, at, schema.key_at, "a whole number", text
        )
    elif (
        types
        and types <= {"boolean", "null"}
        and text.lower() not in _TRUTHS | {"yes", "no", "on", "off"}
    ):
        message = f"`{field.name}` is `{text}`; the API has true or false here"
        yield Misfit(
            "example-value-invalid", name, message, at, schema.key_at, "true or false", text
        )
    elif limit := _limit(schema, text):
        message = f"`{field.name}` is `{text}`; the API has {limit.wanted} here"
        yield Misfit("example-value-invalid", name, message, at, limit.at, limit.wanted, text)


def _limit(schema: Schema, text: str) -> Limit | None:
    """Return the limit that a text breaks, as the number it is where a number is wanted."""
    is_number = (schema.types or frozenset()) <= {"integer", "number", "null"} and schema.types
    if not is_number:
        return limit_broken(schema, text)
    return limit_broken(schema, float(text)) if _NUMBER.fullmatch(text) else None


def form_misfits(found: ExampleFound, schema: Schema) -> Iterator[Misfit]:
    """Yield what is wrong with the fields of a form."""
    fields = {one.name: one for one in schema.fields}
    free = schema.is_free or (not fields and not schema.is_closed)
    given = {_base(one.name) for one in found.form}
    missing = [
        one.name
        for one in fields.values()
        if one.required and one.name not in given and not one.schema.read_only
    ]
    missing = missing if found.is_whole else []
    paired: set[str] = set()
    for field in found.form:
        if field.name in fields:
            if field.value and not _OPEN.search(field.value):
                yield from _text_value(field, fields[field.name].schema, field.name)
        elif _NAME.fullmatch(field.name) and not free and "." not in field.name:
            meant = nearest_name(field.name, missing)
            paired.add(meant)
            near = meant or nearest_name(field.name, fields)
            mild = not schema.is_closed and not meant
            message = f"the API {'declares' if mild else 'takes'} no `{field.name}` here"
            message += f"; `{meant}` is required and missing" if meant else ""
            message += f"; the nearest is `{near}`" if near and not meant else ""
            declared = fields[near].at if near else schema.at
            yield Misfit(
                "example-field-unknown",
                field.name,
                message,
                field.at,
                declared,
                near,
                field.name,
                near or None,
                mild,
            )
    for name in missing:
        if name not in paired:
            message = f"`{name}` is required and not in this example"
            yield Misfit("example-field-missing", name, message, found.at, fields[name].at, name)


def content_misfit(found: ExampleFound, described: Described) -> Iterator[Misfit]:
    """Yield that a call is sent in a content type the operation does not take."""
    if found.content is None or not described.bodies or not (found.data or found.form):
        return
    shown, at = found.content
    media = shown.partition(";")[0].strip().lower()
    taken = [one.media.partition(";")[0].strip().lower() for one in described.bodies]
    if _OPEN.search(media) or "/" not in media or any(_takes(one, media) for one in taken):
        return
    message = f"`{described.operation}` takes {listed(sorted(set(taken)))}; this sends `{media}`"
    replacement = taken[0] if len(set(taken)) == 1 else None
    declared = described.data.locate_key(described.bodies[0].pointer)
    yield Misfit(
        "example-content-type", "Content-Type", message, at, declared, taken[0], media, replacement
    )


def _takes(wanted: str, media: str) -> bool:
    family, _, kind = wanted.partition("/")
    return wanted in ("*/*", media) or (kind == "*" and media.startswith(f"{family}/"))


def credential_misfit(found: ExampleFound, described: Described) -> Iterator[Misfit]:
    """Yield that a guarded operation is called without anything that looks like a credential."""
    if not found.is_call or not described.security.is_guarded:
        return
    shown = [*found.headers, *(field.name for field in found.query)]
    if any(_CREDENTIAL.search(one) for one in shown):
        return
    message = f"`{described.operation}` is guarded; this call carries no credential"
    declared = described.data.locate_key(described.security.pointer)
    yield Misfit("example-without-credentials", "credentials", message, found.at, declared)
