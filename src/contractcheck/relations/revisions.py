"""What is deployed contains a commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.revisions import ContainsCommit, RevisionFound
from contractcheck.model.verdict import Outcome, Verdict


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each case by what the server said and the history holds."""
    for case in cases:
        (found,) = (fact for fact in case.facts if isinstance(fact, RevisionFound))
        if found.contains:
            yield Verdict(case.clause.id, Outcome.PASSED)
        else:
            yield _finding(case, found)
            yield Verdict(case.clause.id, Outcome.FAILED, _message(case, found))


def _message(case: Case, found: RevisionFound) -> str:
    commit = cast("ContainsCommit", case.clause.argument).commit
    return f"the deployed revision `{found.revision}` does not contain `{commit}`"


def _finding(case: Case, found: RevisionFound) -> Finding:
    """Return the finding; what a server says is nobody's to edit, so it points at the contract."""
    clause = case.clause
    commit = cast("ContainsCommit", clause.argument).commit
    deploy = f"deploy a revision that contains `{commit}`, or name here a commit that is deployed"
    return drift(
        clause,
        "commit-not-deployed",
        subject=commit,
        message=_message(case, found),
        places=[clause.at],
        expected=f"a revision that contains {commit}",
        observed=found.revision,
        related=[Related(found.at, "the revision as the server says it")],
        repairs=[Repair(RepairTarget.CONTRACT, deploy, clause.at)],
    )
