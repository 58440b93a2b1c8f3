"""What a relation gets and how it answers: clauses with their evidence in, verdicts and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from contractcheck.model.clause import Clause
from contractcheck.model.evidence import Evidence, Fact
from contractcheck.model.finding import Finding, Related, Repair, Severity
from contractcheck.model.location import Location
from contractcheck.model.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A clause with the evidence of each of its needs, in their order."""

    clause: Clause
    evidence: tuple[Evidence, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all needs, in order."""
        return tuple(fact for evidence in self.evidence for fact in evidence.facts)


class Relation(Protocol):
    """One relation: a pure function of a group's cases."""

    def judge(self, cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
        """Yield findings, and a verdict for each clause that no finding of its own settles."""


def drift(  # noqa: PLR0913 - the parts of a finding, all by name
    clause: Clause,
    what: str,
    *,
    subject: str,
    message: str,
    places: Sequence[Location],
    expected: str = "",
    observed: str = "",
    related: Sequence[Related] = (),
    repairs: Sequence[Repair] = (),
) -> Finding:
    """Return a finding of the clause's kind; the contract's own line is always among the related."""
    contract = Related(clause.at, f"the contract: {clause.says}")
    written = dict.fromkeys(one for at in (clause.at, *places) for one in at.written)
    return Finding(
        rule=f"{clause.kind}/{what}",
        clause=clause.id,
        subject=subject,
        message=message,
        places=tuple(dict.fromkeys(places)),
        severity=Severity.ERROR,
        expected=expected,
        observed=observed,
        related=(contract, *(Related(one, "its template") for one in written), *related),
        repairs=tuple(map(_of_one_side, repairs)),
    )


def _of_one_side(repair: Repair) -> Repair:
    """Return a repair without its edit where a template wrote what stands there: that is another text."""
    return replace(repair, replacement=None) if repair.at.written else repair


def verdicts(cases: Iterable[Case], outcome: Outcome, reason: str = "") -> Iterable[Verdict]:
    """Yield the same verdict for each case."""
    for case in cases:
        yield Verdict(case.clause.id, outcome, reason)
