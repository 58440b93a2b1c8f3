"""What a lane makes of a result: the exit code."""

from __future__ import annotations

from collections.abc import Sequence

from contractcheck.model.configuration import OnCantTell
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.no_secrets import BUILT_IN
from contractcheck.model.report import ExitCode
from contractcheck.model.verdict import Outcome, Verdict

_JUDGED = frozenset({Outcome.PASSED, Outcome.FAILED})


def decide(
    verdicts: Sequence[Verdict], findings: Sequence[Finding], on_cant_tell: OnCantTell
) -> ExitCode:
    """Return the exit code; when several apply the first of drift, missing evidence, nothing judged."""
    failed = any(verdict.outcome is Outcome.FAILED for verdict in verdicts)
    if failed or any(finding.severity is Severity.ERROR for finding in findings):
        return ExitCode.DRIFT
    if on_cant_tell is OnCantTell.FAIL and any(v.outcome is Outcome.CANT_TELL for v in verdicts):
        return ExitCode.EVIDENCE_MISSING
    if not any(_declared(verdict) and verdict.outcome in _JUDGED for verdict in verdicts):
        return ExitCode.NOTHING_JUDGED
    return ExitCode.HOLDS


def _declared(verdict: Verdict) -> bool:
    """Say whether a contract declares the clause; what is part of every run is no reason to be green."""
    return not verdict.clause.startswith(f"{BUILT_IN}/")
