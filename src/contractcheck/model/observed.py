"""Verdicts as evidence: what a clause needs to know of the verdicts on other clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contractcheck.model.clause import Clause, Need
from contractcheck.model.evidence import Fact
from contractcheck.model.finding import Finding, Related
from contractcheck.model.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class VerdictNeed(Need):
    """The verdicts on these ``clauses``, and on the promises of a ``contract``: facts are ``VerdictFound``.

    A clause with such a need is judged alone, when all that it waits for has been judged.
    """

    clauses: tuple[str, ...] = ()
    contract: str = ""

    def describe(self) -> str:
        """Say for people what is looked at."""
        names = (*self.clauses, *([f"all of {self.contract}"] if self.contract else []))
        return f"verdict on {', '.join(names)}"


@dataclass(frozen=True, slots=True)
class VerdictFound(Fact):
    """The verdict on a clause; ``age`` counts whole days since what it rests on was observed.

    ``findings`` are what was found against the clause. Of a clause that nothing compiles to, or that
    is not part of the run, ``clause`` is none.
    """

    verdict: Verdict
    clause: Clause | None = None
    age: int | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The outcome."""
        return self.verdict.outcome

    @property
    def reason(self) -> str:
        """Why the outcome is not ``passed``, in one sentence."""
        return self.verdict.reason or next((one.message for one in self.findings), "")

    @property
    def related(self) -> tuple[Related, ...]:
        """Where it was seen, as places that belong to another finding."""
        found = [Related(place, one.message) for one in self.findings for place in one.places]
        if self.clause is None:
            return tuple(found)
        return (*found, Related(self.clause.at, f"the evidence: {self.clause.says}"))


def promises(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses that hold for themselves, and are no evidence for others only."""
    return tuple(clause for clause in clauses if not clause.observes)


def evidence_for(clauses: Iterable[Clause]) -> Mapping[str, tuple[str, ...]]:
    """Return for each clause the clauses that take its verdict as evidence."""
    found: dict[str, list[str]] = {}
    for clause in clauses:
        for need in clause.needs:
            for name in need.clauses if isinstance(need, VerdictNeed) else ():
                found.setdefault(name, []).append(clause.id)
    return {name: tuple(dict.fromkeys(ids)) for name, ids in found.items()}
