"""Somebody in a role confirmed it, and that still counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from contractcheck.model.attestations import AttestationFound, ConfirmedBy, same_role
from contractcheck.model.case import Case
from contractcheck.model.evidence import GapReason
from contractcheck.model.finding import Finding
from contractcheck.model.verdict import Outcome, Verdict


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Pass where an attestation counts; where none does nobody can tell, and the reason says why."""
    for case in cases:
        yield _judged(case)


def _judged(case: Case) -> Verdict:
    role = cast("ConfirmedBy", case.clause.argument).role
    found = [fact for fact in case.facts if isinstance(fact, AttestationFound)]
    latest_first = sorted(found, key=lambda one: (one.attestation.on, one.attestation.at))[::-1]
    refused = [(one, _refusal(one, role)) for one in latest_first]
    counting = [one.attestation for one, why in refused if not why]
    if counting:
        seen = tuple(str(one.at) for one in counting[:1])
        return Verdict(case.clause.id, Outcome.PASSED, observed=counting[0].on, seen=seen)
    if refused:
        # Of several the one by the asked role says best what is to be renewed.
        refused.sort(key=lambda each: not same_role(each[0].attestation.role, role))
        first, why = refused[0]
        reason = f"the attestation at {first.attestation.at} does not count: {why}"
        gap = GapReason.STALE if _is_over(first) else GapReason.NO_EVIDENCE
        return Verdict(case.clause.id, Outcome.CANT_TELL, reason, gap=gap)
    reason = f"nobody confirmed it: there is no attestation by `{role}`"
    return Verdict(case.clause.id, Outcome.CANT_TELL, reason, gap=GapReason.NO_EVIDENCE)


def _refusal(found: AttestationFound, role: str) -> str:
    """Say why an attestation does not count today; nothing where it does."""
    given = found.attestation
    if not same_role(given.role, role):
        return f"it is by `{given.role}`, and `{role}` is asked for"
    if given.on > found.today:
        return f"its day {given.on} is still to come"
    if _is_over(found):
        return f"it expired with {given.expires}"
    if found.changed:
        return f"what was looked at changed: {'; '.join(found.changed)}"
    return ""


def _is_over(found: AttestationFound) -> bool:
    """Say whether the last day on which an attestation counts has passed."""
    expires = found.attestation.expires
    return expires is not None and expires < found.today
