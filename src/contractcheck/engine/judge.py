"""Judge clauses against their evidence: gaps first, then each group's relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from contractcheck.engine.registry import Judge, Registries
from contractcheck.model.case import Case
from contractcheck.model.clause import Clause, Need
from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.finding import Finding, Rule, Severity
from contractcheck.model.needs import ApiNeed, DocumentNeed, NoDocument, RegistryNeed
from contractcheck.model.problem import InputError, Problem
from contractcheck.model.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of every clause, in their order, and what was found."""

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]


def judge(
    clauses: Sequence[Clause],
    evidence: Mapping[Need, Evidence | Gap],
    registries: Registries,
    rules: Mapping[str, Rule],
) -> Judgement:
    """Return verdicts and findings; a clause that could not be looked at never passes."""
    verdicts: dict[str, Verdict] = {}
    groups: dict[tuple[Judge, str], list[Case]] = {}
    for clause in clauses:
        brought = [evidence.get(need, Evidence()) for need in clause.needs]
        gap = next((one for one in brought if isinstance(one, Gap)), None)
        if gap:
            verdicts[clause.id] = _unseen(clause, gap)
            continue
        relation = registries.relations[type(clause.argument)]
        case = Case(clause, tuple(one for one in brought if isinstance(one, Evidence)))
        groups.setdefault((relation, clause.group or clause.id), []).append(case)
    findings: list[Finding] = []
    for (relation, _), cases in groups.items():
        for answer in relation(cases):
            if isinstance(answer, Finding):
                findings.append(_weighed(answer, rules))
            else:
                verdicts[answer.clause] = answer
        for case in cases:
            verdicts[case.clause.id] = _settled(case, verdicts[case.clause.id])
    live = {clause.id for clause in clauses if is_live(clause, evidence)}
    ordered = [replace(verdicts[c.id], live=c.id in live) for c in clauses]
    return Judgement(tuple(ordered), tuple(findings))


def is_live(clause: Clause, evidence: Mapping[Need, Evidence | Gap]) -> bool:
    """Say whether a clause asks a server: an API description may also be a file of the tree."""
    for need in clause.needs:
        if isinstance(need, ApiNeed | RegistryNeed):
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
    return Verdict(clause.id, outcome, str(gap))


def _settled(case: Case, verdict: Verdict) -> Verdict:
    """Return the verdict of a case: a pass that left out an unreadable document, or all, is none."""
    if verdict.outcome is not Outcome.PASSED:
        return verdict
    gaps = [gap for evidence in case.evidence for gap in evidence.gaps]
    reason = str(gaps[0]) if gaps else _nothing_looked_at(case)
    return Verdict(case.clause.id, Outcome.CANT_TELL, reason) if reason else verdict


def _nothing_looked_at(case: Case) -> str:
    """Say why a clause on documents looked at none; a tree without any document is no mistake."""
    first = next(iter(case.clause.needs), None)
    if not isinstance(first, DocumentNeed) or first.place.documents == "**":
        return ""
    if any(evidence.looked_at for evidence in case.evidence):
        return ""
    facts = (fact for fact in case.evidence[0].facts if isinstance(fact, NoDocument))
    return next((fact.why for fact in facts), "")
