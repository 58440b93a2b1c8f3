"""A case about many documents, document by document: each is judged on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from contractcheck.model.case import Case
from contractcheck.model.evidence import Evidence, Fact
from contractcheck.model.finding import Finding
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.verdict import Outcome, Verdict


def each_document(case: Case) -> Iterator[tuple[str, Case]]:
    """Yield each document that was looked at with its part of the evidence; ``""`` where there was none.

    What other sources than documents brought belongs to every document.
    """
    of_documents = [isinstance(need, DocumentNeed) for need in case.clause.needs]
    pairs = list(zip(of_documents, case.evidence, strict=True))
    paths = dict.fromkeys(path for mine, one in pairs if mine for path in one.looked_at)
    if not paths:
        yield "", case
    for path in paths:
        parts = [_part(one, path) if mine else one for mine, one in pairs]
        yield path, Case(case.clause, tuple(parts))


def judge_each(
    cases: Sequence[Case], find: Callable[[Case], Iterable[Finding]]
) -> Iterator[Verdict | Finding]:
    """Judge each document of each case by what is found in it; one fault fails the clause."""
    for case in cases:
        found = [one for _, part in each_document(case) for one in find(part)]
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _part(evidence: Evidence, path: str) -> Evidence:
    facts = tuple(fact for fact in evidence.facts if _document_of(fact) == path)
    return Evidence(facts, (path,) if path in evidence.looked_at else ())


def _document_of(fact: Fact) -> str:
    at = getattr(fact, "at", None)
    return at.document if isinstance(at, Location) else ""
