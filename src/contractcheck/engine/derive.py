"""Verdicts of verdicts: a clause that applies only if others passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from contractcheck.model.clause import Clause
from contractcheck.model.verdict import Outcome, Verdict

_MAKES = {
    Outcome.FAILED: Outcome.INAPPLICABLE,
    Outcome.INAPPLICABLE: Outcome.INAPPLICABLE,
    Outcome.CANT_TELL: Outcome.CANT_TELL,
    Outcome.UNTESTED: Outcome.UNTESTED,
}


def derive(clauses: Sequence[Clause], verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts with preconditions taken into account, in topological order.

    Clauses whose preconditions wait for each other in a circle cannot be told.
    """
    settled = {verdict.clause: verdict for verdict in verdicts}
    conditions = {clause.id: clause.only_if for clause in clauses if clause.only_if}
    try:
        order = list(TopologicalSorter(conditions).static_order())
    except CycleError as error:
        circle = [str(one) for one in error.args[1]]
        for one in circle:
            settled[one] = replace(
                settled[one],
                outcome=Outcome.CANT_TELL,
                reason=f"waits for itself: {' -> '.join(circle)}",
            )
        order = []
    for clause in order:
        if clause in settled:
            settled[clause] = _with(settled[clause], conditions.get(clause, ()), settled)
    return tuple(settled[verdict.clause] for verdict in verdicts)


def _with(verdict: Verdict, conditions: Sequence[str], settled: Mapping[str, Verdict]) -> Verdict:
    for condition in conditions:
        found = settled.get(condition)
        outcome = found.outcome if found else Outcome.UNTESTED
        if outcome in _MAKES:
            reason = f"applies only if {condition} passed; it is {outcome.value}"
            return replace(verdict, outcome=_MAKES[outcome], reason=reason)
    return verdict
