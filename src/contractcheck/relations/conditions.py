"""What holds only under a condition is not used without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.conditions import OnlyWhen, UseFound, any_states, says_anyway
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.needs import PlaceGone
from contractcheck.model.observed import VerdictFound
from contractcheck.model.place_finding import place_gone
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict

_USED = frozenset({Stance.AFFIRMED, Stance.CONDITIONAL})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each name on its own; all its unconditional uses are one finding."""
    for case in cases:
        found = list(_judge(case))
        gate = next((fact for fact in case.facts if isinstance(fact, VerdictFound)), None)
        if gate and gate.outcome is not Outcome.FAILED:
            yield _by_gate(case, gate, found)
            continue
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _by_gate(case: Case, gate: VerdictFound, found: Sequence[Finding]) -> Verdict:
    """Return the verdict where a gate meets the condition, or where it is not known whether it does."""
    name = cast("OnlyWhen", case.clause.argument).gate
    if gate.outcome is Outcome.PASSED:
        return Verdict(case.clause.id, Outcome.INAPPLICABLE, f"the gate `{name}` is passed")
    if not found:
        return Verdict(case.clause.id, Outcome.PASSED)
    why = f": {gate.reason}" if gate.reason else ""
    reason = f"used without its condition, and the gate `{name}` cannot be told{why}"
    outcome = Outcome.UNTESTED if gate.outcome is Outcome.UNTESTED else Outcome.CANT_TELL
    return Verdict(case.clause.id, outcome, reason, gap=gate.verdict.gap)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("OnlyWhen", case.clause.argument)
    if argument.consumer:
        yield from _gone(case)
    bare = [
        use
        for use in case.facts
        if isinstance(use, UseFound) and use.term == argument.term and _is_bare(use, argument)
    ]
    if not bare:
        return
    whose = f" in `{argument.consumer}`" if argument.consumer else ""
    first = bare[0].value.at
    yield drift(
        case.clause,
        "condition-dropped",
        subject=argument.term,
        message=f"`{argument.term}` is used here without its condition;"
        f"{whose} it holds only when: {argument.condition}",
        places=[use.value.at for use in bare],
        expected=argument.condition,
        observed=bare[0].texts[0] if bare[0].texts else "",
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say the condition here: {argument.condition}", first),
            Repair(
                RepairTarget.CONTRACT,
                "if the condition is met for good, take it out of the contract",
                case.clause.at,
            ),
        ],
    )


def _gone(case: Case) -> Iterator[Finding]:
    """Yield each document or section of a consumer that is not there; behind those a gate is asked for."""
    named = cast("OnlyWhen", case.clause.argument).named_at
    for need, brought, at in zip(case.clause.needs, case.evidence, named, strict=False):
        if not brought.looked_at or any(isinstance(fact, PlaceGone) for fact in brought.facts):
            alone = replace(case.clause, needs=(need,))
            yield place_gone(Case(alone, (brought,)), named_at=at)


def _is_bare(use: UseFound, argument: OnlyWhen) -> bool:
    value = use.value
    if value.role is Role.HISTORY or (use.texts and use.texts[0].rstrip().endswith("?")):
        return False
    # "even without it" denies the condition and not the use
    if value.stance.stance not in _USED and not any(map(says_anyway, use.texts[:1])):
        return False
    if stands_at(value.at.document, use.sections, argument.attributed):
        return False
    return not any_states(use.texts, argument.condition, argument.term)
