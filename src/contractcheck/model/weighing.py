"""What pieces of evidence come to together: all of several, or one of them, seen lately enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contractcheck.model.evidence import GapReason
from contractcheck.model.evidence_grammar import AnyOf, EvidenceTree, Shown
from contractcheck.model.observed import VerdictFound
from contractcheck.model.verdict import Outcome

NEEDED = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED)
"""Of several that are all needed, the first of these that one of them has."""
_ENOUGH = (Outcome.PASSED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.FAILED)
"""Of several of which one is enough, the first of these that one of them has."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a part shows, why it is not ``passed``, and the oldest day it rests on."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    gap: GapReason | None = None
    observed: date | None = None


NOTHING = Weighed(Outcome.CANT_TELL, ("no evidence is declared",), GapReason.NO_EVIDENCE)


def weigh(tree: EvidenceTree, told: Mapping[str, VerdictFound]) -> Weighed:
    """Return what a tree of evidence shows, by the verdicts on its pieces."""
    if isinstance(tree, Shown):
        return weigh_one(told[tree.clause], tree.age)
    parts = [weigh(part, told) for part in tree.parts]
    return together(parts, _ENOUGH if isinstance(tree, AnyOf) else NEEDED)


def together(parts: Sequence[Weighed], ranks: Sequence[Outcome]) -> Weighed:
    """Return several as one: its outcome is the first in rank, its reasons those of that outcome."""
    if not parts:
        return NOTHING
    outcome = min((part.outcome for part in parts), key=ranks.index)
    deciding = [part for part in parts if part.outcome is outcome]
    reasons = dict.fromkeys(reason for part in deciding for reason in part.reasons)
    days = [part.observed for part in deciding if part.observed]
    gaps = [part.gap for part in deciding if part.gap]
    blocked = GapReason.BLOCKED if GapReason.BLOCKED in gaps else next(iter(gaps), None)
    return Weighed(outcome, tuple(reasons), blocked, min(days, default=None))


def weigh_one(fact: VerdictFound, limit: int | None) -> Weighed:
    """Return what a piece of evidence shows; one that is older than its limit shows nothing."""
    verdict = fact.verdict
    if limit is not None and fact.age is not None and fact.age > limit:
        said = f"evidence expired: {_says(fact)} was seen {fact.age} days ago, {limit} are allowed"
        return Weighed(Outcome.CANT_TELL, (said,), GapReason.STALE, verdict.observed)
    outcome, reason = verdict.outcome, f": {verdict.reason}" if verdict.reason else ""
    if outcome is Outcome.PASSED:
        return Weighed(outcome, (), None, verdict.observed)
    if outcome is Outcome.INAPPLICABLE:
        outcome, reason = Outcome.CANT_TELL, f" does not apply{reason}"
    said = f"{_says(fact)}{reason}" if reason or not fact.findings else fact.reason
    return Weighed(outcome, (said,), verdict.gap, verdict.observed)


def _says(fact: VerdictFound) -> str:
    return fact.clause.says if fact.clause else f"`{fact.verdict.clause}`"
