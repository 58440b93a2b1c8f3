"""Judge clauses against their evidence: gaps first, then each group's relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from contractcheck.engine.derive import Promised, named_in
from contractcheck.engine.registry import Judge, Registries
from contractcheck.model.case import Case
from contractcheck.model.clause import Clause, Need
from contractcheck.model.evidence import Evidence, Gap, GapReason, NotServed
from contractcheck.model.finding import Finding, Rule, Severity
from contractcheck.model.needs import DocumentNeed, NoDocument, RemoteNeed, WritingNeed
from contractcheck.model.observed import VerdictFound, VerdictNeed
from contractcheck.model.problem import InputError, Problem
from contractcheck.model.verdict import Outcome, Verdict


@dataclass(slots=True)
class Bench:
    """Judges clauses as what they wait for is settled; keeps what was found against each.

    ``findings`` hold those against promises only: an observation is told by the clause it is evidence for.
    """

    evidence: Mapping[Need, Evidence | Gap]
    registries: Registries
    rules: Mapping[str, Rule]
    clauses: Mapping[str, Clause]
    promised: Promised = field(default_factory=dict)
    today: date | None = None
    findings: list[Finding] = field(default_factory=list)
    _against: dict[str, list[Finding]] = field(default_factory=dict)

    def judge(self, clauses: Iterable[Clause]) -> tuple[Verdict, ...]:
        """Return the verdicts of clauses that wait for none; what could not be looked at never passes."""
        verdicts: dict[str, Verdict] = {}
        groups: dict[tuple[Judge, str], list[Case]] = {}
        for clause in clauses:
            brought = [self.evidence.get(need, Evidence()) for need in clause.needs]
            if isinstance(one := self._case(clause, brought), Verdict):
                verdicts[clause.id] = one
                continue
            relation = self.registries.relations[type(clause.argument)]
            groups.setdefault((relation, clause.group or clause.id), []).append(one)
        for (relation, _), cases in groups.items():
            verdicts |= self._judged(relation, cases)
        live = {name for name in verdicts if is_live(self.clauses[name], self.evidence)}
        return tuple(replace(one, live=one.clause in live) for one in verdicts.values())

    def hear(self, clause: Clause, settled: Mapping[str, Verdict]) -> Verdict:
        """Return the verdict of a clause that waits for others, all of which are settled."""
        brought = [
            self._told(need, settled)
            if isinstance(need, VerdictNeed)
            else self.evidence.get(need, Evidence())
            for need in clause.needs
        ]
        case = self._case(clause, brought)
        if isinstance(case, Verdict):
            return case
        relation = self.registries.relations[type(clause.argument)]
        verdict = self._judged(relation, [case])[clause.id]
        asked = [fact.verdict for fact in case.facts if isinstance(fact, VerdictFound)]
        live = any(one.live for one in asked) or is_live(clause, self.evidence)
        return replace(verdict, live=live)

    def _told(self, need: VerdictNeed, settled: Mapping[str, Verdict]) -> Evidence:
        """Return the verdicts a need asks for; one that nobody judged is untested."""
        facts = []
        names = named_in(need, self.promised)
        if need.contract and need.contract not in self.promised:
            names = (*names, need.contract)
        for name in names:
            reason = f"`{name}` is not part of this run"
            verdict = settled.get(name, Verdict(name, Outcome.UNTESTED, reason))
            age = (self.today - verdict.observed).days if self.today and verdict.observed else None
            against = tuple(self._against.get(name, ()))
            facts.append(VerdictFound(verdict, self.clauses.get(name), age, against))
        seen = dict.fromkeys(one for fact in facts for one in fact.verdict.seen)
        days = [fact.verdict.observed for fact in facts if fact.verdict.observed]
        return Evidence(tuple(facts), tuple(seen), observed=min(days, default=None))

    def _case(self, clause: Clause, brought: Sequence[Evidence | Gap]) -> Case | Verdict:
        gap = next((one for one in brought if isinstance(one, Gap)), None)
        if gap:
            return _unseen(clause, gap)
        seen = tuple(one for one in brought if isinstance(one, Evidence))
        first = (one.facts[0] for one in seen if one.facts)
        absent = next((fact for fact in first if isinstance(fact, NotServed)), None)
        if absent:
            return Verdict(clause.id, Outcome.INAPPLICABLE, absent.why)
        return Case(clause, seen)

    def _judged(self, relation: Judge, cases: Sequence[Case]) -> dict[str, Verdict]:
        verdicts: dict[str, Verdict] = {}
        for answer in relation(cases):
            if isinstance(answer, Verdict):
                verdicts[answer.clause] = answer
                continue
            self._against.setdefault(answer.clause, []).append(answer)
            if not self.clauses[answer.clause].observes:
                self.findings.append(_weighed(answer, self.rules))
        return {case.clause.id: _settled(case, verdicts[case.clause.id]) for case in cases}


def is_live(clause: Clause, evidence: Mapping[Need, Evidence | Gap]) -> bool:
    """Say whether a clause asks a server: an API description may also be a file of the tree."""
    for need in clause.needs:
        if isinstance(need, RemoteNeed | WritingNeed):
            brought = evidence.get(need)
            if not isinstance(brought, Evidence) or any("://" in one for one in brought.looked_at):
                return True
    return False


_WEIGHTS = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def _weighed(finding: Finding, rules: Mapping[str, Rule]) -> Finding:
    """Return the finding with its rule's severity, or the lower one its relation gave it."""
    if finding.rule not in rules:  # of a kind of another package: a test holds ours
        message = f"the kind `{finding.rule.partition('/')[0]}` has no rule `{finding.rule}`"
        help_ = "add it to RULES of the kind: its relation finds this"
        raise InputError([Problem(finding.place, message, help_)])
    severity = min(finding.severity, rules[finding.rule].severity, key=_WEIGHTS.index)
    return replace(finding, severity=severity)


def _unseen(clause: Clause, gap: Gap) -> Verdict:
    outcome = Outcome.UNTESTED if gap.reason is GapReason.NOT_LOOKED else Outcome.CANT_TELL
    return Verdict(clause.id, outcome, str(gap), gap=gap.reason)


def _settled(case: Case, verdict: Verdict) -> Verdict:
    """Return the verdict of a case: a pass that left out an unreadable document, or all, is none."""
    days = [one.observed for one in case.evidence if one.observed]
    seen = _seen(case) if case.clause.observes else verdict.seen
    verdict = replace(verdict, seen=seen, observed=verdict.observed or min(days, default=None))
    if verdict.outcome is not Outcome.PASSED:
        return verdict
    gap = next((gap for evidence in case.evidence for gap in evidence.gaps), None)
    reason = str(gap) if gap else _nothing_looked_at(case)
    if not reason:
        return verdict
    return replace(
        verdict, outcome=Outcome.CANT_TELL, reason=reason, gap=gap.reason if gap else None
    )


def _seen(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for brought in case.evidence for one in brought.looked_at))


def _nothing_looked_at(case: Case) -> str:
    """Say why a clause on documents looked at none; a tree without any document is no mistake."""
    first = next(iter(case.clause.needs), None)
    if not isinstance(first, DocumentNeed) or first.place.documents == "**":
        return ""
    if any(evidence.looked_at for evidence in case.evidence):
        return ""
    facts = (fact for fact in case.evidence[0].facts if isinstance(fact, NoDocument))
    return next((fact.why for fact in facts), "")
