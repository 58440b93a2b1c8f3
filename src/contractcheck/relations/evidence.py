"""What evidence shows: every part of it, or one of several, seen lately enough; and what has to hold before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from contractcheck.model.case import Case
from contractcheck.model.evidence_grammar import AllOf, EvidenceHolds
from contractcheck.model.finding import Finding
from contractcheck.model.observed import VerdictFound
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.verdict_evidence import gate_of
from contractcheck.model.weighing import NEEDED, NOTHING, Weighed, together, weigh, weigh_one


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Weigh the evidence of each clause; what it waits for must have passed too."""
    for case in cases:
        argument = cast("EvidenceHolds", case.clause.argument)
        told = _told(case)
        parts = [_waits(name, told.get(name)) for name in argument.waits_for]
        if argument.evidence != AllOf(()) or not parts:
            parts.append(weigh(argument.evidence, told))
        yield _verdict(case, together(parts, NEEDED))


def judge_passed(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether all that a clause asks for has passed; one that is inapplicable counts for nothing."""
    for case in cases:
        found = [fact for fact in case.facts if isinstance(fact, VerdictFound)]
        counted = [fact for fact in found if fact.outcome is not Outcome.INAPPLICABLE]
        parts = [weigh_one(fact, None) for fact in counted or found]
        yield _verdict(case, together(parts, NEEDED) if parts else NOTHING)


def _told(case: Case) -> Mapping[str, VerdictFound]:
    found = (fact for fact in case.facts if isinstance(fact, VerdictFound))
    return {fact.verdict.clause: fact for fact in found}


def _verdict(case: Case, weighed: Weighed) -> Verdict:
    reason = "; ".join(weighed.reasons)
    return Verdict(
        case.clause.id, weighed.outcome, reason, gap=weighed.gap, observed=weighed.observed
    )


def _waits(name: str, fact: VerdictFound | None) -> Weighed:
    """Return what something that must hold before says; one that nobody judged is untested."""
    outcome = fact.outcome if fact else Outcome.UNTESTED
    if fact and outcome is Outcome.PASSED:
        return Weighed(outcome, (), None, fact.verdict.observed)
    if outcome is Outcome.INAPPLICABLE:
        outcome = Outcome.CANT_TELL
    return Weighed(outcome, (f"waits for `{gate_of(name)}`",), fact.verdict.gap if fact else None)
