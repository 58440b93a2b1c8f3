"""Claims that are never made: listed phrases are errors, a subject with a deed is a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.claims import NeverClaimed, Said
from contractcheck.model.finding import Finding, Repair, RepairTarget, Severity
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.relations.claims.finding import Hit, hits

_MESSAGES = {
    "over-claim": "this claims what is never claimed",
    "deed-of-others": "this makes us do what others do",
    "wrong-authority": "this cites as authority what is none",
    "avoided-word": "this uses a word that is to be avoided",
    "claimed-before": "this claims what is only so when its gate is passed, which is declared open",
}


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each forbidden claim on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        failed = any(finding.severity is Severity.ERROR for finding in found)
        yield Verdict(case.clause.id, Outcome.FAILED if failed else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("NeverClaimed", case.clause.argument)
    for said in case.facts:
        if isinstance(said, Said):
            found = sorted(hits(said, argument.claim), key=lambda hit: (not hit.sure, hit.offset))
            if found:
                yield _finding(case, argument, said, found[0])


def _finding(case: Case, argument: NeverClaimed, said: Said, hit: Hit) -> Finding:
    at = said.locate(hit.offset)
    finding = drift(
        case.clause,
        argument.what,
        subject=said.text,
        message=f"{_MESSAGES[argument.what]}: {said.text}",
        places=[at],
        observed=said.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "take the claim back, or say that it is not so", at),
            Repair(RepairTarget.CONTRACT, "no longer forbid the claim", case.clause.at),
        ],
    )
    severity = argument.phrases_weigh if hit.sure else argument.deeds_weigh
    return replace(finding, severity=severity)
