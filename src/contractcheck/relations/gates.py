"""Gates: what is declared, held against what the evidence shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import GapReason
from contractcheck.model.evidence_grammar import AllOf
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.gates import Declared, GateDeclared
from contractcheck.model.observed import VerdictFound
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.verdict_evidence import gate_of, observed_of
from contractcheck.model.weighing import weigh


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each gate; one that is declared passed is passed only if the evidence shows it."""
    for case in cases:
        gate = cast("GateDeclared", case.clause.argument)
        facts = [fact for fact in case.facts if isinstance(fact, VerdictFound)]
        observed = next(fact for fact in facts if fact.verdict.clause == gate.observed)
        if gate.declared is Declared.PASSED:
            yield from _declared_passed(case, gate, observed, facts)
        else:
            yield from _declared_open(case, gate, observed, facts)


def _declared_passed(
    case: Case, gate: GateDeclared, observed: VerdictFound, facts: Sequence[VerdictFound]
) -> Iterator[Verdict | Finding]:
    outcome = observed.outcome
    if outcome in {Outcome.PASSED, Outcome.UNTESTED}:
        yield Verdict(case.clause.id, outcome, observed.reason)
        return
    if _is_consequence(gate, facts):
        yield Verdict(case.clause.id, outcome, observed.reason, gap=observed.verdict.gap)
        return
    failed = outcome is Outcome.FAILED
    what = "over-declared" if failed else "declared-without-evidence"
    how = "the evidence shows that it is not" if failed else "no evidence shows it"
    yield _finding(
        case,
        what,
        f"`{gate.gate}` is declared passed, and {how}: {observed.reason}",
        observed,
        facts,
    )
    yield Verdict(case.clause.id, Outcome.FAILED, observed.reason, gap=observed.verdict.gap)


def _is_consequence(gate: GateDeclared, facts: Sequence[VerdictFound]) -> bool:
    """Say whether all that is wrong is told elsewhere: a gate that this one needs is wrongly declared passed.

    One that is declared open is told as a contradiction of the contract that needs it.
    """
    told = {fact.verdict.clause: fact for fact in facts}
    if gate.evidence != AllOf(()) and weigh(gate.evidence, told).outcome is not Outcome.PASSED:
        return False
    open_ = [name for name in gate.needs if told[observed_of(name)].outcome is not Outcome.PASSED]
    return all(_is_told(told[name]) for name in open_)


def _is_told(needed: VerdictFound) -> bool:
    clause = needed.clause
    if clause is None:
        return False
    if cast("GateDeclared", clause.argument).declared is not Declared.PASSED:
        return True  # told as a contradiction of the contract that needs it
    return not clause.observes and needed.outcome in {Outcome.FAILED, Outcome.CANT_TELL}


def _declared_open(
    case: Case, gate: GateDeclared, observed: VerdictFound, facts: Sequence[VerdictFound]
) -> Iterator[Verdict | Finding]:
    outcome, reason = observed.outcome, observed.reason
    blocked = gate.declared is Declared.BLOCKED
    if outcome is Outcome.PASSED:
        message = (
            f"`{gate.gate}` is declared {gate.declared.value}, and all of its evidence is there"
        )
        yield _finding(case, "ready-to-flip", message, observed, facts)
        yield Verdict(case.clause.id, Outcome.PASSED)
    elif gate.declared is Declared.DEFERRED:
        yield Verdict(case.clause.id, Outcome.INAPPLICABLE, f"deferred until {gate.until}")
    elif blocked and outcome is Outcome.CANT_TELL:
        agrees = observed.verdict.gap is GapReason.BLOCKED
        yield Verdict(case.clause.id, Outcome.PASSED if agrees else outcome, reason)
    elif blocked and outcome is Outcome.FAILED:
        message = (
            f"`{gate.gate}` is declared blocked, and can be looked at: it is not passed: {reason}"
        )
        yield _finding(case, "no-longer-blocked", message, observed, facts)
        yield Verdict(case.clause.id, Outcome.PASSED, reason)
    elif outcome is Outcome.FAILED:
        yield Verdict(case.clause.id, Outcome.PASSED, reason)
    else:
        yield Verdict(case.clause.id, outcome, reason, gap=observed.verdict.gap)


def _finding(
    case: Case, what: str, message: str, observed: VerdictFound, facts: Sequence[VerdictFound]
) -> Finding:
    """Return the finding at the declaration, with where each piece of evidence was seen."""
    gate = cast("GateDeclared", case.clause.argument)
    is_blocked = observed.verdict.gap is GapReason.BLOCKED
    right = Declared.BLOCKED if is_blocked else Declared.WAITING
    right = Declared.PASSED if what == "ready-to-flip" else right
    return drift(
        case.clause,
        what,
        subject=gate.gate,
        message=message,
        places=[case.clause.at],
        expected=gate.declared.value,
        observed=_SHOWN[observed.outcome],
        related=[
            related
            for fact in facts
            if fact.clause and fact.clause.observes and fact is not observed
            if _tells(fact, observed)
            for related in _related(fact)
        ],
        repairs=[
            Repair(
                RepairTarget.CONTRACT,
                f"declare it {right.value}",
                case.clause.at,
                right.value if gate.stated else None,
            ),
            Repair(RepairTarget.CONTRACT, "name other evidence", case.clause.at),
        ],
    )


_SHOWN = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "not passed",
    Outcome.CANT_TELL: "cannot be told",
}


def _tells(fact: VerdictFound, observed: VerdictFound) -> bool:
    """Say whether a piece of evidence is why the gate is what it is."""
    return (fact.outcome is Outcome.PASSED) is (observed.outcome is Outcome.PASSED)


def _related(fact: VerdictFound) -> Iterator[Related]:
    for finding in fact.findings:
        for place in finding.places:
            yield Related(place, finding.message)
    if fact.clause:
        waits = gate_of(fact.clause.id)
        is_gate = waits != fact.clause.id
        said = f"waits for `{waits}`" if is_gate else f"the evidence: {fact.clause.says}"
        reason = f": {fact.verdict.reason}" if fact.verdict.reason else ""
        yield Related(fact.clause.at, f"{said}{reason}")
