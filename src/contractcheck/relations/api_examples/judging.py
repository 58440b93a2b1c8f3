"""Judge the examples of a place, each against the operation it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from contractcheck.model.api import Operation
from contractcheck.model.api_described import describe
from contractcheck.model.api_examples import ExampleFound, ExamplesFit, Part
from contractcheck.model.api_operation import Body, Described
from contractcheck.model.api_schema import Schema
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget, Severity
from contractcheck.model.named_operation import operation_named
from contractcheck.model.needs import ApiFound
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.api_examples.calling import (
    content_misfit,
    credential_misfit,
    form_misfits,
    query_misfits,
)
from contractcheck.relations.api_examples.fitting import Fitting
from contractcheck.relations.api_examples.holding import lacking
from contractcheck.relations.api_examples.misfit import Misfit

_NOT_CLAIMED = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the examples of each case's place."""
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        try:
            found = list(_case(case))
        except UnreadableError as error:
            reason = f"{error.problem.location}: {error.problem.message}"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason)
            continue
        yield from found
        failed = any(one.severity is Severity.ERROR for one in found)
        yield Verdict(case.clause.id, Outcome.FAILED if failed else Outcome.PASSED)


def _case(case: Case) -> Iterator[Finding]:
    argument = cast("ExamplesFit", case.clause.argument)
    brought = next(fact for fact in case.facts if isinstance(fact, ApiFound))
    described: dict[Operation, Described] = {}
    for found in case.facts:
        if not isinstance(found, ExampleFound) or _is_exempt(found):
            continue
        operation = operation_named(brought, found.method, found.path)
        if operation is None:
            continue
        if operation not in described:
            described[operation] = describe(brought.api, operation)
        for misfit in _misfits(found, described[operation], argument):
            yield _finding(case, found, misfit, operation)


def _is_exempt(found: ExampleFound) -> bool:
    return found.role is Role.HISTORY or found.mark.stance in _NOT_CLAIMED


def _misfits(found: ExampleFound, described: Described, argument: ExamplesFit) -> Iterator[Misfit]:
    held: tuple[Misfit, ...] = ()
    if found.data and _is_about(argument, found, described):
        held = tuple(lacking(found.data, argument.holds, described.at))
    yield from held
    strays = {one.at for one in held}
    is_answer = found.part is Part.RESPONSE
    every = _answer(found, described) if is_answer else _request(found, described)
    yield from (one for one in every if not (one.mild and one.at in strays))
    if argument.shows_auth and not is_answer:
        yield from credential_misfit(found, described)


def _is_about(argument: ExamplesFit, found: ExampleFound, described: Described) -> bool:
    """Say whether what an example has to hold is asked of this operation."""
    of = argument.of
    operation = described.operation
    same = not of.method or of.method == operation.method
    return same and of.part in (Part.ANY, found.part)


def _request(found: ExampleFound, described: Described) -> Iterator[Misfit]:
    if found.is_call:
        yield from query_misfits(found, described)
    yield from content_misfit(found, described)
    body = _body_for(found, described)
    if body is None:
        return
    if found.form:
        yield from form_misfits(found, body.schema)
    if found.data is not None:
        answered = frozenset(one.name for one in described.response_fields())
        fitting = Fitting(found.data, sends=True, answered=answered, at=found.at)
        yield from _fitted(found, fitting, body.schema)


def _body_for(found: ExampleFound, described: Described) -> Body | None:
    """Return the body that a call's content type means, JSON where nothing is said."""
    if found.form:
        forms = [one for one in described.bodies if "form" in one.media]
        return forms[0] if forms else described.request
    return described.request if described.request and described.request.is_json else None


def _answer(found: ExampleFound, described: Described) -> Iterator[Misfit]:
    status = found.status[0] if found.status else ""
    if status and described.answers and described.answer(status) is None:
        if not status.startswith("2"):
            return
        yield _unknown_status(status, found, described)
        status = ""
    body = described.response(status)
    if body is None or not body.is_json or found.data is None:
        return
    fitting = Fitting(found.data, sends=False, answered=frozenset(), at=found.at)
    yield from _fitted(found, fitting, body.schema)


def _unknown_status(status: str, found: ExampleFound, described: Described) -> Misfit:
    known = [one.status for one in described.answers if one.status.startswith("2")]
    message = f"`{described.operation}` does not answer `{status}`"
    message += f"; it answers {', '.join(f'`{one}`' for one in known)}" if known else ""
    at = found.status[1] if found.status else found.at
    replacement = known[0] if len(known) == 1 else None
    return Misfit(
        "example-status-unknown",
        f"status {status}",
        message,
        at,
        described.at,
        ", ".join(known),
        status,
        replacement,
    )


def _fitted(found: ExampleFound, fitting: Fitting, schema: Schema) -> Iterator[Misfit]:
    """Yield what does not fit; a body on its own may be an element of the list that is meant.

    One that shares less than half of its names with what is meant is the example of something else.
    """
    data = found.data
    value = data.data.value if data else None
    if found.is_call or found.is_exact or not isinstance(value, dict):
        yield from fitting.misfits(schema)
        return
    meant = max(_meant(schema), key=lambda one: _shared(one, value), default=schema)
    names = meant.names
    if names and value and 2 * _shared(meant, value) < len(value):
        return
    yield from fitting.misfits(meant)


def _meant(schema: Schema) -> Iterator[Schema]:
    """Yield a schema, its elements, and the elements of the lists in it."""
    yield schema
    if schema.items is not None:
        yield schema.items
        return
    for field in schema.fields:
        if field.schema.items is not None:
            yield field.schema.items


def _shared(schema: Schema, value: dict[str, object] | object) -> int:
    names = set(schema.names)
    return sum(1 for name in value if name in names) if isinstance(value, dict) else 0


def _finding(case: Case, found: ExampleFound, misfit: Misfit, operation: Operation) -> Finding:
    side = "answer" if found.part is Part.RESPONSE else "request"
    repairs = [Repair(RepairTarget.DOCUMENT, _advice(misfit), misfit.at, misfit.replacement)]
    finding = drift(
        case.clause,
        misfit.what,
        subject=f"{operation} {side} {misfit.name}".strip(),
        message=misfit.message,
        places=[misfit.at],
        expected=misfit.expected,
        observed=misfit.observed,
        related=[Related(misfit.declared, f"the API description of `{operation}`")],
        repairs=repairs,
    )
    return replace(finding, severity=Severity.WARNING) if misfit.mild else finding


def _advice(misfit: Misfit) -> str:
    if misfit.replacement:
        return f"write `{misfit.replacement}`"
    if misfit.what in ("example-field-missing", "example-field-elsewhere"):
        return f"show `{misfit.expected}`, or an ellipsis where fields are left out"
    if misfit.what == "example-without-credentials":
        return "show the header that carries the credential"
    if misfit.expected:
        return f"show {misfit.expected}"
    return "leave it out of the example"
