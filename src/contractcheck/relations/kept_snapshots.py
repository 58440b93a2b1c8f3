"""Whether snapshots are as they were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.kept_snapshots import SnapshotAltered
from contractcheck.model.verdict import Outcome, Verdict


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each clause: every snapshot that was changed is one finding."""
    for case in cases:
        altered = [fact for fact in case.facts if isinstance(fact, SnapshotAltered)]
        for fact in altered:
            yield drift(
                case.clause,
                "snapshot-changed",
                subject=fact.at.document,
                message="this snapshot is not what was recorded: its digest is another, or cannot be read",
                places=[fact.at],
                repairs=[
                    Repair(
                        RepairTarget.DOCUMENT,
                        "record it again with `contractcheck snapshot`, or take the change back",
                        fact.at,
                    )
                ],
            )
        yield Verdict(case.clause.id, Outcome.FAILED if altered else Outcome.PASSED)
