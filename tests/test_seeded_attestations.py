"""A gate that only a person can confirm: what counts as having been confirmed, and until when."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from contractcheck.adapters.http import HttpClient
from contractcheck.engine.run import run
from contractcheck.model.evidence import GapReason
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.wiring.project import load_project
from contractcheck.wiring.registries import REGISTRIES, make_collector
from tests.trees import TextFiles, tree

RUNBOOK = "The key stands in the vault.\n"
DIGEST = f"sha256:{hashlib.sha256(RUNBOOK.encode()).hexdigest()}"
GATES = """
    kind: readiness-gates
    id: hub.go-live
    owner: platform
    gates:
      key:
        says: the key is provisioned outside Git
        declared: passed
        evidence: [confirmed by operator]
    """
ATTESTED = f"""\
- for: hub.go-live/key
  by: operator
  on: 2026-06-20
  reference: OPS-142
  expires: 2026-06-27
  of:
    docs/runbook.md: {DIGEST}
"""


def judged(
    attested: str, day: str = "2026-06-21", gates: str = GATES, runbook: str | None = RUNBOOK
) -> tuple[dict[str, Verdict], list[str]]:
    """Return the verdict on each clause as of a day, and the rule of each finding."""
    texts = tree(contracts__gates_yaml=gates)
    texts |= {"attestations.yaml": attested, "docs/other.md": "# Other\n"}
    if runbook is not None:
        texts["docs/runbook.md"] = runbook
    project = load_project(TextFiles(texts))
    today = date.fromisoformat(day)
    collector = make_collector(project, HttpClient(), (), today=today)
    result = run(project.contracts, project.tree, collector, REGISTRIES, today=today)
    verdicts = {one.clause: one for one in result.verdicts}
    return verdicts, [finding.rule for finding in result.findings]


EVIDENCE = "hub.go-live/key/evidence/1"
GATE = "hub.go-live/key"
WITHOUT = ["readiness-gates/declared-without-evidence"]


@pytest.mark.parametrize("day", ["2026-06-20", "2026-06-21", "2026-06-27"])
def test_a_confirmed_gate_is_passed_to_its_last_day(day: str) -> None:
    """The day it was given and the day it expires both count."""
    verdicts, rules = judged(ATTESTED, day)
    assert verdicts[EVIDENCE].outcome is Outcome.PASSED
    assert verdicts[EVIDENCE].observed == date(2026, 6, 20)
    assert verdicts[GATE].outcome is Outcome.PASSED
    assert rules == []


@pytest.mark.parametrize(
    ("attested", "day", "said"),
    [
        ("", "2026-06-21", "nobody confirmed it: there is no attestation by `operator`"),
        (ATTESTED.replace("/key", "/smoke"), "2026-06-21", "nobody confirmed it"),
        (ATTESTED.replace("/key", "/key-2"), "2026-06-21", "nobody confirmed it"),
        (
            ATTESTED,
            "2026-06-28",
            "attestations.yaml:1:3 does not count: it expired with 2026-06-27",
        ),
        (ATTESTED, "2026-06-19", "its day 2026-06-20 is still to come"),
        (ATTESTED.replace("by: operator", "by: developer"), "2026-06-21", "it is by `developer`"),
        (ATTESTED.replace("by: operator", "by: operators"), "2026-06-21", "it is by `operators`"),
    ],
)
def test_what_does_not_count_is_no_evidence(attested: str, day: str, said: str) -> None:
    """None, another gate, too late, too early, another role: nobody can tell, and declared is too much."""
    verdicts, rules = judged(attested, day)
    assert verdicts[EVIDENCE].outcome is Outcome.CANT_TELL
    assert said in verdicts[EVIDENCE].reason
    assert verdicts[GATE].outcome is Outcome.FAILED
    assert rules == WITHOUT


def test_one_that_is_over_is_expired() -> None:
    """The board calls it so, and not only that nobody can tell: somebody has to look again."""
    assert judged(ATTESTED, "2026-06-28")[0][EVIDENCE].gap is GapReason.STALE
    assert judged("", "2026-06-28")[0][EVIDENCE].gap is GapReason.NO_EVIDENCE


@pytest.mark.parametrize(
    ("runbook", "said"),
    [
        ("The key stands in the wiki.\n", "docs/runbook.md (its digest at attestations.yaml:7:22"),
        (None, "docs/runbook.md (no such file)"),
    ],
)
def test_what_was_looked_at_must_be_the_same(runbook: str | None, said: str) -> None:
    """A changed or missing file makes the attestation void, and the reason names both places."""
    verdicts, rules = judged(ATTESTED, runbook=runbook)
    assert "what was looked at changed" in verdicts[EVIDENCE].reason
    assert said in verdicts[EVIDENCE].reason
    assert rules == WITHOUT


def test_line_ends_are_no_change() -> None:
    """A checkout with other line ends has the same file."""
    verdicts, _ = judged(ATTESTED, runbook=RUNBOOK.replace("\n", "\r\n"))
    assert verdicts[GATE].outcome is Outcome.PASSED


def test_one_that_counts_is_enough() -> None:
    """Older attestations stay in the file as its history, in any order."""
    renewed = ATTESTED.replace("06-20", "06-27").replace("expires: 2026-06-27", "expires: 30d")
    for attested in (ATTESTED + renewed, renewed + ATTESTED):
        verdicts, rules = judged(attested, "2026-07-27")
        assert verdicts[EVIDENCE].observed == date(2026, 6, 27)
        assert rules == []


def test_evidence_may_say_how_old_it_may_be() -> None:
    """The age of an attestation counts from its day, whatever it says itself."""
    gates = GATES.replace("[confirmed by operator]", "[{confirmed_by: Operator, age: 5d}]")
    assert judged(ATTESTED, "2026-06-25", gates)[1] == []
    verdicts, rules = judged(ATTESTED, "2026-06-26", gates)
    assert "6 days ago, 5 are allowed" in verdicts[f"{GATE}/observed"].reason
    assert rules == WITHOUT


def test_an_entry_may_be_meant_by_its_name() -> None:
    """Of two that the same role confirms, an attestation can be for one alone."""
    gates = GATES.replace(
        "[confirmed by operator]",
        "[{confirmed_by: operator, name: vault}, {confirmed_by: operator, name: mount}]",
    )
    one = ATTESTED.replace("live/key", "live/key/evidence/vault")
    verdicts, _ = judged(one, gates=gates)
    assert verdicts[f"{GATE}/evidence/vault"].outcome is Outcome.PASSED
    assert verdicts[f"{GATE}/evidence/mount"].outcome is Outcome.CANT_TELL
    assert judged(ATTESTED, gates=gates)[0][GATE].outcome is Outcome.PASSED
