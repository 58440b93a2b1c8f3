"""Judge the facts of one operation together: what one finding has said, no other says again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from contractcheck.model.api_described import describe
from contractcheck.model.api_operation import Described
from contractcheck.model.case import Case, verdicts
from contractcheck.model.clause import Argument
from contractcheck.model.finding import Finding, joined
from contractcheck.model.needs import ApiFound
from contractcheck.model.operation_facts import (
    Answered,
    AnswerShows,
    AuthIs,
    BodyIs,
    NoOtherField,
    NoOtherParameter,
    OperationFact,
    ParameterIs,
    Renamed,
    RequestHas,
    SetByServer,
    ValueIs,
)
from contractcheck.model.operation_scope import find_operation, is_unread
from contractcheck.model.problem import UnreadableError
from contractcheck.model.renames import renames
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.operation_facts import answers, callers, parameters, request, values
from contractcheck.relations.operation_facts.look import Look

_Check = Callable[[Case, Any, Look], "Iterator[Finding] | None"]

_CHECKS: Mapping[type[Argument], _Check] = {
    AuthIs: callers.check,
    ParameterIs: parameters.check,
    NoOtherParameter: parameters.check_others,
    RequestHas: request.check,
    NoOtherField: request.check_others,
    BodyIs: request.check_body,
    ValueIs: values.check,
    Renamed: answers.check_renamed,
    SetByServer: answers.check_set_by_server,
    Answered: answers.check_status,
    AnswerShows: answers.check_shown,
}


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge what the contract says of the operations of one API.

    What operations share, a parameter or a schema, is one fault where it is one line.
    """
    by_operation: dict[str, list[Case]] = {}
    for case in cases:
        name = cast("OperationFact", case.clause.argument).operation
        by_operation.setdefault(name, []).append(case)
    findings: dict[tuple[object, ...], Finding] = {}
    for name, each in by_operation.items():
        for answer in _judge(name, each):
            if isinstance(answer, Verdict):
                yield answer
                continue
            key = (answer.rule, answer.place, answer.expected, answer.observed)
            findings[key] = joined(findings[key], answer) if key in findings else answer
    yield from findings.values()


def _judge(name: str, cases: Sequence[Case]) -> Iterator[Verdict | Finding]:
    found = next(fact for fact in cases[0].facts if isinstance(fact, ApiFound))
    operation = find_operation(name, found.api, found.base_paths)
    if operation is None:
        path = name.partition(" ")[2]
        unread = is_unread(path, found.api, found.base_paths)
        reason = f"the API declares `{path}` by a reference that is not followed"
        outcome = Outcome.CANT_TELL if unread else Outcome.INAPPLICABLE
        yield from verdicts(cases, outcome, reason if unread else f"the API has no `{name}`")
        return
    try:
        look = _look(cases, describe(found.api, operation))
    except UnreadableError as error:
        yield from verdicts(cases, Outcome.CANT_TELL, _why(error))
        return
    for case in cases:
        yield from _judged(case, look)


def _judged(case: Case, look: Look) -> Iterator[Verdict | Finding]:
    try:
        found = _CHECKS[type(case.clause.argument)](case, case.clause.argument, look)
        faults = None if found is None else list(found)
    except UnreadableError as error:
        yield Verdict(case.clause.id, Outcome.CANT_TELL, _why(error))
        return
    if faults is None:
        reason = "what it is about is not there: another clause says so"
        yield Verdict(case.clause.id, Outcome.INAPPLICABLE, reason)
        return
    yield from faults
    yield Verdict(case.clause.id, Outcome.FAILED if faults else Outcome.PASSED)


def _why(error: UnreadableError) -> str:
    return f"unreadable: {error.problem.location} ({error.problem.message})"


def _named(cases: Sequence[Case]) -> frozenset[str]:
    """Return every name of a field or parameter that the contract speaks of."""
    found: set[str] = set()
    for case in cases:
        match case.clause.argument:
            case RequestHas(_, name) | ParameterIs(_, name) | ValueIs(_, name):
                found |= {*name.replace("[]", "").split(".")}
            case SetByServer(_, name) | AnswerShows(_, _, name):
                found |= {*name.replace("[]", "").split(".")}
            case Renamed(_, sent, shown):
                found |= {sent, shown}
    return frozenset(found)


def _look(cases: Sequence[Case], described: Described) -> Look:
    """Return the look, with the new names of fields that the request does not have any more."""
    arguments = [case.clause.argument for case in cases]
    server = {one.name for one in arguments if isinstance(one, SetByServer)}
    look = Look(described, _named(cases), frozenset(server))
    wanted = [one.name for one in arguments if isinstance(one, RequestHas)]
    names = _names(described) if wanted else ()
    gone = [name for name in wanted if "." not in name and name not in names]
    look.renamed = renames(gone, [name for name in names if name not in look.fields])
    return look


def _names(described: Described) -> tuple[str, ...]:
    """Return the names of a request's fields; none where it cannot be read: each clause on it says so."""
    try:
        return described.request.schema.names if described.request else ()
    except UnreadableError:
        return ()
