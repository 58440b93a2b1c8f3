"""The result of a run, before any format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from contractcheck.model.clause import Clause
from contractcheck.model.evidence import Gap
from contractcheck.model.finding import Finding
from contractcheck.model.verdict import Outcome, Verdict

REPORT_MARK = "<!-- contractcheck report -->"
"""The first line of reports in Markdown: a document that begins so quotes drift and is never judged."""


class ExitCode(IntEnum):
    """What a run ends with; when several apply, the first in this order wins."""

    DEFECT = 70
    USAGE = 2
    DRIFT = 1
    EVIDENCE_MISSING = 4
    NOTHING_JUDGED = 3
    HOLDS = 0


@dataclass(frozen=True, slots=True, order=True)
class Rested:
    """A snapshot that clauses rest on: its file, and how many days ago it was recorded."""

    document: str
    observed: date
    age: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a format needs; findings and verdicts are sorted, texts carry no markup."""

    version: str
    lane: str
    as_of: str
    clauses: tuple[Clause, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...] = ()
    documents: int = 0
    not_looked_at: tuple[tuple[str, int], ...] = ()
    exit_code: ExitCode = ExitCode.HOLDS
    snapshots: tuple[Rested, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """Return how many clauses have ``outcome``."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)
