"""Patterns in source code stand where the contract lets them, and where it wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import PathsNeed
from contractcheck.model.source_patterns import FileLookedAt, PatternHit, StandsOnlyIn
from contractcheck.model.verdict import Outcome, Verdict

_FEW = 3


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge patterns that may stand in some files only, and must stand in others."""
    for case in cases:
        argument = case.clause.argument
        found = list(_gone(case))
        if not found:
            found = list(_outside(case) if isinstance(argument, StandsOnlyIn) else _missing(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _gone(case: Case) -> Iterator[Finding]:
    """Yield what the contract names and the tree does not have: files to look at, places that may hold it."""
    looked = any(isinstance(fact, FileLookedAt) for fact in case.facts)
    unread = any(evidence.gaps for evidence in case.evidence)
    if not looked and not unread:
        yield _absent(case, f"no file `{case.clause.needs[0].describe()}` is in the tree")
    for need, evidence in zip(case.clause.needs, case.evidence, strict=True):
        if isinstance(need, PathsNeed) and not evidence.facts:
            yield _absent(case, f"`{need.pattern}`, which may hold it, is not in the tree")


def _absent(case: Case, message: str) -> Finding:
    at = case.clause.at
    repair = Repair(RepairTarget.CONTRACT, "name the file where it stands now", at)
    return drift(
        case.clause, "place-gone", subject=message, message=message, places=[at], repairs=[repair]
    )


def _outside(case: Case) -> Iterator[Finding]:
    """Yield what stands where it may not; the same text twice in a file is one finding of two places."""
    allowed = cast("StandsOnlyIn", case.clause.argument).allowed
    groups: dict[tuple[str, str], list[Location]] = {}
    for fact in case.facts:
        if isinstance(fact, PatternHit):
            key = (fact.value.at.document, fact.value.text)
            groups.setdefault(key, []).append(fact.value.at)
    for (document, text), places in groups.items():
        where = _listed(allowed)
        message = f"`{text}` stands here; it may stand only in {where}"
        repairs = [Repair(RepairTarget.DOCUMENT, f"leave this to {where}", places[0])]
        if not allowed:
            message = f"`{text}` stands here, where it may not"
            repairs = [Repair(RepairTarget.DOCUMENT, "take it out of here", places[0])]
        accept = f"or except `{document}` in the contract"
        yield drift(
            case.clause,
            "stands-outside" if allowed else "stands-where-forbidden",
            subject=f"{document} {text}",
            message=f"{message}: {case.clause.says}",
            places=places,
            expected=f"only in {where}" if allowed else "not here",
            observed=text,
            repairs=[*repairs, Repair(RepairTarget.CONTRACT, accept, case.clause.at)],
        )


def _listed(paths: Sequence[str]) -> str:
    shown = [f"`{path}`" for path in paths[:_FEW]]
    more = [f"{len(paths) - _FEW} more"] if len(paths) > _FEW else []
    return ", ".join([*shown, *more])


def _missing(case: Case) -> Iterator[Finding]:
    held = {fact.value.at.document for fact in case.facts if isinstance(fact, PatternHit)}
    for fact in case.facts:
        if isinstance(fact, FileLookedAt) and not fact.left_out and fact.path not in held:
            at = Location(fact.path)
            yield drift(
                case.clause,
                "required-missing",
                subject=fact.path,
                message=f"this file does not hold what it must: {case.clause.says}",
                places=[at],
                expected=case.clause.says,
                repairs=[Repair(RepairTarget.DOCUMENT, "write it here again", at)],
            )
