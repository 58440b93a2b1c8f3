"""Verdicts of verdicts: clauses that apply only if others passed, and clauses that weigh the verdicts of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from contractcheck.model.clause import Clause
from contractcheck.model.observed import VerdictNeed
from contractcheck.model.verdict import Outcome, Verdict

Promised = Mapping[str, Sequence[str]]
"""The ids of the clauses that are promises, by the id of their contract."""
Hear = Callable[[Clause, Mapping[str, Verdict]], Verdict]
"""Judges a clause that waits for verdicts, when all of them are settled."""

_MAKES = {
    Outcome.FAILED: Outcome.INAPPLICABLE,
    Outcome.INAPPLICABLE: Outcome.INAPPLICABLE,
    Outcome.CANT_TELL: Outcome.CANT_TELL,
    Outcome.UNTESTED: Outcome.UNTESTED,
}


def is_waiting(clause: Clause) -> bool:
    """Say whether a clause weighs the verdicts on others."""
    return any(isinstance(need, VerdictNeed) for need in clause.needs)


def named_in(need: VerdictNeed, promised: Promised) -> tuple[str, ...]:
    """Return the ids of all clauses whose verdicts a need asks for."""
    return tuple(dict.fromkeys((*need.clauses, *promised.get(need.contract, ()))))


def derive(
    clauses: Sequence[Clause],
    verdicts: Sequence[Verdict],
    hear: Hear | None = None,
    promised: Promised | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdicts of all clauses, those on others taken into account, in topological order.

    Clauses that wait for each other in a circle cannot be told; what waits for one of them is judged.
    """
    settled = {verdict.clause: verdict for verdict in verdicts}
    waits = {
        clause.id: (*clause.only_if, *_asked(clause, promised or {}))
        for clause in clauses
        if clause.only_if or is_waiting(clause)
    }
    order, circles = _order(waits)
    by_id = {clause.id: clause for clause in clauses}
    for name, circle in circles.items():
        reason = f"waits for itself: {' -> '.join(circle)}"
        blank = settled.get(name, Verdict(name, Outcome.CANT_TELL))
        settled[name] = replace(blank, outcome=Outcome.CANT_TELL, reason=reason)
    for name in order:
        if name not in waits or name in circles:
            continue
        clause = by_id[name]
        if hear and is_waiting(clause):
            settled[name] = hear(clause, settled)
        settled[name] = _with(settled[name], clause.only_if, settled)
    return tuple(settled[clause.id] for clause in clauses)


def _asked(clause: Clause, promised: Promised) -> Sequence[str]:
    needs = (need for need in clause.needs if isinstance(need, VerdictNeed))
    return [name for need in needs for name in named_in(need, promised)]


def _order(waits: Mapping[str, Sequence[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """Return names so that each stands behind what it waits for, and each circle by its members."""
    left = dict(waits)
    circles: dict[str, list[str]] = {}
    while True:
        try:
            return list(TopologicalSorter(left).static_order()), circles
        except CycleError as error:
            ring = [str(one) for one in reversed(error.args[1])][:-1]
            first = ring.index(min(ring))
            circle = [*ring[first:], *ring[:first], ring[first]]
            for name in ring:
                circles[name] = circle
                left[name] = ()


def _with(verdict: Verdict, conditions: Sequence[str], settled: Mapping[str, Verdict]) -> Verdict:
    for condition in conditions:
        found = settled.get(condition)
        outcome = found.outcome if found else Outcome.UNTESTED
        if outcome in _MAKES:
            reason = f"applies only if {condition} passed; it is {outcome.value}"
            return replace(verdict, outcome=_MAKES[outcome], reason=reason)
    return verdict
