"""The schema that an answer has to keep: a file of the tree, or what the API's description says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator, RegexOptions, ValidationError

from contractcheck.model.api_described import describe
from contractcheck.model.api_operation import Answer as Described
from contractcheck.model.case import Case
from contractcheck.model.data import pointer_of
from contractcheck.model.data_blocks import SchemaFileFound
from contractcheck.model.evidence import GapReason
from contractcheck.model.needs import ApiFound
from contractcheck.model.path_template import same_template, strip_base, template_accepts
from contractcheck.model.probes import OWN_SCHEMA, Answer, AnswerIs, ProbeNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.relations.probes.faults import Fault, Meaning
from contractcheck.relations.probes.older import as_json_schema

_MOST_PLACES = 5
_NO_JSON_SCHEMA = frozenset({"$schema", "$id", "$self"})


def check(case: Case, answer: Answer) -> Meaning:
    """Return how an answer keeps the schema that the contract names; an answer of data only."""
    wanted = case.clause.argument
    if not isinstance(wanted, AnswerIs) or not wanted.schema or answer.data is None:
        return Meaning()
    if wanted.schema == OWN_SCHEMA:
        schema, why = _described(case, answer)
    else:
        schema, why = _of_file(case), ""
        if schema is None:
            return _unusable(f"there is no file `{wanted.schema}`")
    if why:
        return Meaning(unknown=why, gap=GapReason.UNREADABLE)
    try:
        validator = Draft202012Validator(
            schema, validate_formats=True, offline=True, pattern_options=RegexOptions()
        )
    except (ValueError, ValidationError) as error:
        if wanted.schema == OWN_SCHEMA:
            why = "the schema in the API's description cannot be used"
            return Meaning(unknown=why, gap=GapReason.UNREADABLE)
        return _unusable(f"`{wanted.schema}` is no JSON Schema: {str(error).partition(chr(10))[0]}")
    errors = list(validator.iter_errors(answer.data.value))
    return Meaning((_fault(answer, wanted, errors),)) if errors else Meaning()


def _unusable(why: str) -> Meaning:
    return Meaning((Fault("probe-schema-unusable", "schema", f"cannot be held: {why}"),))


def _of_file(case: Case) -> Any:  # noqa: ANN401 - whatever the file holds
    for fact in case.facts:
        if isinstance(fact, SchemaFileFound):
            return json.loads(fact.schema)
    return None


def _described(case: Case, answer: Answer) -> tuple[Any, str]:
    """Return the schema that the description has for an answer, or why there is none."""
    found = next((fact for fact in case.facts if isinstance(fact, ApiFound)), None)
    need = next(one for one in case.clause.needs if isinstance(one, ProbeNeed))
    if found is None:
        return None, "the API's description was not read"
    try:
        pointers, other = _pointers(found, need, answer)
    except UnreadableError as error:
        return None, f"the schema of this answer cannot be told: {error.problem.message}"
    root = found.api.data.value
    if not pointers or not isinstance(root, dict):
        return (
            None,
            f"the API's description has no schema for {answer.status} of {need.shown}{other}",
        )
    usable = {key: value for key, value in root.items() if key not in _NO_JSON_SCHEMA}
    if str(root.get("openapi", root.get("swagger", ""))).startswith(("2.", "3.0")):
        usable = {key: as_json_schema(value) for key, value in usable.items()}
    return {**usable, "$ref": f"#{quote(pointers[0], safe='/~')}"}, ""


def _pointers(found: ApiFound, need: ProbeNeed, answer: Answer) -> tuple[tuple[str, ...], str]:
    """Return the schema of an answer, or what the description says of it instead."""
    path = strip_base(need.path.partition("?")[0], found.base_paths)
    operations = [one for one in found.api.operations if one.method == need.method]
    same = [one for one in operations if same_template(one.path, path)]
    fitting = same or [one for one in operations if template_accepts(one.path, path)]
    if not fitting:
        return (), ": it has no such operation"
    answers = {one.status.upper(): one for one in describe(found.api, fitting[0]).answers}
    for status in (str(answer.status), f"{answer.status // 100}XX", "DEFAULT"):
        if status in answers:
            return _of_media(answers[status], answer)
    return (), f": it tells of {', '.join(answers)}" if answers else ""


def _of_media(described: Described, answer: Answer) -> tuple[tuple[str, ...], str]:
    """Return the schema for the media type that came, else the one that covers it."""
    kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
    by_media = {one.media.lower(): one.schema.pointers for one in described.bodies}
    ranges = (kind, f"{kind.partition('/')[0]}/*", "*/*")
    covered = next((by_media[one] for one in ranges if one in by_media), ())
    told = f" as {kind or 'nothing'}, which came, but for {' and '.join(by_media)}"
    return covered, told if by_media and not covered else ""


def _fault(answer: Answer, wanted: AnswerIs, errors: list[ValidationError]) -> Fault:
    """Return all errors as one fault; what is said of each is a name of the schema, never a value."""
    sayings = tuple(_sayings(errors[:_MOST_PLACES]))
    first = sayings[0]
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    data = answer.data
    shown = errors[:_MOST_PLACES]
    at = tuple(data.locate(pointer_of(one.instance_path)) for one in shown) if data else ()
    message = f"does not keep its schema: {first}{more}"
    return Fault("probe-schema-differs", "schema", message, wanted.schema, first, at, sayings)


def _sayings(errors: list[ValidationError]) -> Iterator[str]:
    for error in errors:
        at = ".".join("*" if isinstance(one, int) else str(one) for one in error.instance_path)
        place = f"`{at}`" if at else "the whole body"
        if error.kind.name == "required":
            name: Any = getattr(error.kind, "property", "")
            full = f"{at}.{name}" if at else str(name)
            yield f"`{full}` is missing"
        elif error.kind.name == "type":
            types: Any = getattr(error.kind, "types", ())
            yield f"{place} is not of the type {' or '.join(map(str, types))}"
        else:
            yield f"{place} does not keep `{error.kind.name}`"
