"""Verdicts of verdicts."""

from __future__ import annotations

import pytest

from contractcheck.engine.derive import derive
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.location import Location
from contractcheck.model.verdict import Outcome, Verdict


def clause(name: str, *only_if: str) -> Clause:
    """Return a clause that applies only if others passed."""
    return Clause(name, "kind", name, Location("c.yaml"), Argument(), only_if=only_if)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Outcome.PASSED, Outcome.PASSED),
        (Outcome.FAILED, Outcome.INAPPLICABLE),
        (Outcome.INAPPLICABLE, Outcome.INAPPLICABLE),
        (Outcome.CANT_TELL, Outcome.CANT_TELL),
        (Outcome.UNTESTED, Outcome.UNTESTED),
    ],
)
def test_a_precondition_decides_whether_a_clause_applies(
    condition: Outcome, expected: Outcome
) -> None:
    """A clause whose precondition did not pass is never judged as if it had."""
    clauses = [clause("a", "b"), clause("b")]
    verdicts = [Verdict("a", Outcome.PASSED), Verdict("b", condition)]
    assert derive(clauses, verdicts)[0].outcome is expected


def test_preconditions_are_taken_in_order() -> None:
    """A chain of preconditions is followed from its end, whatever the order of the clauses."""
    clauses = [clause("a", "b"), clause("b", "c"), clause("c")]
    verdicts = [
        Verdict("a", Outcome.PASSED),
        Verdict("b", Outcome.PASSED),
        Verdict("c", Outcome.FAILED),
    ]
    assert [v.outcome for v in derive(clauses, verdicts)] == [Outcome.INAPPLICABLE] * 2 + [
        Outcome.FAILED
    ]


def test_a_circle_cannot_be_told() -> None:
    """Clauses that wait for each other are cantTell, with the circle as the reason."""
    clauses = [clause("a", "b"), clause("b", "a")]
    verdicts = derive(clauses, [Verdict("a", Outcome.PASSED), Verdict("b", Outcome.PASSED)])
    assert {v.outcome for v in verdicts} == {Outcome.CANT_TELL}
    assert "waits for itself" in verdicts[0].reason


def test_a_precondition_nobody_knows_is_untested() -> None:
    """A clause that waits for one outside the run has not been tested."""
    assert (
        derive([clause("a", "gone")], [Verdict("a", Outcome.PASSED)])[0].outcome is Outcome.UNTESTED
    )
