"""The three parts every format tells: what stands here, what the contract says, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.clause import Clause
from contractcheck.model.finding import Finding, Related, Repair
from contractcheck.model.location import Location
from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.source_diff import LineDiff, line_diff

FIRST_PLACES = 5
"""How many further places of one fault are shown before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What to do: in words, where, and as lines where a repair has a replacement.

    ``replacement`` is set where there is one and the source to show it in could not be had.
    """

    description: str
    at: Location | None = None
    diff: LineDiff | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A finding with what the contract says, where, and what to do about it; texts as they came."""

    finding: Finding
    says: str
    stated_at: Location | None
    related: tuple[Related, ...]
    fixes: tuple[Fix, ...]
    further: tuple[Location, ...]
    more: int


def tell(report: Report, context: RenderContext) -> Iterator[Parts]:
    """Yield the parts of each finding, in the order of the report."""
    clauses = {clause.id: clause for clause in report.clauses}
    for finding in report.findings:
        yield _parts(finding, clauses.get(finding.clause), context)


def _parts(finding: Finding, clause: Clause | None, context: RenderContext) -> Parts:
    shown = len(finding.places) if context.verbose else FIRST_PLACES + 1
    return Parts(
        finding=finding,
        says=clause.says if clause else "",
        stated_at=clause.at if clause else None,
        related=tuple(r for r in finding.related if not _says_the_same(r, clause)),
        fixes=_fixes(finding, context),
        further=finding.places[1:shown],
        more=max(0, len(finding.places) - shown),
    )


def related_words(related: Related) -> tuple[str, str]:
    """Return the label of a related place and what is said of it; a view is called by its name."""
    if related.view:
        return "view:", f"{related.view} {related.note}"
    return "see:", related.note


def _says_the_same(related: Related, clause: Clause | None) -> bool:
    """Say whether a related place is the contract's own line, which is told apart anyway."""
    return (
        clause is not None
        and related.at.document == clause.at.document
        and related.at.span.line == clause.at.span.line
    )


def _fixes(finding: Finding, context: RenderContext) -> tuple[Fix, ...]:
    if finding.repairs:
        return tuple(_fix(repair, context) for repair in finding.repairs)
    rule = context.rules.get(finding.rule)
    return (Fix(rule.fix),) if rule and rule.fix else ()


def _fix(repair: Repair, context: RenderContext) -> Fix:
    if repair.replacement is None:
        return Fix(repair.description, repair.at)
    lines = context.sources(repair.at.document)
    diff = None if lines is None else line_diff(lines, repair.at.span, repair.replacement)
    return Fix(repair.description, repair.at, diff, None if diff else repair.replacement)
