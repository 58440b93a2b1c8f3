"""What an API has is documented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.api import Operation
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.needs import ApiFound, OperationMention, PlaceFound
from contractcheck.model.operation_scope import is_named, is_of
from contractcheck.model.path_template import same_template, strip_base, template_accepts
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role, Stance
from contractcheck.model.surface import OperationsShown
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.written_targets import own_path
from contractcheck.relations.surface.found import answer, api_of

_NOT_SHOWN = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED})


def judge_shown(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether the places of a case show each operation."""
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        yield from answer(case, _undocumented(case))


def _undocumented(case: Case) -> Iterator[Finding]:
    argument, found = cast("OperationsShown", case.clause.argument), api_of(case)
    shown = [
        (fact.method, strip_base(own_path(fact.path, found.hosts), found.base_paths))
        for fact in case.facts
        if isinstance(fact, OperationMention)
        and fact.value.role is not Role.HISTORY
        and fact.value.stance.stance not in _NOT_SHOWN
        and own_path(fact.path, found.hosts)
    ]
    bases = found.base_paths
    for one in found.api.operations:
        wanted = is_of(one, argument.scope, bases) or is_named(one, argument.named, bases)
        if wanted and not any(_names(one, method, path) for method, path in shown):
            yield _finding(case, one, found)


def _names(one: Operation, method: str, path: str) -> bool:
    same = same_template(one.path, path) or template_accepts(one.path, path)
    return same and method in {"", one.method}


def _finding(case: Case, one: Operation, found: ApiFound) -> Finding:
    place = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    return drift(
        case.clause,
        "operation-undocumented",
        subject=str(one),
        message=f"`{one}` is not documented here; the API has it",
        places=[place],
        expected=str(one),
        related=[Related(found.api.locate(one), "the API description")],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"document `{one}`", place),
            Repair(RepairTarget.CONTRACT, "narrow the scope", case.clause.at),
        ],
    )
