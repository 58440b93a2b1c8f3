"""What a live registry holds; a complete answer that is empty is no evidence, neither for nor against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import GapReason, Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.registry_holds import RegistryHolds
from contractcheck.model.verdict import Outcome, Verdict


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether each answer holds what it must."""
    for case in cases:
        values = [fact for fact in case.facts if isinstance(fact, Value)]
        if not values:
            reason = f"no evidence: {case.clause.needs[0].describe()} answers with nothing"
            yield Verdict(case.clause.id, Outcome.CANT_TELL, reason, gap=GapReason.NO_EVIDENCE)
            continue
        findings = list(_findings(case, values))
        yield from findings
        yield Verdict(case.clause.id, Outcome.FAILED if findings else Outcome.PASSED)


def _findings(case: Case, values: Sequence[Value]) -> Iterator[Finding]:
    argument = cast("RegistryHolds", case.clause.argument)
    shown = {value.text: value.at for value in values}
    top = next((fact.at for fact in case.facts if isinstance(fact, PlaceFound)), values[0].at)
    missing = [name for name in argument.holds if name not in shown]
    if missing:
        names = ", ".join(f"`{name}`" for name in missing)
        yield _finding(case, "not-held", f"the registry does not hold {names}", top)
    elif len(shown) < argument.at_least:
        message = f"the registry holds {len(shown)}, {argument.at_least} are needed"
        yield _finding(case, "not-held", message, top)
    others = [name for name in shown if name not in argument.holds] if argument.only else []
    if others:
        names = ", ".join(f"`{name}`" for name in others)
        yield _finding(case, "held-too", f"the registry holds {names} too", shown[others[0]])


def _finding(case: Case, what: str, message: str, at: Location) -> Finding:
    return drift(
        case.clause,
        what,
        subject=case.clause.id,
        message=message,
        places=[at],
        repairs=[
            Repair(RepairTarget.DOCUMENT, "let the registry hold what is needed", at),
            Repair(RepairTarget.CONTRACT, "ask for what it holds", case.clause.at),
        ],
    )
