"""One run: contracts to clauses, clauses to a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from contractcheck.engine.collect import Collector, Progress, documents_of, make_plan
from contractcheck.engine.compile import (
    compile_with_evidence,
    kinds_of,
    lint_contracts,
    rules_of,
)
from contractcheck.engine.derive import derive, is_waiting
from contractcheck.engine.documents import Tree
from contractcheck.engine.fold import fold
from contractcheck.engine.generated import mark_generated
from contractcheck.engine.judge import Bench
from contractcheck.engine.registry import Registries
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.finding import Finding
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.observed import promises
from contractcheck.model.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found, before the policy of a lane looks at it."""

    clauses: tuple[Clause, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]

    @property
    def promised(self) -> tuple[Verdict, ...]:
        """The verdicts on clauses that are promises, and no evidence for others only."""
        held = {clause.id for clause in promises(self.clauses)}
        return tuple(verdict for verdict in self.verdicts if verdict.clause in held)


def run(  # noqa: PLR0913 - what a run is put together from
    contracts: Sequence[Contract],
    tree: Tree,
    collector: Collector,
    registries: Registries,
    progress: Progress | None = None,
    *,
    others: Sequence[Contract] = (),
    today: date | None = None,
) -> Result:
    """Judge the contracts against the tree and the sources.

    The verdicts on ``others`` are only asked for as evidence; ages count up to ``today``.
    """
    docket = compile_with_evidence(contracts, others, registries.kinds)
    clauses, promised = docket.clauses, docket.promised
    evidence = collector.collect(make_plan(clauses, tree), progress)
    rules = rules_of(kinds_of(contracts, registries.kinds))
    by_id = {clause.id: clause for clause in clauses}
    bench = Bench(evidence, registries, rules, by_id, promised, today)
    judged = bench.judge(clause for clause in clauses if not is_waiting(clause))
    verdicts = derive(clauses, judged, bench.hear, promised)
    linted = lint_contracts(contracts, registries.kinds)
    findings = fold((*linted, *bench.findings), rules)
    gone = {v.clause for v in verdicts if v.outcome in {Outcome.INAPPLICABLE, Outcome.UNTESTED}}
    held = {finding.clause for finding in linted}
    kept = tuple(f for f in findings if f.clause not in gone or f.clause in held)
    brought = [one for one in evidence.values() if isinstance(one, Gap)]
    partial = [gap for one in evidence.values() if not isinstance(one, Gap) for gap in one.gaps]
    seen = dict.fromkeys(g for g in (*brought, *partial) if g.reason is not GapReason.NOT_LOOKED)
    marked = mark_generated(kept, collector.configuration)
    return Result(clauses, verdicts, marked, tuple(seen))


def inputs_of(clauses: Iterable[Clause], tree: Tree) -> tuple[str, ...]:
    """Return the documents the clauses look at."""
    paths = {
        path
        for clause in clauses
        for need in clause.needs
        if isinstance(need, DocumentNeed)
        for path in documents_of(need, tree)
    }
    return tuple(sorted(paths))
