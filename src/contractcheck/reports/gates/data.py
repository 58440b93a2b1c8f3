"""The board of gates for programs."""

from __future__ import annotations

import json
from typing import TypeAlias

from contractcheck.model.finding import Finding
from contractcheck.model.report import Report
from contractcheck.model.verdict import Verdict
from contractcheck.reports.context import RenderContext
from contractcheck.reports.gates.board import GateRow, Piece, board_of, faults_of
from contractcheck.reports.summary import DECISION_NAMES
from contractcheck.reports.visible import replace_odd

VERSION = 1
_Object: TypeAlias = dict[str, object]


def render(report: Report, context: RenderContext) -> str:  # noqa: ARG001 - the same in every context
    """Return the board as indented JSON with a line end."""
    board = {
        "version": VERSION,
        "tool": {"name": "contractcheck", "version": report.version},
        "lane": report.lane,
        "as_of": report.as_of,
        "decision": {
            "exit_code": report.exit_code.value,
            "name": DECISION_NAMES[report.exit_code],
        },
        "gates": [_row(row) for row in board_of(report)],
        "faults": [_fault(finding) for finding in faults_of(report)],
    }
    return replace_odd(json.dumps(board, ensure_ascii=False, indent=2), _escape) + "\n"


def _fault(finding: Finding) -> _Object:
    place = finding.places[0]
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "document": place.document,
        "line": place.span.line,
    }


def _row(row: GateRow) -> _Object:
    declared = row.declared
    return {
        "id": declared.gate,
        "says": row.clause.says.removesuffix(f": {declared.declared.value}"),
        "owner": row.clause.owner,
        "requirement": declared.requirement,
        "declared": declared.declared.value,
        "until": declared.until,
        "state": row.state,
        "reason": row.observed.reason,
        "outcome": row.verdict.outcome.value,
        **_when(row.observed, row.age),
        "needs": list(row.needs),
        "waits_for": list(row.waits_for),
        "evidence": [_piece(piece) for piece in row.pieces],
    }


def _piece(piece: Piece) -> _Object:
    return {
        "id": piece.clause.id,
        "says": piece.clause.says,
        "counts_as": piece.needed,
        "state": piece.state,
        "reason": piece.verdict.reason,
        **_when(piece.verdict, piece.age),
        "age_limit": piece.limit,
        "seen": list(piece.verdict.seen),
    }


def _when(verdict: Verdict, age: int | None) -> _Object:
    return {"observed": verdict.observed.isoformat() if verdict.observed else "", "age": age}


def _escape(char: str) -> str:
    return char if char == "\n" else json.dumps(char)[1:-1]
