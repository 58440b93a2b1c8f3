"""The published report, version 1: a shape of its own, which ``report.schema.json`` describes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from contractcheck.model.clause import Clause
from contractcheck.model.finding import Finding, Repair
from contractcheck.model.location import Location
from contractcheck.model.observed import evidence_for
from contractcheck.model.report import Report, Rested
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.reports.context import RenderContext
from contractcheck.reports.summary import (
    DECISION_NAMES,
    count,
    observations,
    unique_gaps,
    verdicts_by_clause,
)
from contractcheck.reports.visible import replace_odd

SCHEMA = "https://contractcheck.example/schemas/v1/report.schema.json"
VERSION = 1

_Object: TypeAlias = dict[str, object]


def render(report: Report, context: RenderContext) -> str:  # noqa: ARG001 - fits ``Format``
    """Return the report as indented JSON with a line end; the same in every context."""
    text = json.dumps(_report(report), ensure_ascii=False, indent=2)
    # Odd characters as JSON escapes: the same strings, safe to print and to write as UTF-8.
    return replace_odd(text, _escape) + "\n"


def _report(report: Report) -> _Object:
    verdicts = {**verdicts_by_clause(report), **observations(report)}
    backed = evidence_for(report.clauses)
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "tool": {"name": "contractcheck", "version": report.version},
        "lane": report.lane,
        "as_of": report.as_of,
        "decision": {
            "exit_code": report.exit_code.value,
            "name": DECISION_NAMES[report.exit_code],
        },
        "summary": _summary(report),
        "clauses": [
            {**_clause(one, verdicts[one.id]), **_observed(one, verdicts[one.id], backed)}
            for one in report.clauses
        ],
        **({"snapshots": [_snapshot(one) for one in report.snapshots]} if report.snapshots else {}),
        "findings": [_finding(finding) for finding in report.findings],
        "gaps": [
            {"reason": gap.reason.value, "source": gap.source, "detail": gap.detail}
            for gap in unique_gaps(report)
        ],
    }


def _summary(report: Report) -> _Object:
    counts = count(report)
    return {
        "clauses": _outcomes(counts.outcomes),
        **({"evidence": _outcomes(counts.observations)} if observations(report) else {}),
        "findings": {
            "total": counts.findings,
            **{severity.value: number for severity, number in counts.severities.items()},
        },
        "documents": report.documents,
        "not_looked_at": [
            {"suffix": suffix, "documents": number} for suffix, number in report.not_looked_at
        ],
    }


def _outcomes(numbers: Mapping[Outcome, int]) -> _Object:
    each = {outcome.value: number for outcome, number in numbers.items()}
    return {"total": sum(numbers.values()), **each}


def _observed(clause: Clause, verdict: Verdict, backed: Mapping[str, tuple[str, ...]]) -> _Object:
    """Return what is said of a clause that is evidence for others; of one that is a promise only the day."""
    if not clause.observes:
        return {"observed": verdict.observed.isoformat()} if verdict.observed else {}
    return {
        "evidence_for": list(backed.get(clause.id, ())),
        "seen": list(verdict.seen),
        "observed": verdict.observed.isoformat() if verdict.observed else "",
    }


def _clause(clause: Clause, verdict: Verdict) -> _Object:
    return {
        "id": clause.id,
        "kind": clause.kind,
        "says": clause.says,
        "owner": clause.owner,
        "outcome": verdict.outcome.value,
        "reason": verdict.reason,
        "live": verdict.live,
        "at": _place(clause.at),
    }


def _snapshot(one: Rested) -> _Object:
    return {"document": one.document, "observed": one.observed.isoformat(), "age": one.age}


def _finding(finding: Finding) -> _Object:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "clause": finding.clause,
        "subject": finding.subject,
        "message": finding.message,
        "expected": finding.expected,
        "observed": finding.observed,
        "places": [_place(place) for place in finding.places],
        "related": [
            {**_place(related.at), "note": related.note, "view": related.view}
            for related in finding.related
        ],
        "repairs": [_repair(repair) for repair in finding.repairs],
    }


def _repair(repair: Repair) -> _Object:
    return {
        "target": repair.target.value,
        "description": repair.description,
        "at": _place(repair.at),
        "replacement": repair.replacement,
    }


def _place(at: Location) -> _Object:
    span = at.span
    return {
        "document": at.document,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "start": span.start,
        "end": span.end,
    }


def _escape(char: str) -> str:
    if char == "\n":
        return char  # between members; inside strings it is escaped already
    return "\\u0023" if char == "#" else json.dumps(char)[1:-1]
