"""The counts and the decision in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contractcheck.model.finding import Severity
from contractcheck.model.report import ExitCode
from contractcheck.model.verdict import Outcome
from contractcheck.reports.summary import (
    DECISION_NAMES,
    OUTCOME_WORDS,
    count,
    say_clauses,
    say_decision,
    say_documents,
    say_findings,
    unique_gaps,
)
from tests.reports.canonical import CLAUSES, EMPTY, MIXED, PASSED


def test_every_outcome_and_decision_has_its_word() -> None:
    """The tables cover the model."""
    assert list(OUTCOME_WORDS) == list(Outcome)
    assert set(DECISION_NAMES) == set(ExitCode)
    assert len(set(DECISION_NAMES.values())) == len(ExitCode)


@pytest.mark.parametrize(
    ("exit_code", "said"),
    [
        (ExitCode.HOLDS, "the lane ci holds; of 6 clauses, 1 cannot tell"),
        (ExitCode.DRIFT, "the lane ci is red: drift (exit 1)"),
        (
            ExitCode.EVIDENCE_MISSING,
            "cannot tell: 1 clause without the evidence that the lane ci requires (exit 4)",
        ),
        (
            ExitCode.NOTHING_JUDGED,
            "nothing was judged: the lane ci judged no contract (exit 3)",
        ),
        (
            ExitCode.USAGE,
            "the lane ci cannot run: contracts, configuration or arguments cannot be used (exit 2)",
        ),
        (
            ExitCode.DEFECT,
            "the lane ci stopped: a defect of contractcheck, please report it (exit 70)",
        ),
    ],
)
def test_each_decision_is_said(exit_code: ExitCode, said: str) -> None:
    """A decision names the lane, and the exit code where it is not 0."""
    assert say_decision(replace(MIXED, exit_code=exit_code), count(MIXED)) == said


def test_a_green_run_says_what_was_not_tested() -> None:
    """Green with untested clauses is not the same as green."""
    assert say_decision(PASSED, count(PASSED)) == "the lane hook holds; of 5 clauses, 1 untested"


def test_a_run_without_a_lane_is_a_run() -> None:
    """Without a name there is no lane to speak of."""
    assert say_decision(replace(EMPTY, exit_code=ExitCode.HOLDS), count(EMPTY)) == "the run holds"


def test_counts_in_words() -> None:
    """Clauses, findings and documents are counted with every outcome and severity."""
    counts = count(MIXED)
    assert say_clauses(counts) == (
        "6 clauses: 1 passed, 4 failed, 1 cannot tell, 0 inapplicable, 0 untested"
    )
    assert say_findings(counts.severities) == "5 findings (3 errors, 1 warning, 1 note)"
    assert say_findings(dict.fromkeys(Severity, 0)) == "no findings"
    assert say_documents(MIXED) == "14 documents looked at; not looked at: 14 .rst, 3 .adoc"


def test_a_clause_without_a_verdict_is_untested() -> None:
    """Every clause is counted once, judged or not."""
    counts = count(replace(EMPTY, clauses=CLAUSES))
    assert counts.outcomes[Outcome.UNTESTED] == counts.clauses == len(CLAUSES)


def test_each_gap_is_told_once() -> None:
    """A source that many clauses needed is one gap."""
    assert [gap.source for gap in unique_gaps(MIXED)] == [
        MIXED.gaps[0].source,
        MIXED.gaps[2].source,
    ]
