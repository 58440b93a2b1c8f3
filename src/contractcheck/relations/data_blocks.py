"""Blocks of data: each keeps the schema, there are so many, and keys that name them differ."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, cast

from jsonschema_rs import Draft202012Validator, RegexOptions, ValidationError

from contractcheck.model.case import Case, drift
from contractcheck.model.data import child, pointer_of
from contractcheck.model.data_blocks import (
    BlockBroken,
    BlockFound,
    BlocksConform,
    SchemaFileFound,
    SchemaFileNeed,
)
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.per_document import each_document
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.verdict import Outcome, Verdict

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Fault:
    """One way in which a block breaks the schema."""

    what: str
    key: str
    message: str
    at: Location
    expected: str = ""
    observed: str = ""
    replacement: str | None = None


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the blocks of each document on their own."""
    for case in cases:
        found = list(_case(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _case(case: Case) -> Iterator[Finding]:
    text, at = _schema(case)
    if text is None:
        yield _refused(case, "the file of the schema is not there", at)
        return
    try:
        validator = _compiled(text) if text else None
    except (ValueError, ValidationError) as error:
        yield _refused(case, f"this is no JSON Schema: {_first_line(error)}", at)
        return
    for _, part in each_document(case):
        yield from _document(part, validator)


def _schema(case: Case) -> tuple[str | None, Location]:
    """Return the text of the schema, ``None`` for a file that is not there, and where it is named."""
    argument = cast("BlocksConform", case.clause.argument)
    in_file = any(isinstance(need, SchemaFileNeed) for need in case.clause.needs)
    found = next((fact for fact in case.facts if isinstance(fact, SchemaFileFound)), None)
    if found:
        return found.schema, found.at
    return (None if in_file else argument.schema), argument.schema_at


@lru_cache(maxsize=64)
def _compiled(text: str) -> Draft202012Validator:
    """Compile a schema that fetches nothing and matches patterns in linear time."""
    return Draft202012Validator(
        json.loads(text), validate_formats=True, offline=True, pattern_options=RegexOptions()
    )


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _refused(case: Case, message: str, at: Location) -> Finding:
    return drift(
        case.clause,
        "schema-invalid",
        subject="schema",
        message=message,
        places=[at],
        repairs=[Repair(RepairTarget.CONTRACT, "correct the schema (JSON Schema 2020-12)", at)],
    )


def _document(case: Case, validator: Draft202012Validator | None) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    for fact in case.facts:
        if isinstance(fact, BlockBroken):
            yield _broken(case, fact)
    blocks = [fact for fact in case.facts if isinstance(fact, BlockFound)]
    yield from _counted(case, blocks)
    for block in blocks:
        errors = validator.iter_errors(block.data.value) if validator else ()
        for fault in _paired([fault for error in errors for fault in _explain(block, error)]):
            yield _fault(case, block, fault)
    yield from _repeated(case, blocks)


def _broken(case: Case, fact: BlockBroken) -> Finding:
    noun = cast("BlocksConform", case.clause.argument).noun
    return drift(
        case.clause,
        "block-unreadable",
        subject=fact.message,
        message=f"this {noun} cannot be read as data: {fact.message}",
        places=[fact.at],
        repairs=[Repair(RepairTarget.DOCUMENT, "correct the YAML or JSON", fact.at)],
    )


def _counted(case: Case, blocks: Sequence[BlockFound]) -> Iterator[Finding]:
    """Yield that there is no block where one is expected, or another number of them."""
    argument = cast("BlocksConform", case.clause.argument)
    broken = [fact for fact in case.facts if isinstance(fact, BlockBroken)]
    number = len(blocks) + len(broken)
    wanted = argument.count
    if number and wanted in (None, number):
        return
    first = next(at for fact in case.facts if (at := getattr(fact, "at", None)))
    at = blocks[-1].at if blocks else first
    what = f"no {argument.noun} stands here" if not number else f"{number} times {argument.noun}"
    expected = f"{wanted}" if wanted is not None else "one at least"
    if number == wanted:
        return
    yield drift(
        case.clause,
        "block-missing" if not number else "block-count-differs",
        subject=argument.noun,
        message=f"{what}; the contract has {expected}",
        places=[at],
        expected=expected,
        observed=str(number),
        repairs=[Repair(RepairTarget.DOCUMENT, f"show the declared number: {expected}", at)],
    )


def _repeated(case: Case, blocks: Sequence[BlockFound]) -> Iterator[Finding]:
    argument = cast("BlocksConform", case.clause.argument)
    for key in argument.unique:
        first: dict[str, BlockFound] = {}
        for block in blocks:
            value = block.value(key)
            known = first.setdefault(value, block) if value is not None else block
            if value is None or known is block:
                continue
            at, other = block.data.locate(f"/{key}"), known.data.locate(f"/{key}")
            yield drift(
                case.clause,
                "value-repeated",
                subject=f"{key} {value}",
                message=f"`{value}` is the `{key}` of another {argument.noun} already",
                places=[at],
                observed=value,
                related=[Related(other, f"the first {argument.noun} with it")],
                repairs=[Repair(RepairTarget.DOCUMENT, f"give it a `{key}` of its own", at)],
            )


def _fault(case: Case, block: BlockFound, fault: _Fault) -> Finding:
    argument = cast("BlocksConform", case.clause.argument)
    name = next((block.value(key) for key in argument.unique if block.value(key)), None)
    subject = f"{name} {fault.key}" if name else fault.key
    repairs = [Repair(RepairTarget.DOCUMENT, "correct it here", fault.at, fault.replacement)]
    repairs.append(Repair(RepairTarget.CONTRACT, "change the schema", argument.schema_at))
    return drift(
        case.clause,
        fault.what,
        subject=subject,
        message=fault.message,
        places=[fault.at],
        expected=fault.expected,
        observed=fault.observed,
        repairs=repairs,
    )


def _explain(block: BlockFound, error: ValidationError) -> Iterator[_Fault]:
    """Yield what one error of the validator means, each part at its own key or value."""
    if not _is_number(error):
        yield from _EXPLAIN.get(error.kind.name, _other)(block, error)


def _paired(faults: Sequence[_Fault]) -> Iterator[_Fault]:
    """Yield the faults, a missing key and an unknown one that is a slip of it as one."""
    missing = {fault.key: fault for fault in faults if fault.what == "key-missing"}
    slips: dict[str, str] = {}
    for fault in faults:
        near = get_close_matches(fault.key, missing, n=1) if fault.what == "key-unknown" else []
        if near and near[0] not in slips.values():
            slips[fault.key] = near[0]
    for fault in faults:
        if fault.what == "key-unknown" and fault.key in slips:
            meant = missing[slips[fault.key]].expected
            message = f"the schema knows no key `{fault.observed}`, and `{meant}` is missing"
            yield replace(fault, message=message, expected=meant, replacement=meant)
        elif fault.what != "key-missing" or fault.key not in slips.values():
            yield fault


def _field(error: ValidationError, name: str) -> Any:  # noqa: ANN401 - the validator gives no types
    return getattr(error.kind, name)


def _is_number(error: ValidationError) -> bool:
    """Say whether a number is wanted and stands there: YAML keeps 1.5 as it is written."""
    wanted = error.kind.name == "type" and "number" in _field(error, "types")
    if not wanted or not isinstance(error.instance, str):
        return False
    sign_aside = error.instance.removeprefix("-").replace(".", "", 1)
    return sign_aside.isascii() and sign_aside.isdigit()


def _missing(block: BlockFound, error: ValidationError) -> Iterator[_Fault]:
    pointer, name = pointer_of(error.instance_path), str(_field(error, "property"))
    at = block.data.locate_key(pointer) if pointer else block.at
    yield _Fault("key-missing", _dotted(error, name), f"the key `{name}` is missing here", at, name)


def _unknown(block: BlockFound, error: ValidationError) -> Iterator[_Fault]:
    for name in _field(error, "unexpected"):
        at = block.data.locate_key(child(pointer_of(error.instance_path), name))
        message = f"the schema knows no key `{name}`"
        yield _Fault("key-unknown", _dotted(error, name), message, at, observed=name)


def _choice(block: BlockFound, error: ValidationError) -> Iterator[_Fault]:
    raw = _field(error, "options" if error.kind.name == "enum" else "expected_value")
    options = [_show(one) for one in (raw if isinstance(raw, list) else [raw])]
    shown = _show(error.instance)
    near = get_close_matches(shown, options, n=1)
    wanted = f"one of {', '.join(options)}" if len(options) > 1 else options[0]
    message = f"`{_dotted(error)}` is `{shown}`; the contract has {wanted}"
    at = block.data.locate(pointer_of(error.instance_path))
    yield _Fault("value-invalid", _dotted(error), message, at, wanted, shown, *near)


def _type(block: BlockFound, error: ValidationError) -> Iterator[_Fault]:
    wanted = " or ".join(_TYPES[one] for one in _field(error, "types"))
    message = f"`{_dotted(error)}` has to be {wanted}, and is `{_show(error.instance)}`"
    at = block.data.locate(pointer_of(error.instance_path))
    yield _Fault("value-invalid", _dotted(error), message, at, wanted, _show(error.instance))


def _other(block: BlockFound, error: ValidationError) -> Iterator[_Fault]:
    at = block.data.locate(pointer_of(error.instance_path))
    name = _dotted(error) or "the whole block"
    message = f"`{name}` does not keep the schema: {_first_line(error)}"
    yield _Fault("value-invalid", name, message, at, observed=_show(error.instance))


_EXPLAIN: Mapping[str, Callable[[BlockFound, ValidationError], Iterator[_Fault]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "enum": _choice,
    "const": _choice,
    "type": _type,
}


def _dotted(error: ValidationError, *more: str) -> str:
    return ".".join(str(part) for part in (*error.instance_path, *more))


def _show(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"
