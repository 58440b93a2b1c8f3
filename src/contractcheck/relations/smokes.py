"""Every declared name is accepted and kept, an undeclared one is rejected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import GapReason
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.smokes import Kept, SmokeEnded, SmokeHolds, SmokeSent, holds
from contractcheck.model.verdict import Outcome, Verdict

_BLOCKING = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with one name; those with the same ``said`` are one fault of the server."""

    what: str
    member: str
    said: str
    repair: str


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each smoke; whatever the verdict, the reason says what it left on the server."""
    for case in cases:
        wanted = cast("SmokeHolds", case.clause.argument)
        sent = [fact for fact in case.facts if isinstance(fact, SmokeSent)]
        (ended,) = (fact for fact in case.facts if isinstance(fact, SmokeEnded))
        faults = [(one, fault) for one in sent for fault in _faults(one, wanted)]
        yield from _findings(case, faults, ended)
        unknown = [_unknown(one, wanted) for one in sent]
        unknown += [f"`{member}` was not tried" for member in ended.untried]
        reasons = [*_together([fault for _, fault in faults])] or [one for one in unknown if one]
        outcome = Outcome.FAILED if faults else Outcome.CANT_TELL if reasons else Outcome.PASSED
        left = tuple(_left(ended))
        gap = _gap(sent) if outcome is Outcome.CANT_TELL else None
        reason = "; ".join((*reasons, *left))
        yield Verdict(case.clause.id, outcome, reason, gap=gap, left=left)


def _faults(sent: SmokeSent, wanted: SmokeHolds) -> Iterator[_Fault]:
    name = sent.member
    if not sent.declared:
        if sent.status is not None and _is_taken(sent.status, wanted):
            said = f"is declared by nobody and was accepted with {sent.status}"
            repair = "let the server refuse undeclared names"
            yield _Fault("smoke-undeclared-accepted", name, said, repair)
        return
    if sent.status in wanted.rejected:
        said = f"is declared, and the server rejected it with {sent.status}"
        repair = "declare it to the server as well, or see what else of the body it refuses"
        yield _Fault("smoke-declared-rejected", name, said, repair)
    if sent.lost:
        said = f"was accepted with {sent.status} and cannot be found afterwards"
        yield _Fault("smoke-not-kept", name, said, "let the server keep what it accepts")
    for one in sent.kept:
        if lost := _lost(one):
            said = f"was accepted with {sent.status}, and {lost}"
            yield _Fault("smoke-not-kept", name, said, f"let the server keep `{one.name}`")


def _is_taken(status: int, wanted: SmokeHolds) -> bool:
    return status in wanted.accepted or status // 100 == 2  # noqa: PLR2004 - done, by RFC 9110


def _lost(kept: Kept) -> str:
    """Say what became of a field; nothing of its value is shown."""
    if kept.wanted is None:
        return "" if kept.found is not None else f"`{kept.name}` was not set by the server"
    if kept.found is None:
        return f"`{kept.name}` was not kept"
    same = holds(json.loads(kept.found), json.loads(kept.wanted))
    return "" if same else f"`{kept.name}` was not kept as it was sent"


def _unknown(sent: SmokeSent, wanted: SmokeHolds) -> str:
    """Say why nothing can be told of one name; nothing where it can."""
    if sent.status is None:
        return f"`{sent.member}` was not answered: {sent.why}"
    known = {*wanted.rejected, *(wanted.accepted if sent.declared else ())}
    if sent.status not in known and not (not sent.declared and _is_taken(sent.status, wanted)):
        return f"`{sent.member}` was answered with {sent.status}, which says neither yes nor no"
    if sent.unread:
        return f"`{sent.member}` was accepted and could not be read back: {sent.unread}"
    return ""


def _gap(sent: Sequence[SmokeSent]) -> GapReason:
    blocked = any(one.status in _BLOCKING for one in sent)
    return GapReason.BLOCKED if blocked else GapReason.NO_EVIDENCE


def _left(ended: SmokeEnded) -> Iterator[str]:
    if ended.left:
        yield f"left on the server: {', '.join(ended.left)}"
    if ended.unsure:
        yield f"may have been made, under the key {', '.join(ended.unsure)}"
    if ended.cleaned:
        yield f"deleted again: {ended.cleaned}"


def _findings(
    case: Case, faults: Sequence[tuple[SmokeSent, _Fault]], ended: SmokeEnded
) -> Iterator[Finding]:
    """Yield a finding for each rule: what a server does to all names alike is one fault of it."""
    clause = case.clause
    left = [Related(clause.at, said) for said in _left(ended)]
    for what in dict.fromkeys(fault.what for _, fault in faults):
        same = [fault for _, fault in faults if fault.what == what]
        first = next(sent for sent, fault in faults if fault.what == what)
        yield drift(
            clause,
            what,
            subject=", ".join(dict.fromkeys(fault.member for fault in same)),
            message="; ".join(_together(same)),
            places=[clause.at],
            observed=f"status {first.status}",
            related=[Related(Location(first.document), "what was asked"), *left],
            repairs=[
                Repair(RepairTarget.CONTRACT, repair, clause.at)
                for repair in dict.fromkeys(fault.repair for fault in same)
            ],
        )


def _together(faults: Sequence[_Fault]) -> Iterator[str]:
    """Yield each fault once, behind the names that have it."""
    for said in dict.fromkeys(fault.said for fault in faults):
        names = [f"`{fault.member}`" for fault in faults if fault.said == said]
        yield f"{', '.join(names)} {said}"
