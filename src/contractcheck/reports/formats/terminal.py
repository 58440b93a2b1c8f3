"""Findings for people at a terminal or in a build log, then a summary and the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.location import FILE_START, Location
from contractcheck.model.report import ExitCode, Report
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.reports.context import RenderContext
from contractcheck.reports.page import (
    BOLD,
    CYAN,
    DIM,
    GREEN,
    INDENT,
    RED,
    YELLOW,
    Page,
    line_diff_lines,
    word_diff_words,
)
from contractcheck.reports.parts import Fix, Parts, related_words, tell
from contractcheck.reports.summary import (
    OUTCOME_WORDS,
    Counts,
    count,
    many,
    say_clauses,
    say_decision,
    say_documents,
    say_findings,
    say_snapshots,
    unique_gaps,
    verdicts_by_clause,
)
from contractcheck.reports.text_layout import fill, mark
from contractcheck.reports.visible import one_line, visible
from contractcheck.reports.word_diff import are_similar, shorten, word_diff

_SEVERITY_COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: f"{BOLD};{RED}",
    Severity.WARNING: f"{BOLD};{YELLOW}",
    Severity.NOTE: f"{BOLD};{CYAN}",
}
_OUTCOME_COLOURS: Mapping[Outcome, str] = {
    Outcome.PASSED: GREEN,
    Outcome.FAILED: RED,
    Outcome.CANT_TELL: YELLOW,
    Outcome.INAPPLICABLE: DIM,
    Outcome.UNTESTED: DIM,
}
_NARROWEST = 60
_KEPT_WORDS = 8
_FIRST_CAUSES = 5
_FIRST_CLAUSES = 10
_COMMAND = re.compile(r"(?:^(?:[^\S\n]|\x1b\[[0-9;]*m)*:(?=:)|#(?=#\w*\[))", re.MULTILINE)
"""``::`` after any blanks of a line and ``##[`` would command the runner that prints it."""


def render(report: Report, context: RenderContext) -> str:
    """Return findings, summary and decision; nothing for a quiet run that holds."""
    if context.quiet and report.exit_code is ExitCode.HOLDS:
        return ""
    page = Page(max(_NARROWEST, context.width), context.color, context.verbose)
    blocks = [_finding(parts, page, context) for parts in tell(report, context)]
    blocks.append(_ending(report, page, quiet=context.quiet))
    text = "\n\n".join("\n".join(block) for block in blocks) + "\n"
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}\\x{ord(match[0][-1]):02x}", text)


def _finding(parts: Parts, page: Page, context: RenderContext) -> list[str]:
    finding = parts.finding
    return [
        _head(finding, page),
        *fill(_words(finding.message), page.width, INDENT, INDENT),
        *_frame(finding.place, page, context),
        *_contract(parts, page),
        *_expectation(finding, page),
        *_places(parts, page),
        *_why(finding, page, context),
        *(line for i, fix in enumerate(parts.fixes) for line in _fix(fix, i, finding, page)),
    ]


def _head(finding: Finding, page: Page) -> str:
    place = page.paint(visible(str(finding.place)), BOLD)
    severity = page.paint(finding.severity.value, _SEVERITY_COLOURS[finding.severity])
    return f"{place}  {severity}  {visible(finding.rule)}"


def _frame(at: Location, page: Page, context: RenderContext) -> Iterator[str]:
    """Yield the source line with carets below what the finding is about."""
    lines, span = context.sources(at.document), at.span
    if lines is None or span == FILE_START or not 1 <= span.line <= len(lines):
        return
    line = lines[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    number = str(span.line)
    gutter = f"{INDENT}  {number} | "
    shown = mark(line, span.column - 1, max(end, span.column - 1), page.width - len(gutter))
    yield page.paint(gutter, DIM) + shown.text
    below = f"{INDENT}  {' ' * len(number)} | "
    yield page.paint(below, DIM) + page.paint(shown.carets, RED)


def _expectation(finding: Finding, page: Page) -> list[str]:
    """Tell expected from observed: by words where they are alike, else one below the other."""
    expected, observed = one_line(finding.expected), one_line(finding.observed)
    if expected and observed and are_similar(expected, observed):
        pieces = word_diff(expected, observed)
        return page.labelled(
            "wording:",
            word_diff_words(pieces if page.verbose else shorten(pieces, _KEPT_WORDS), page),
        )
    return [
        line
        for label, text in (("expected:", expected), ("observed:", observed))
        if text
        for line in page.labelled(label, _words(text))
    ]


def _contract(parts: Parts, page: Page) -> list[str]:
    if parts.stated_at is None:
        return []
    return page.labelled("contract:", [*_words(parts.says), f"({_line_of(parts.stated_at)})"])


def _places(parts: Parts, page: Page) -> list[str]:
    """Tell where else the fault shows, and what belongs to it."""
    places = [visible(str(place)) for place in parts.further]
    if parts.more:
        places.append(f"and {parts.more} more")
    lines = [
        line for i, p in enumerate(places) for line in page.labelled("" if i else "also at:", [p])
    ]
    for related in parts.related:
        label, said = related_words(related)
        lines += page.labelled(label, [*_words(said), f"({_line_of(related.at)})"])
    return lines


def _why(finding: Finding, page: Page, context: RenderContext) -> list[str]:
    rule = context.rules.get(finding.rule)
    return page.labelled("why:", _words(rule.why)) if page.verbose and rule and rule.why else []


def _fix(fix: Fix, index: int, finding: Finding, page: Page) -> Iterator[str]:
    words = _words(fix.description)
    if fix.at and fix.at.document != finding.place.document:
        words.append(f"({_line_of(fix.at)})")
    if fix.replacement is not None:
        words += ["→", visible(fix.replacement) or "(nothing)"]
    yield from page.labelled("or:" if index else "fix:", words)
    if fix.diff:
        yield from line_diff_lines(fix.diff, page)


def _ending(report: Report, page: Page, *, quiet: bool) -> list[str]:
    counts = count(report)
    lines = [] if quiet else list(_summary(report, counts, page))
    red = report.exit_code is not ExitCode.HOLDS
    for line in fill(_words(say_decision(report, counts)), page.width, "", ""):
        lines.append(page.paint(line, f"{BOLD};{RED if red else GREEN}"))
    return lines


def _summary(report: Report, counts: Counts, page: Page) -> Iterator[str]:
    causes = _causes(report, page)
    shown = causes if page.verbose else causes[:_FIRST_CAUSES]
    for cause in shown:
        yield from _unjudged(cause, page)
    if len(causes) > len(shown):
        left = sum(len(cause.clauses) for cause in causes[len(shown) :])
        yield f"and {left} more that cannot be told"
    told = {gap for cause in shown for gap in cause.gaps}
    for gap in unique_gaps(report):
        if gap not in told:
            yield from fill(["could", "not", "look:", *_words(str(gap))], page.width, "", INDENT)
    yield from fill(_words(say_documents(report)), page.width, "", INDENT)
    if report.snapshots:
        yield from fill(_words(say_snapshots(report)), page.width, "", INDENT)
    clauses, findings = say_clauses(counts), say_findings(counts.severities)
    together = f"{clauses} · {findings}"
    for text in (together,) if len(together) <= page.width else (clauses, findings):
        yield from fill(_words(text), page.width, "", INDENT)


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why clauses have their outcome; ``gaps`` are what of the report it tells."""

    outcome: Outcome
    reason: str
    clauses: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()


def _causes(report: Report, page: Page) -> list[_Cause]:
    """Return the clauses that could not be judged by reason, each outage once; if verbose, all not passed."""
    hidden = {Outcome.PASSED} if page.verbose else set(Outcome) - {Outcome.CANT_TELL}
    gaps = {str(gap): gap for gap in unique_gaps(report)}
    groups: dict[object, list[Verdict]] = {}
    for verdict in verdicts_by_clause(report).values():
        if verdict.outcome not in hidden:
            gap = None if page.verbose else gaps.get(verdict.reason)
            why = _outage(gap) if gap else verdict.reason
            groups.setdefault((verdict.outcome, why), []).append(verdict)
    return [_cause(verdicts, gaps) for verdicts in groups.values()]


def _outage(gap: Gap) -> tuple[str, ...]:
    """Return what gaps of one outage share: the reason, and the server, the file, or the folder of old ones."""
    scheme, separator, rest = gap.source.partition("://")
    path = gap.source.rpartition("/")[0] if gap.reason is GapReason.STALE else gap.source
    source = f"{scheme}://{rest.partition('/')[0]}" if separator else path
    return gap.reason.value, source, gap.detail


def _cause(verdicts: list[Verdict], gaps: Mapping[str, Gap]) -> _Cause:
    first, clauses = verdicts[0], tuple(verdict.clause for verdict in verdicts)
    told = tuple(dict.fromkeys(gaps[v.reason] for v in verdicts if v.reason in gaps))
    reason = first.reason
    if len(told) > 1:
        levels = zip(*(gap.source.split("/") for gap in told), strict=False)
        shared = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels)]
        reason = str(replace(told[0], source="/".join((*shared, "…"))))
    return _Cause(first.outcome, reason, clauses, told)


def _unjudged(cause: _Cause, page: Page) -> Iterator[str]:
    """Yield the reason once, behind the only clause or above the first clauses; if verbose, all."""
    word = page.paint(OUTCOME_WORDS[cause.outcome], _OUTCOME_COLOURS[cause.outcome])
    colon = ":" if cause.reason else ""
    if len(cause.clauses) == 1:
        head = f"{word}  {visible(cause.clauses[0])}{colon}"
        yield from fill([head, *_words(cause.reason)], page.width, "", INDENT)
        return
    head = f"{word} ({many(len(cause.clauses), 'clause')}){colon}"
    yield from fill([head, *_words(cause.reason)], page.width, "", INDENT)
    shown = cause.clauses if page.verbose else cause.clauses[:_FIRST_CLAUSES]
    for clause in shown:
        yield f"{INDENT}{visible(clause)}"
    if len(cause.clauses) > len(shown):
        yield f"{INDENT}and {len(cause.clauses) - len(shown)} more"


def _words(text: str) -> list[str]:
    return one_line(text).split(" ") if text else []


def _line_of(at: Location) -> str:
    return f"{visible(at.document)}:{at.span.line}"
