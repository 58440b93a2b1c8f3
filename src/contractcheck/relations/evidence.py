"""What evidence shows: every part of it, or one of several, seen lately enough; and what has to hold before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from contractcheck.model.case import Case
from contractcheck.model.evidence import GapReason
from contractcheck.model.evidence_grammar import AllOf, AnyOf, EvidenceHolds, EvidenceTree, Shown
from contractcheck.model.finding import Finding
from contractcheck.model.observed import VerdictFound
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.verdict_evidence import gate_of

_NEEDED = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED)
"""Of several that are all needed, the first of these that one of them has."""
_ENOUGH = (Outcome.PASSED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.FAILED)
"""Of several of which one is enough, the first of these that one of them has."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What a part shows, why it is not ``passed``, and the oldest day it rests on."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    gap: GapReason | None = None
    observed: date | None = None


_NOTHING = _Weighed(Outcome.CANT_TELL, ("no evidence is declared",), GapReason.NO_EVIDENCE)


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Weigh the evidence of each clause; what it waits for must have passed too."""
    for case in cases:
        argument = cast("EvidenceHolds", case.clause.argument)
        told = _told(case)
        parts = [_waits(name, told.get(name)) for name in argument.waits_for]
        if argument.evidence != AllOf(()) or not parts:
            parts.append(_weigh(argument.evidence, told))
        yield _verdict(case, _together(parts, _NEEDED))


def judge_passed(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether all that a clause asks for has passed; one that is inapplicable counts for nothing."""
    for case in cases:
        found = [fact for fact in case.facts if isinstance(fact, VerdictFound)]
        counted = [fact for fact in found if fact.outcome is not Outcome.INAPPLICABLE]
        parts = [_leaf(fact, None) for fact in counted or found]
        yield _verdict(case, _together(parts, _NEEDED) if parts else _NOTHING)


def _told(case: Case) -> Mapping[str, VerdictFound]:
    found = (fact for fact in case.facts if isinstance(fact, VerdictFound))
    return {fact.verdict.clause: fact for fact in found}


def _verdict(case: Case, weighed: _Weighed) -> Verdict:
    reason = "; ".join(weighed.reasons)
    return Verdict(
        case.clause.id, weighed.outcome, reason, gap=weighed.gap, observed=weighed.observed
    )


def _weigh(tree: EvidenceTree, told: Mapping[str, VerdictFound]) -> _Weighed:
    if isinstance(tree, Shown):
        return _leaf(told[tree.clause], tree.age)
    parts = [_weigh(part, told) for part in tree.parts]
    return _together(parts, _ENOUGH if isinstance(tree, AnyOf) else _NEEDED)


def _together(parts: Sequence[_Weighed], ranks: Sequence[Outcome]) -> _Weighed:
    """Return several as one: its outcome is the first in rank, its reasons those of that outcome."""
    if not parts:
        return _NOTHING
    outcome = min((part.outcome for part in parts), key=ranks.index)
    deciding = [part for part in parts if part.outcome is outcome]
    reasons = dict.fromkeys(reason for part in deciding for reason in part.reasons)
    days = [part.observed for part in deciding if part.observed]
    gaps = [part.gap for part in deciding if part.gap]
    blocked = GapReason.BLOCKED if GapReason.BLOCKED in gaps else next(iter(gaps), None)
    return _Weighed(outcome, tuple(reasons), blocked, min(days, default=None))


def _leaf(fact: VerdictFound, limit: int | None) -> _Weighed:
    verdict = fact.verdict
    if limit is not None and fact.age is not None and fact.age > limit:
        said = f"evidence expired: {_says(fact)} was seen {fact.age} days ago, {limit} are allowed"
        return _Weighed(Outcome.CANT_TELL, (said,), GapReason.STALE, verdict.observed)
    outcome, reason = verdict.outcome, f": {verdict.reason}" if verdict.reason else ""
    if outcome is Outcome.PASSED:
        return _Weighed(outcome, (), None, verdict.observed)
    if outcome is Outcome.INAPPLICABLE:
        outcome, reason = Outcome.CANT_TELL, f" does not apply{reason}"
    said = f"{_says(fact)}{reason}" if reason or not fact.findings else fact.reason
    return _Weighed(outcome, (said,), verdict.gap, verdict.observed)


def _says(fact: VerdictFound) -> str:
    return fact.clause.says if fact.clause else f"`{fact.verdict.clause}`"


def _waits(name: str, fact: VerdictFound | None) -> _Weighed:
    """Return what something that must hold before says; one that nobody judged is untested."""
    outcome = fact.outcome if fact else Outcome.UNTESTED
    if fact and outcome is Outcome.PASSED:
        return _Weighed(outcome, (), None, fact.verdict.observed)
    if outcome is Outcome.INAPPLICABLE:
        outcome = Outcome.CANT_TELL
    return _Weighed(outcome, (f"waits for `{gate_of(name)}`",), fact.verdict.gap if fact else None)
