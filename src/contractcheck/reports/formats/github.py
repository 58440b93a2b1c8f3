"""Annotations for GitHub Actions: one workflow command per finding, within what GitHub shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contractcheck.model.finding import Finding, Severity
from contractcheck.model.location import FILE_START, Location
from contractcheck.model.report import ExitCode, Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.parts import Fix, Parts, related_words, tell
from contractcheck.reports.summary import count, many, say_decision, unique_gaps
from contractcheck.reports.visible import one_line, source_line, visible

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_MOST_SHOWN = 10
"""GitHub shows so many annotations of each command per step and drops the rest."""

_LONGEST_MESSAGE = 4000
"""The runner cuts messages at 4096 characters; ours end at a place of our choice."""

_LONGEST_TITLE = 255
_EXPLAINED = frozenset({ExitCode.HOLDS, ExitCode.DRIFT})
"""Decisions that need no annotation of their own: there is nothing to say, or findings say it."""


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A message with the place it is shown at, if that is a file."""

    title: str
    message: str
    at: Location | None = None


def render(report: Report, context: RenderContext) -> str:
    """Return one line per annotation, errors first; no other line is ever printed."""
    by_severity: dict[Severity, list[_Annotation]] = {severity: [] for severity in _COMMANDS}
    if report.exit_code not in _EXPLAINED:
        by_severity[Severity.ERROR].append(_decision(report))
    for parts in tell(report, context):
        by_severity[parts.finding.severity].append(_annotation(parts))
    return "".join(
        f"{_command(severity, annotation)}\n"
        for severity, annotations in by_severity.items()
        for annotation in _within_limit(severity, annotations)
    )


def _within_limit(severity: Severity, annotations: list[_Annotation]) -> Iterator[_Annotation]:
    """Yield as many as GitHub shows; the last of them says how many more there are."""
    shown, hidden = annotations[:_MOST_SHOWN], len(annotations) - _MOST_SHOWN
    if hidden <= 0:
        yield from shown
        return
    yield from shown[:-1]
    last = shown[-1]
    more = f"and {many(hidden, f'more {severity.value}')}, not shown here: see the whole report"
    room = _LONGEST_MESSAGE - len(more) - 2
    yield _Annotation(last.title, f"{_cut(last.message, room)}\n\n{more}", last.at)


def _decision(report: Report) -> _Annotation:
    lines = [one_line(say_decision(report, count(report)))]
    lines += [f"could not look: {one_line(str(gap))}" for gap in unique_gaps(report)]
    return _Annotation("contractcheck", "\n".join(lines))


def _annotation(parts: Parts) -> _Annotation:
    finding = parts.finding
    at = _first_file(parts)
    lines = [one_line(finding.message) or one_line(finding.rule)]
    if at != finding.place:
        lines.append(f"at: {_place(finding.place)}")
    if parts.stated_at:
        lines.append(f"contract: {one_line(parts.says)} ({_place(parts.stated_at)})")
    expectation = (("expected", finding.expected), ("observed", finding.observed))
    lines += [f"{name}: {one_line(text)}" for name, text in expectation if text]
    lines += [f"also at: {_place(place)}" for place in parts.further]
    if parts.more:
        lines.append(f"and {many(parts.more, 'more place')}")
    for related in parts.related:
        label, said = related_words(related)
        lines.append(f"{label} {one_line(said)} ({_place(related.at)})")
    lines += [line for i, fix in enumerate(parts.fixes) for line in _fix(fix, i, finding)]
    return _Annotation(finding.rule, "\n".join(lines), at)


def _fix(fix: Fix, index: int, finding: Finding) -> Iterator[str]:
    elsewhere = fix.at is not None and fix.at.document != finding.place.document
    where = f" ({_place(fix.at)})" if fix.at and elsewhere else ""
    yield f"{'or' if index else 'fix'}: {one_line(fix.description)}{where}"
    if fix.diff:
        yield from (f"- {source_line(line)}" for line in fix.diff.removed)
        yield from (f"+ {source_line(line)}" for line in fix.diff.added)
    elif fix.replacement is not None:
        yield f"→ {visible(fix.replacement)}"


def _first_file(parts: Parts) -> Location | None:
    """Return the first place that is a file of the tree; only those can be annotated."""
    stated = (parts.stated_at,) if parts.stated_at else ()
    return next((at for at in (*parts.finding.places, *stated) if "://" not in at.document), None)


def _command(severity: Severity, annotation: _Annotation) -> str:
    title = _cut(one_line(annotation.title), _LONGEST_TITLE)
    properties = {**_position(annotation.at), "title": title}
    written = ",".join(f"{name}={_escape_property(text)}" for name, text in properties.items())
    message = _escape(_cut(annotation.message, _LONGEST_MESSAGE))
    return f"::{_COMMANDS[severity]} {written}::{message}"


def _position(at: Location | None) -> dict[str, str]:
    """Return the place as properties; GitHub takes columns only within one line."""
    if at is None:
        return {}
    span, file = at.span, visible(at.document)
    if span == FILE_START:
        return {"file": file, "line": "1"}
    lines = {"file": file, "line": str(span.line), "endLine": str(span.end_line)}
    if span.line != span.end_line:
        return lines
    return {**lines, "col": str(span.column), "endColumn": str(span.end_column)}


def _place(at: Location) -> str:
    return visible(str(at))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
