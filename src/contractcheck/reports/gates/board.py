"""The gates of a report in the order in which they can be passed, each with what it rests on and waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from contractcheck.model.clause import Clause
from contractcheck.model.evidence import GapReason
from contractcheck.model.evidence_grammar import (
    AllOf,
    AnyOf,
    EvidenceHolds,
    EvidenceTree,
    Shown,
)
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.gates import GateDeclared
from contractcheck.model.report import Report
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.verdict_evidence import gate_of
from contractcheck.reports.summary import observations, verdicts_by_clause

_WORDS = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "not passed",
    Outcome.CANT_TELL: "cannot tell",
    Outcome.INAPPLICABLE: "does not apply",
    Outcome.UNTESTED: "not looked at",
}


_TOLD = frozenset({"over-declared", "declared-without-evidence"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: what it shows, what came of it, where and when it was seen.

    ``needed`` says how it counts: alone, or as one of several of which one is enough.
    """

    clause: Clause
    verdict: Verdict
    age: int | None
    limit: int | None
    needed: str

    @property
    def state(self) -> str:
        """What came of it, in a word."""
        expired = self.limit is not None and self.age is not None and self.age > self.limit
        return "expired" if expired else _state(self.verdict)


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate on the board."""

    clause: Clause
    declared: GateDeclared
    verdict: Verdict
    observed: Verdict
    age: int | None
    pieces: tuple[Piece, ...]
    needs: tuple[str, ...]
    waits_for: tuple[str, ...]

    @property
    def state(self) -> str:
        """What is observed: a gate that only waits for others is neither passed nor failed by itself."""
        alone = all(piece.verdict.outcome is not Outcome.FAILED for piece in self.pieces)
        if self.waits_for and alone and self.observed.outcome is not Outcome.PASSED:
            return "waits"
        return _state(self.observed)


def _state(verdict: Verdict) -> str:
    if verdict.outcome is Outcome.CANT_TELL:
        if verdict.gap is GapReason.BLOCKED:
            return "blocked"
        return "expired" if verdict.gap is GapReason.STALE else _WORDS[verdict.outcome]
    return _WORDS[verdict.outcome]


def board_of(report: Report) -> tuple[GateRow, ...]:
    """Return the gates, each behind those it needs; those in a circle at the end."""
    verdicts = {**verdicts_by_clause(report), **observations(report)}
    clauses = {clause.id: clause for clause in report.clauses}
    today = date.fromisoformat(report.as_of) if report.as_of else None
    rows = {
        argument.gate: _row(clause, argument, clauses, verdicts, today)
        for clause in report.clauses
        if isinstance(argument := clause.argument, GateDeclared)
    }
    return tuple(rows[name] for name in _order({name: row.needs for name, row in rows.items()}))


def faults_of(report: Report) -> tuple[Finding, ...]:
    """Return the errors and warnings that no gate of the board tells by itself.

    A circle, a gate without evidence, a document that shows a gate otherwise: the run may be red by them alone.
    """
    return tuple(
        finding
        for finding in report.findings
        if finding.severity is not Severity.NOTE
        if finding.rule.rpartition("/")[2] not in _TOLD
    )


def _order(needs: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield names, each behind those it needs, and else in their order."""
    left = {name: [one for one in wanted if one in needs] for name, wanted in needs.items()}
    try:
        TopologicalSorter(left).prepare()
    except CycleError as error:
        ring = {str(one) for one in error.args[1]}
        rest = {name: wanted for name, wanted in needs.items() if name not in ring}
        yield from _order(rest)
        yield from (name for name in needs if name in ring)
        return
    done: list[str] = []

    def visit(name: str) -> None:
        for one in left[name]:
            visit(one)
        if name not in done:
            done.append(name)

    for name in left:
        visit(name)
    yield from done


def _row(
    clause: Clause,
    declared: GateDeclared,
    clauses: Mapping[str, Clause],
    verdicts: Mapping[str, Verdict],
    today: date | None,
) -> GateRow:
    observed = verdicts[declared.observed]
    weighed = clauses[declared.observed].argument
    assert isinstance(weighed, EvidenceHolds)  # noqa: S101 - the kind makes both clauses
    needs = weighed.waits_for
    waits_for = [
        gate_of(name)
        for name in needs
        if name not in verdicts or verdicts[name].outcome is not Outcome.PASSED
    ]
    pieces = tuple(
        Piece(
            clauses[one.clause],
            verdicts[one.clause],
            _age(verdicts[one.clause], today),
            one.age,
            needed,
        )
        for one, needed in _leaves(weighed.evidence, "needed")
    )
    return GateRow(
        clause,
        declared,
        verdicts[clause.id],
        observed,
        _age(observed, today),
        pieces,
        tuple(gate_of(name) for name in needs),
        tuple(waits_for),
    )


def _age(verdict: Verdict, today: date | None) -> int | None:
    return (today - verdict.observed).days if today and verdict.observed else None


def _leaves(tree: EvidenceTree, needed: str) -> Iterator[tuple[Shown, str]]:
    """Yield the entries of evidence with how each counts."""
    if isinstance(tree, Shown):
        yield tree, needed
        return
    for part in tree.parts:
        one_of = isinstance(tree, AnyOf) and len(tree.parts) > 1
        together = isinstance(tree, AnyOf) and isinstance(part, AllOf)
        word = "together one of several" if together else "one of several" if one_of else needed
        yield from _leaves(part, word)
