"""The exit code of a lane."""

from __future__ import annotations

import pytest

from contractcheck.model.configuration import OnCantTell
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.location import Location
from contractcheck.model.no_secrets import BUILT_IN
from contractcheck.model.report import ExitCode
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.policy.decision import decide

PASSED, FAILED, CANT_TELL, UNTESTED = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.UNTESTED,
)
CASES = [
    ([PASSED], [], OnCantTell.FAIL, ExitCode.HOLDS),
    ([PASSED, FAILED, CANT_TELL], [], OnCantTell.FAIL, ExitCode.DRIFT),
    ([PASSED], [Severity.ERROR], OnCantTell.ALLOW, ExitCode.DRIFT),
    ([PASSED], [Severity.WARNING, Severity.NOTE], OnCantTell.FAIL, ExitCode.HOLDS),
    ([PASSED, CANT_TELL], [], OnCantTell.FAIL, ExitCode.EVIDENCE_MISSING),
    ([PASSED, CANT_TELL], [], OnCantTell.ALLOW, ExitCode.HOLDS),
    ([CANT_TELL], [], OnCantTell.FAIL, ExitCode.EVIDENCE_MISSING),
    ([CANT_TELL, UNTESTED], [], OnCantTell.ALLOW, ExitCode.NOTHING_JUDGED),
    ([], [], OnCantTell.FAIL, ExitCode.NOTHING_JUDGED),
]


@pytest.mark.parametrize(("outcomes", "severities", "on_cant_tell", "expected"), CASES)
def test_the_exit_code(
    outcomes: list[Outcome],
    severities: list[Severity],
    on_cant_tell: OnCantTell,
    expected: ExitCode,
) -> None:
    """Drift comes before missing evidence, missing evidence before nothing judged."""
    verdicts = [Verdict(str(number), outcome) for number, outcome in enumerate(outcomes)]
    findings = [
        Finding("k/r", "c", "s", "m", (Location("a.md"),), severity) for severity in severities
    ]
    assert decide(verdicts, findings, on_cant_tell) is expected


def test_what_is_part_of_every_run_makes_no_run_green() -> None:
    """The clause on secrets counts, and can be red; alone it is no reason to say that the lane holds."""
    built_in = f"{BUILT_IN}/in-no-file"
    passed, failed = Verdict(built_in, PASSED), Verdict(built_in, FAILED)
    assert decide([passed], [], OnCantTell.FAIL) is ExitCode.NOTHING_JUDGED
    assert decide([passed, Verdict("mine", PASSED)], [], OnCantTell.FAIL) is ExitCode.HOLDS
    assert decide([failed], [], OnCantTell.FAIL) is ExitCode.DRIFT
