"""Verdicts as evidence for other clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contractcheck.engine.derive import derive
from contractcheck.engine.judge import Bench
from contractcheck.engine.registry import Registries
from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.finding import Finding
from contractcheck.model.location import Location
from contractcheck.model.observed import VerdictFound, VerdictNeed
from contractcheck.model.verdict import Outcome, Verdict

TODAY = date(2026, 6, 27)
SEEN = date(2026, 6, 20)


@dataclass(frozen=True, slots=True)
class _Looked(Need):
    """Something that is looked at."""

    name: str


class _Holds(Argument):
    """Fails where nothing was seen."""


class _Weighs(Argument):
    """Tells what it is told."""


def _observe(cases: Sequence[Case]) -> list[Verdict | Finding]:
    answers: list[Verdict | Finding] = []
    for case in cases:
        seen = any(evidence.looked_at for evidence in case.evidence)
        if not seen:
            at = Location("far.json")
            answers.append(
                drift(case.clause, "gone", subject="x", message="it is gone", places=[at])
            )
        outcome = Outcome.PASSED if seen else Outcome.FAILED
        answers.append(Verdict(case.clause.id, outcome))
    return answers


def _weigh(cases: Sequence[Case]) -> list[Verdict | Finding]:
    facts = [fact for fact in cases[0].facts if isinstance(fact, VerdictFound)]
    told = "; ".join(f"{f.outcome.value} {f.reason} {f.age}".strip() for f in facts)
    places = " ".join(str(related.at) for fact in facts for related in fact.related)
    return [Verdict(cases[0].clause.id, Outcome.PASSED, f"{told} at {places}")]


def _clause(name: str, argument: Argument, *needs: Need, observes: bool = False) -> Clause:
    return Clause(name, "kind", name, Location("c.yaml"), argument, needs, observes=observes)


def _judge(
    clauses: Sequence[Clause],
    evidence: Mapping[Need, Evidence | Gap],
    promised: Mapping[str, Sequence[str]] | None = None,
) -> tuple[dict[str, Verdict], list[Finding]]:
    registries = Registries({}, {_Holds: _observe, _Weighs: _weigh}, {}, {})
    by_id = {clause.id: clause for clause in clauses}
    bench = Bench(evidence, registries, {}, by_id, promised or {}, TODAY)
    waiting = {"gate", "other"}
    settled = bench.judge(clause for clause in clauses if clause.id not in waiting)
    verdicts = derive(clauses, settled, bench.hear, promised)
    return {one.clause: one for one in verdicts}, bench.findings


def test_an_observation_is_evidence_and_no_finding_of_its_own() -> None:
    """What is found against an observing clause is told to the clause that asks, with its place."""
    observed = _clause("seen", _Holds(), _Looked("x"), observes=True)
    gate = _clause("gate", _Weighs(), VerdictNeed(("seen",)))
    verdicts, findings = _judge([gate, observed], {_Looked("x"): Evidence()})
    assert findings == []
    assert verdicts["seen"].outcome is Outcome.FAILED
    assert verdicts["gate"].reason.startswith("failed it is gone None at far.json:1:1")


def test_age_counts_from_the_oldest_answer() -> None:
    """The age of a verdict is the number of whole days since the oldest answer it rests on."""
    observed = _clause("seen", _Holds(), _Looked("x"), _Looked("y"), observes=True)
    gate = _clause("gate", _Weighs(), VerdictNeed(("seen",)))
    verdicts, _ = _judge(
        [observed, gate],
        {
            _Looked("x"): Evidence(looked_at=("u",), observed=SEEN),
            _Looked("y"): Evidence(looked_at=("v",), observed=TODAY),
        },
    )
    assert "passed  7 at" in verdicts["gate"].reason
    assert verdicts["seen"].seen == ("u", "v")
    assert verdicts["gate"].observed == SEEN


def test_what_could_not_be_looked_at_says_why() -> None:
    """The reason of a gap is told with the verdict, so that a blocked clause is known from a failed one."""
    observed = _clause("seen", _Holds(), _Looked("x"), observes=True)
    verdicts, _ = _judge([observed], {_Looked("x"): Gap(GapReason.BLOCKED, "http://hub/x")})
    assert verdicts["seen"].gap is GapReason.BLOCKED


def test_all_promises_of_a_contract_are_asked_for() -> None:
    """A need for a contract brings each of its promises, and a clause outside the run is untested."""
    other = _clause("far/a", _Holds(), _Looked("x"))
    gate = _clause("gate", _Weighs(), VerdictNeed(("nobody/knows",), "far"))
    seen = Evidence(looked_at=("u",))
    verdicts, _ = _judge([gate, other], {_Looked("x"): seen}, {"far": ("far/a",)})
    said = "untested `nobody/knows` is not part of this run None; passed  None"
    assert verdicts["gate"].reason.startswith(said)


def test_a_contract_outside_the_run_is_untested() -> None:
    """A contract that is not there has promised nothing that could be told."""
    gate = _clause("gate", _Weighs(), VerdictNeed((), "far"))
    verdicts, _ = _judge([gate], {})
    assert verdicts["gate"].reason.startswith("untested `far` is not part of this run")


def test_clauses_in_a_circle_name_it_and_others_are_judged() -> None:
    """A circle of verdicts cannot be told; a clause that waits for one of its members still hears so."""
    ring = [
        _clause("gate", _Weighs(), VerdictNeed(("other",))),
        _clause("other", _Weighs(), VerdictNeed(("gate",))),
    ]
    verdicts, _ = _judge(ring, {})
    assert verdicts["gate"].outcome is Outcome.CANT_TELL
    assert verdicts["gate"].reason == "waits for itself: gate -> other -> gate"
