"""Weigh the answer to a probe, beside that to a path that cannot exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import GapReason
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.probes import Answer, Answered, AnswerIs, ProbeNeed
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.probes.among import among
from contractcheck.relations.probes.faults import Fault, Meaning
from contractcheck.relations.probes.reading import meaning_of
from contractcheck.relations.probes.schemas import check

_GONE = (404, 410)
"""What a path that does not exist is rightly answered with: such an answer needs no control."""

_UNUSABLE = "probe-schema-unusable"
_OF_ITSELF = frozenset({_UNUSABLE, "probe-not-among"})
"""Faults of which the answer to another path says nothing."""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each probe by its own answer."""
    for case in cases:
        yield from _judged(case)


def _judged(case: Case) -> Iterator[Verdict | Finding]:
    found = next(fact for fact in case.facts if isinstance(fact, Answered))
    need = next(one for one in case.clause.needs if isinstance(one, ProbeNeed))
    asked = f"{need.shown} as {need.identity}"
    meaning = _meaning(case, found.answer)
    if not meaning.unknown and not meaning.faults:
        meaning = among(case, found.answer)
    if not meaning.unknown and (why := _untold(case, found, meaning)):
        meaning = Meaning(unknown=why, gap=GapReason.NO_EVIDENCE)
    if meaning.unknown:
        reason = f"{asked}: {meaning.unknown}"
        yield Verdict(case.clause.id, Outcome.CANT_TELL, reason, gap=meaning.gap)
        return
    for fault in meaning.faults:
        yield _finding(case, found, asked, fault)
    if meaning.faults:
        reason = f"{asked} {meaning.faults[0].message}"
        if case.clause.observes and any(one.what == _UNUSABLE for one in meaning.faults):
            # A schema that is not there says nothing of what the server has.
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason, gap=GapReason.UNREADABLE)
        else:
            yield Verdict(case.clause.id, Outcome.FAILED, reason)
    else:
        yield Verdict(case.clause.id, Outcome.PASSED)


def _meaning(case: Case, answer: Answer) -> Meaning:
    return meaning_of(answer, cast("AnswerIs", case.clause.argument), check(case, answer))


def _untold(case: Case, found: Answered, meaning: Meaning) -> str:
    """Say why an answer that has a meaning still tells nothing: all paths are answered like it."""
    control, status = found.control, found.answer.status
    if control is None or status in _GONE or any(one.what in _OF_ITSELF for one in meaning.faults):
        return ""
    if isinstance(control, str):
        return f"the control, a path that cannot exist, was not answered: {control}"
    if control.status != status or _meaning(case, control) != meaning:
        return ""
    return f"a path that cannot exist is answered alike, with {status}"


def _finding(case: Case, found: Answered, asked: str, fault: Fault) -> Finding:
    answer = found.answer
    seen = f"answered with {answer.status} on {found.observed}"
    places = fault.at or (Location(answer.document),)
    return drift(
        case.clause,
        fault.what,
        subject=fault.subject,
        message=f"{asked} {fault.message}",
        places=[case.clause.at],
        expected=fault.expected,
        observed=fault.observed,
        related=_related(places, fault.said, seen),
        repairs=[
            Repair(
                RepairTarget.CONTRACT,
                "mend what answers, or change what the contract expects of it",
                case.clause.at,
            )
        ],
    )


def _related(places: Sequence[Location], said: Sequence[str], seen: str) -> list[Related]:
    """Return the places of an answer, one for a line that says the same: bodies are often one line."""
    notes = [f"{one}; {seen}" for one in said] or [seen] * len(places)
    related: dict[tuple[str, int, str], Related] = {}
    for at, note in zip(places, notes, strict=False):
        related.setdefault((at.document, at.span.line, note), Related(at, note))
    return list(related.values())
