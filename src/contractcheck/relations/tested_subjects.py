"""Subjects that must have a test: one that runs, and that is named for the subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.source_patterns import FileLookedAt
from contractcheck.model.tested_subjects import SubjectTested, TestFound
from contractcheck.model.verdict import Outcome, Verdict


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether each subject has a test that runs."""
    for case in cases:
        found = list(_findings(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _findings(case: Case) -> Iterator[Finding]:
    argument = cast("SubjectTested", case.clause.argument)
    subject, at = argument.subject, case.clause.at
    tests = [fact for fact in case.facts if isinstance(fact, TestFound)]
    if not any(isinstance(fact, FileLookedAt) for fact in case.facts):
        if not any(evidence.gaps for evidence in case.evidence):
            wanted = case.clause.needs[0].describe()
            message = f"no file `{wanted}` is in the tree"
            yield drift(
                case.clause,
                "place-gone",
                subject=wanted,
                message=message,
                places=[argument.files_at],
            )
        return
    named = [test for test in tests if test.named]
    if any(not test.skipped for test in named):
        return
    if named:
        first = named[0]
        yield drift(
            case.clause,
            "subject-skipped",
            subject=subject,
            message=f"the only test of `{subject}` does not run: `{first.skipped}`",
            places=[test.at for test in named],
            expected=f"a test of {subject} that runs",
            observed=first.skipped,
            repairs=[Repair(RepairTarget.DOCUMENT, "let it run again", first.at)],
        )
        return
    files = len({test.at.document for test in tests})
    yield drift(
        case.clause,
        "subject-untested",
        subject=subject,
        message=f"none of the {len(tests)} tests in {files} files is named for `{subject}`",
        places=[at],
        expected=f"a test of {subject}",
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"write a test that is named for {subject}", at),
            Repair(RepairTarget.CONTRACT, "say what the test of it is called", at),
        ],
    )
