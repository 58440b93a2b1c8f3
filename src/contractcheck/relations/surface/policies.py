"""Who may call an API, which operations change something, and what schemas these take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.api import Operation
from contractcheck.model.api_described import describe, security_of
from contractcheck.model.api_operation import Described
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.needs import ApiFound
from contractcheck.model.operation_scope import READS, is_of, means
from contractcheck.model.surface import OnlyMutations, OnlyOpen, OwnRequestSchemas
from contractcheck.model.verdict import Verdict
from contractcheck.relations.surface.found import answer, api_of, paths_at


def judge_open(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge which operations may be called without credentials."""
    for case in cases:
        yield from answer(case, _wrongly_open(case))


def _wrongly_open(case: Case) -> Iterator[Finding]:
    argument, found = cast("OnlyOpen", case.clause.argument), api_of(case)
    once = [one for one in argument.open_ if one not in argument.named]
    yield from _meaningless(case, once, found)
    for one in found.api.operations:
        security = security_of(found.api, one)
        may_be_open = is_of(one, argument.open_, found.base_paths)
        if may_be_open is not security.is_guarded:
            continue
        at = found.api.data.locate_key(security.pointer)
        said = "asks for credentials" if security.is_guarded else "asks nobody for credentials"
        wanted = "is open to all" if may_be_open else "is not open"
        yield drift(
            case.clause,
            "operation-guarded" if security.is_guarded else "operation-open",
            subject=str(one),
            message=f"`{one}` {said}; by the contract it {wanted}",
            places=[at],
            observed=said,
            related=[Related(found.api.locate(one), "the operation")],
            repairs=[
                Repair(RepairTarget.DOCUMENT, f"correct the `security` of `{one}`", at),
                Repair(RepairTarget.CONTRACT, "change what may be open", case.clause.at),
            ],
        )


def _meaningless(case: Case, patterns: Sequence[str], found: ApiFound) -> Iterator[Finding]:
    """Yield a finding for each pattern that means no operation (any more)."""
    for pattern in patterns:
        if not any(means(pattern, one, found.base_paths) for one in found.api.operations):
            at = paths_at(found.api)
            yield drift(
                case.clause,
                "operation-missing",
                subject=pattern,
                message=f"the API has no operation `{pattern}`",
                places=[at],
                expected=pattern,
                repairs=[
                    Repair(RepairTarget.CONTRACT, f"take `{pattern}` out", case.clause.at),
                ],
            )


def judge_mutations(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge which operations change something."""
    for case in cases:
        yield from answer(case, _mutations_elsewhere(case))


def _mutations_elsewhere(case: Case) -> Iterator[Finding]:
    argument, found = cast("OnlyMutations", case.clause.argument), api_of(case)
    yield from _meaningless(case, argument.reads, found)
    allowed = (*argument.only, *argument.reads)
    where = " and ".join(f"`{one}`" for one in argument.only) or "nothing"
    for one in found.api.operations:
        if one.method not in READS and not is_of(one, allowed, found.base_paths):
            at = found.api.locate(one)
            yield drift(
                case.clause,
                "mutation-elsewhere",
                subject=str(one),
                message=f"`{one}` changes something; by the contract only {where} does",
                places=[at],
                observed=str(one),
                repairs=[
                    Repair(RepairTarget.DOCUMENT, "take the operation out of the API", at),
                    Repair(RepairTarget.CONTRACT, f"list `{one}` under `reads`", case.clause.at),
                ],
            )


def judge_schemas(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether requests have schemas of their own."""
    for case in cases:
        yield from answer(case, _shared_schemas(case))


def _shared_schemas(case: Case) -> Iterator[Finding]:
    argument, found = cast("OwnRequestSchemas", case.clause.argument), api_of(case)
    yield from _meaningless(case, argument.named, found)
    for one in found.api.operations:
        if one.method in READS or (
            argument.named and not is_of(one, argument.named, found.base_paths)
        ):
            continue
        shared = _shared(describe(found.api, one))
        if shared:
            yield _same_schema(case, one, shared, found)


def _shared(described: Described) -> tuple[str, str] | None:
    """Return the pointers of the request's schema and of the one it shares with the answer, or nothing."""
    request, response = described.request, described.response()
    if request is None or response is None or not request.schema.pointers:
        return None
    taken = request.schema.written_at
    shown = [response.schema]
    if items := response.schema.items:
        shown.append(items)
    for schema in shown:
        pointer = schema.target
        if pointer and pointer in taken:
            return request.schema.pointer, pointer
    return None


def _same_schema(case: Case, one: Operation, shared: tuple[str, str], found: ApiFound) -> Finding:
    data = found.api.data
    at, name = data.locate_key(shared[0]), shared[1].rpartition("/")[2]
    return drift(
        case.clause,
        "schema-shared",
        subject=str(one),
        message=f"`{one}` takes the schema `{name}` of its own answer",
        places=[at],
        observed=name,
        related=[Related(data.locate_key(shared[1]), "the schema of both")],
        repairs=[
            Repair(
                RepairTarget.DOCUMENT,
                "give the request a schema of its own, without what the server sets",
                at,
            ),
        ],
    )
