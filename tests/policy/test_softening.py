"""A lane that lets gates be declared passed where their evidence cannot be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractcheck.cli.checking import Request, check
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.gates import SOFT_RULE
from contractcheck.model.location import Location
from contractcheck.model.report import ExitCode
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.policy.softening import soften
from tests.trees import tree

TREE = tree(
    contractcheck_yaml="""
    owner: platform
    contracts: [gates.yaml]
    apis: {hub: {url: "http://127.0.0.1:9/api"}}
    lanes:
      ci: {live: [hub], on_cant_tell: allow}
      laptop: {live: [hub], on_cant_tell: allow, gates_without_evidence: allow}
      strict: {live: [hub], on_cant_tell: fail, gates_without_evidence: allow}
    """,
    gates_yaml="""
    kind: readiness-gates
    id: rollout
    gates:
      types: {declared: passed, evidence: {registry: hub /types, select: "$[*]"}}
      smoke: {declared: passed, needs: types, evidence: path gates.yaml}
      extra: {declared: waiting, evidence: path nothing.md}
    """,
)


@pytest.mark.parametrize(
    ("lane", "code", "severity"),
    [
        ("ci", ExitCode.DRIFT, Severity.ERROR),
        ("laptop", ExitCode.HOLDS, Severity.WARNING),
        ("strict", ExitCode.EVIDENCE_MISSING, Severity.WARNING),
    ],
)
def test_a_lane_may_soften_a_gate_without_evidence(
    tmp_path: Path, lane: str, code: ExitCode, severity: Severity
) -> None:
    """It is one warning then, and neither the gate nor what needs it can be told."""
    for name, text in TREE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = check(Request(root=tmp_path, lane=lane)).report
    assert [(one.clause, one.severity) for one in report.findings] == [("rollout/types", severity)]
    assert report.exit_code is code


def test_what_has_another_fault_stays_failed() -> None:
    """Only a gate with nothing else against it cannot be told; the other fault stays an error."""
    at = (Location("gates.yaml"),)
    soft = Finding(SOFT_RULE, "rollout/types", "types", "none shows it", at, Severity.ERROR)
    hard = Finding("own/other", "rollout/types", "types", "and this", at, Severity.ERROR)
    verdicts, findings = soften([Verdict("rollout/types", Outcome.FAILED)], [soft, hard])
    assert [one.outcome for one in verdicts] == [Outcome.FAILED]
    assert [one.severity for one in findings] == [Severity.WARNING, Severity.ERROR]
    assert (
        soften([Verdict("rollout/types", Outcome.FAILED)], [soft])[0][0].outcome
        is Outcome.CANT_TELL
    )
