"""A Markdown page, as for the step summary of GitHub Actions, within a limit of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contractcheck.model.finding import Finding, Related, Severity
from contractcheck.model.location import Location
from contractcheck.model.report import REPORT_MARK, ExitCode, Report
from contractcheck.model.verdict import Outcome
from contractcheck.reports.context import RenderContext
from contractcheck.reports.markdown_text import code, fenced, prose
from contractcheck.reports.parts import Fix, Parts, related_words, tell
from contractcheck.reports.source_diff import LineDiff
from contractcheck.reports.summary import (
    OUTCOME_WORDS,
    count,
    count_severities,
    say_decision,
    say_documents,
    say_findings,
    say_snapshots,
    unique_gaps,
    verdicts_by_clause,
)
from contractcheck.reports.visible import source_line, visible

_SEVERITY_MARKS: Mapping[Severity, str] = {
    Severity.ERROR: "❌ error",
    Severity.WARNING: "⚠️ warning",
    Severity.NOTE: "💡 note",
}
_GREEN, _RED = "✅", "❌"
_DEFAULT_LIMIT = 1_000_000
"""GitHub takes 1 MiB a step; the margin leaves room for what else the step says."""

_CUT_NOTE_ROOM = 300
_ENDING_SHARE = 4
"""Gaps and unjudged clauses may take a quarter of the page; findings have the rest."""


def render(report: Report, context: RenderContext) -> str:
    """Return the page; findings that would pass the size limit are left out whole and counted."""
    limit = _DEFAULT_LIMIT if context.size_limit is None else context.size_limit
    head = _block([REPORT_MARK, "", *_head(report)])
    room = limit - len(head.encode()) - _CUT_NOTE_ROOM
    ending = _ending(report, room // _ENDING_SHARE)
    sections = [_section(parts) for parts in tell(report, context)]
    kept = _choose(sections, room - len(ending.encode()))
    shown = "".join(_grouped([section for i, section in enumerate(sections) if i in kept]))
    dropped = [section.finding for i, section in enumerate(sections) if i not in kept]
    page = f"{head}{shown}{_cut_note(dropped)}{ending}".rstrip("\n") + "\n"
    return page if len(page.encode()) <= limit else _smallest(report, limit)


@dataclass(frozen=True, slots=True)
class _Section:
    """The text of one finding."""

    finding: Finding
    text: str

    @property
    def heading(self) -> str:
        """The heading of the document it stands in."""
        return _block([f"### {code(self.finding.place.document)}"])


def _head(report: Report) -> list[str]:
    counts = count(report)
    mark = _GREEN if report.exit_code is ExitCode.HOLDS else _RED
    return [
        f"## {mark} {prose(say_decision(report, counts))}",
        "",
        *_table(["clauses", *OUTCOME_WORDS.values()], [counts.clauses, *counts.outcomes.values()]),
        "",
        *_table(
            ["findings", *(f"{severity.value}s" for severity in counts.severities)],
            [counts.findings, *counts.severities.values()],
        ),
        "",
        prose(say_documents(report)),
        *(["", prose(say_snapshots(report))] if report.snapshots else []),
    ]


def _table(names: Sequence[str], numbers: Iterable[int]) -> list[str]:
    rows = (names, ["---:"] * len(names), map(str, numbers))
    return [f"| {' | '.join(row)} |" for row in rows]


def _choose(sections: Sequence[_Section], room: int) -> frozenset[int]:
    """Return the indexes of the sections that fit, the heaviest findings first."""
    weights = {severity: weight for weight, severity in enumerate(_SEVERITY_MARKS)}
    kept: set[int] = set()
    headings: set[str] = set()
    for i in sorted(range(len(sections)), key=lambda i: (weights[sections[i].finding.severity], i)):
        heading = sections[i].heading
        text = sections[i].text if heading in headings else heading + sections[i].text
        size = len(text.encode())
        if size <= room:
            room -= size
            kept.add(i)
            headings.add(heading)
    return frozenset(kept)


def _grouped(sections: Sequence[_Section]) -> Iterator[str]:
    """Yield the texts by document, documents in the order in which they first come."""
    groups: dict[str, list[str]] = {}
    for section in sections:
        groups.setdefault(section.heading, []).append(section.text)
    for heading, texts in groups.items():
        yield heading
        yield from texts


def _section(parts: Parts) -> _Section:
    finding = parts.finding
    span = finding.place.span
    heading = f"{_SEVERITY_MARKS[finding.severity]} {code(finding.rule)}"
    return _Section(
        finding,
        _block(
            [
                f"#### {heading} at line {span.line}, column {span.column}",
                "",
                f"- **Here:** {prose(finding.message)}",
                *_contract(parts),
                *_expectation(finding),
                *_places(parts),
                *(line for i, fix in enumerate(parts.fixes) for line in _fix(fix, i, finding)),
            ],
        ),
    )


def _contract(parts: Parts) -> list[str]:
    if parts.stated_at is None:
        return []
    return [f"- **Contract:** {prose(parts.says)} ({_line_of(parts.stated_at)})"]


def _places(parts: Parts) -> list[str]:
    places = ", ".join(code(str(place)) for place in parts.further)
    more = f" and {parts.more} more" if parts.more else ""
    also = [f"- **Also at:** {places}{more}"] if places else []
    return also + [_related(related) for related in parts.related]


def _related(related: Related) -> str:
    label, said = related_words(related)
    return f"- **{label.capitalize()}** {prose(said)} ({_line_of(related.at)})"


def _expectation(finding: Finding) -> list[str]:
    texts = (("Expected", finding.expected), ("Observed", finding.observed))
    return [f"- **{name}:** {prose(text)}" for name, text in texts if text]


def _fix(fix: Fix, index: int, finding: Finding) -> list[str]:
    elsewhere = fix.at is not None and fix.at.document != finding.place.document
    where = f" ({_line_of(fix.at)})" if fix.at and elsewhere else ""
    lines = [f"- **{'Or' if index else 'Fix'}:** {prose(fix.description)}{where}"]
    if fix.diff:
        return [*lines, "", *_diff(fix.diff), ""]
    if fix.replacement is not None:
        lines[0] += f" → {code(fix.replacement) or '(nothing)'}"
    return lines


def _diff(diff: LineDiff) -> list[str]:
    removed = (f"- {source_line(line)}" for line in diff.removed)
    added = (f"+ {source_line(line)}" for line in diff.added)
    return fenced((*removed, *added), "diff")


def _ending(report: Report, room: int) -> str:
    """Return what could not be looked at or judged, as many lines of it as there is room for."""
    gaps = [f"- could not look: {prose(str(gap))}" for gap in unique_gaps(report)]
    unjudged = [
        f"- cannot tell: {code(verdict.clause)} {prose(verdict.reason)}".rstrip()
        for verdict in verdicts_by_clause(report).values()
        if verdict.outcome is Outcome.CANT_TELL
    ]
    lines = [*gaps, *unjudged]
    heading, more = "### Not judged", "- and {} more"
    room -= len(f"{heading}\n\n{more.format(len(lines))}\n\n".encode())
    shown: list[str] = []
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        shown.append(line)
    if len(lines) > len(shown):
        shown.append(more.format(len(lines) - len(shown)))
    return _block([heading, "", *shown]) if lines else ""


def _cut_note(dropped: Sequence[Finding]) -> str:
    if not dropped:
        return ""
    said = say_findings(count_severities(dropped), "further finding")
    verb = "is" if len(dropped) == 1 else "are"
    return _block([f"**{said} {verb} not shown:** this page has reached its size limit."])


def _smallest(report: Report, limit: int) -> str:
    """Return the decision and the count alone, cut to the limit; it holds no free text."""
    said = say_findings(count_severities(report.findings))
    text = f"## exit {report.exit_code.value}: {said}, not shown: too little room\n"
    return text.encode()[: max(0, limit)].decode()


def _block(lines: Iterable[str]) -> str:
    """Join lines and close them with an empty one."""
    return "\n".join(lines).rstrip("\n") + "\n\n"


def _line_of(at: Location) -> str:
    return code(f"{visible(at.document)}:{at.span.line}")
