"""A lane that lets gates be declared passed where their evidence cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contractcheck.model.finding import Finding, Severity
from contractcheck.model.gates import SOFT_RULE
from contractcheck.model.verdict import Outcome, Verdict


def soften(
    verdicts: Sequence[Verdict], findings: Sequence[Finding]
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """Return what a lane makes of it that allows gates without evidence: warnings, and what cannot be told."""
    soft = {finding.clause for finding in findings if finding.rule == SOFT_RULE}
    hard = {finding.clause for finding in findings if finding.rule != SOFT_RULE}
    told = (
        replace(one, outcome=Outcome.CANT_TELL) if one.clause in soft - hard else one
        for one in verdicts
    )
    weighed = (
        replace(one, severity=Severity.WARNING) if one.rule == SOFT_RULE else one
        for one in findings
    )
    return tuple(told), tuple(weighed)
