"""Judge clauses against their evidence: gaps first, then each group's relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from contractcheck.engine.registry import Registries
from contractcheck.model.case import Case
from contractcheck.model.clause import Clause, Need
from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.finding import Finding, Rule
from contractcheck.model.needs import ApiNeed, RegistryNeed
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
    groups: dict[tuple[object, str], list[Case]] = {}
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
        for answer in _call(relation, cases):
            if isinstance(answer, Finding):
                severity = answer.severity if _own_severity(answer, rules) else rules[answer.rule].severity
                findings.append(replace(answer, severity=severity))
            else:
                verdicts[answer.clause] = answer
        for case in cases:
            verdicts[case.clause.id] = _settled(case, verdicts[case.clause.id])
    live = {clause.id for clause in clauses if is_live(clause)}
    ordered = [replace(verdicts[c.id], live=c.id in live) for c in clauses]
    return Judgement(tuple(ordered), tuple(findings))


def is_live(clause: Clause) -> bool:
    """Say whether a clause asks a server."""
    return any(isinstance(need, ApiNeed | RegistryNeed) for need in clause.needs)


def _call(relation: object, cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    function: Callable[[Sequence[Case]], Iterable[Verdict | Finding]] = relation  # type: ignore[assignment]
    return function(cases)


def _own_severity(finding: Finding, rules: Mapping[str, Rule]) -> bool:
    """Say whether a relation has set a finding lower than its rule."""
    order = ["note", "warning", "error"]
    return order.index(finding.severity.value) < order.index(rules[finding.rule].severity.value)


def _unseen(clause: Clause, gap: Gap) -> Verdict:
    outcome = Outcome.UNTESTED if gap.reason is GapReason.NOT_LOOKED else Outcome.CANT_TELL
    return Verdict(clause.id, outcome, str(gap))


def _settled(case: Case, verdict: Verdict) -> Verdict:
    """A pass over documents of which one could not be read is no pass."""
    gaps = [gap for evidence in case.evidence for gap in evidence.gaps]
    if gaps and verdict.outcome is Outcome.PASSED:
        return Verdict(case.clause.id, Outcome.CANT_TELL, str(gaps[0]))
    return verdict
