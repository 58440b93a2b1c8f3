"""The counts and the decision of a run in words, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contractcheck.model.clause import Clause
from contractcheck.model.evidence import Gap
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.observed import promises
from contractcheck.model.report import ExitCode, Report
from contractcheck.model.verdict import Outcome, Verdict

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.CANT_TELL: "cannot tell",
    Outcome.INAPPLICABLE: "inapplicable",
    Outcome.UNTESTED: "untested",
}
DECISION_NAMES: Mapping[ExitCode, str] = {
    ExitCode.HOLDS: "holds",
    ExitCode.DRIFT: "drift",
    ExitCode.EVIDENCE_MISSING: "evidence-missing",
    ExitCode.NOTHING_JUDGED: "nothing-judged",
    ExitCode.USAGE: "usage",
    ExitCode.DEFECT: "defect",
}
_RED: Mapping[ExitCode, str] = {
    ExitCode.DRIFT: "{lane} is red: drift",
    ExitCode.EVIDENCE_MISSING: "cannot tell: {missing} without the evidence that {lane} requires",
    ExitCode.NOTHING_JUDGED: "nothing was judged: {lane} judged no contract",
    ExitCode.USAGE: "{lane} cannot run: contracts, configuration or arguments cannot be used",
    ExitCode.DEFECT: "{lane} stopped: a defect of contractcheck, please report it",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many clauses had each outcome, and how many findings each severity.

    ``observations`` are the outcomes of clauses that are evidence for others, and counted apart.
    """

    outcomes: Mapping[Outcome, int]
    severities: Mapping[Severity, int]
    observations: Mapping[Outcome, int]

    @property
    def clauses(self) -> int:
        """How many clauses there are."""
        return sum(self.outcomes.values())

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())


def verdicts_by_clause(report: Report) -> dict[str, Verdict]:
    """Return a verdict for each clause in order; a clause nobody judged is untested.

    Clauses that only observe are not among them.
    """
    return _verdicts(report, promises(report.clauses))


def observations(report: Report) -> dict[str, Verdict]:
    """Return the verdicts on clauses that only observe, as evidence for others, in order."""
    return _verdicts(report, [clause for clause in report.clauses if clause.observes])


def _verdicts(report: Report, clauses: Iterable[Clause]) -> dict[str, Verdict]:
    known = {verdict.clause: verdict for verdict in report.verdicts}
    untested = {clause.id: Verdict(clause.id, Outcome.UNTESTED) for clause in clauses}
    return {name: known.get(name, verdict) for name, verdict in untested.items()}


def count(report: Report) -> Counts:
    """Count clauses by outcome and findings by severity."""
    return Counts(
        _count_outcomes(verdicts_by_clause(report)),
        count_severities(report.findings),
        _count_outcomes(observations(report)),
    )


def _count_outcomes(verdicts: Mapping[str, Verdict]) -> dict[Outcome, int]:
    outcomes = dict.fromkeys(Outcome, 0)
    for verdict in verdicts.values():
        outcomes[verdict.outcome] += 1
    return outcomes


def count_severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count findings by severity, the heaviest first."""
    severities = dict.fromkeys(Severity, 0)
    for finding in findings:
        severities[finding.severity] += 1
    return severities


def say_clauses(counts: Counts) -> str:
    """Say ``31 clauses: 28 passed, 2 failed, 1 cannot tell, 0 inapplicable, 0 untested``.

    Where some only observe, `` · 6 pieces of evidence: 5 passed, 1 cannot tell`` stands behind it.
    """
    each = ", ".join(
        f"{counts.outcomes[outcome]} {word}" for outcome, word in OUTCOME_WORDS.items()
    )
    said = f"{many(counts.clauses, 'clause')}: {each}"
    total = sum(counts.observations.values())
    if not total:
        return said
    seen = ", ".join(
        f"{counts.observations[outcome]} {word}"
        for outcome, word in OUTCOME_WORDS.items()
        if counts.observations[outcome]
    )
    noun = "piece" if total == 1 else "pieces"
    return f"{said} · {total} {noun} of evidence: {seen}"


def say_findings(severities: Mapping[Severity, int], noun: str = "finding") -> str:
    """Say ``3 findings (2 errors, 1 note)``."""
    total = sum(severities.values())
    if not total:
        return f"no {noun}s"
    each = ", ".join(many(number, kind.value) for kind, number in severities.items() if number)
    return f"{many(total, noun)} ({each})"


def say_documents(report: Report) -> str:
    """Say how many documents were looked at, and what was left aside by suffix."""
    text = f"{many(report.documents, 'document')} looked at"
    if not report.not_looked_at:
        return text
    aside = ", ".join(f"{number} {suffix}" for suffix, number in report.not_looked_at)
    return f"{text}; not looked at: {aside}"


def say_snapshots(report: Report) -> str:
    """Say ``as of 5 snapshots of 2026-11-14, 7 days old``; nothing where none was used."""
    if not report.snapshots:
        return ""
    newest, oldest = (
        max(report.snapshots, key=lambda one: one.observed),
        min(report.snapshots, key=lambda one: one.observed),
    )
    told = f"as of {many(len(report.snapshots), 'snapshot')} of {oldest.observed}"
    if newest.observed == oldest.observed:
        return f"{told}, {many(oldest.age, 'day')} old"
    return f"{told} to {newest.observed}, {oldest.age} to {many(newest.age, 'day')} old"


def say_decision(report: Report, counts: Counts) -> str:
    """Say the decision of the lane, with the exit code where it is not 0."""
    lane = f"the lane {report.lane}" if report.lane else "the run"
    if report.exit_code is ExitCode.HOLDS:
        return f"{lane} holds{_say_unjudged(counts)}"
    missing = many(counts.outcomes[Outcome.CANT_TELL], "clause")
    text = _RED[report.exit_code].format(lane=lane, missing=missing)
    return f"{text} (exit {report.exit_code.value})"


def _say_unjudged(counts: Counts) -> str:
    unjudged = [
        f"{counts.outcomes[outcome]} {OUTCOME_WORDS[outcome]}"
        for outcome in (Outcome.CANT_TELL, Outcome.UNTESTED)
        if counts.outcomes[outcome]
    ]
    return f"; of {many(counts.clauses, 'clause')}, {', '.join(unjudged)}" if unjudged else ""


def unique_gaps(report: Report) -> tuple[Gap, ...]:
    """Return each gap once, in the order of the report."""
    return tuple(dict.fromkeys(report.gaps))


def many(number: int, noun: str) -> str:
    """Say ``1 clause`` or ``2 clauses``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
