"""Findings at a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from contractcheck.model.finding import Severity
from contractcheck.model.location import Location, Span
from contractcheck.model.report import ExitCode, Report
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats.terminal import render
from tests.reports.canonical import (
    CONTEXT,
    EMPTY,
    FLIPPED,
    FORGED,
    MIXED,
    PASSED,
    REGISTRY,
    UNOWNED,
    UNREACHABLE,
)
from tests.reports.odd import is_odd
from tests.reports.strategies import contexts, reports

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def is_harmless(text: str) -> bool:
    """Say whether a terminal and a build server only show the text."""
    return (
        not any(map(is_odd, text.replace("\n", "")))
        and re.search(r"^\s*::|##\w*\[", text, re.MULTILINE) is None
    )


@given(reports, contexts())
def test_plain_output_only_shows(report: Report, context: RenderContext) -> None:
    """No control character but line ends is printed, and no line is a workflow command."""
    assert is_harmless(render(report, context))


@given(reports, contexts(color=True))
def test_colours_are_ours_and_closed(report: Report, context: RenderContext) -> None:
    """Without our colours the coloured output is as harmless, and each colour ends."""
    text = render(report, context)
    assert is_harmless(COLOUR.sub("", text))
    assert text.count("\x1b[0m") * 2 == len(COLOUR.findall(text))


def test_colour_changes_no_text() -> None:
    """Colours are laid over the very same words and lines."""
    colored = render(MIXED, replace(CONTEXT, color=True))
    assert COLOUR.sub("", colored) == render(MIXED, CONTEXT)


@pytest.mark.parametrize(
    ("severity", "colour"),
    [(Severity.ERROR, "1;31"), (Severity.WARNING, "1;33"), (Severity.NOTE, "1;36")],
)
def test_severities_have_colours(severity: Severity, colour: str) -> None:
    """Each severity has its colour."""
    report = replace(MIXED, findings=(replace(UNOWNED, severity=severity),))
    text = render(report, replace(CONTEXT, color=True))
    assert f"\x1b[{colour}m{severity.value}\x1b[0m" in text


@pytest.mark.parametrize("width", [60, 80, 100])
def test_text_keeps_to_the_width(width: int) -> None:
    """Only a line with one word, as a path, or the head of a finding passes the width."""
    report = replace(MIXED, findings=tuple(f for f in MIXED.findings if f is not FORGED))
    for line in render(report, replace(CONTEXT, width=width)).splitlines():
        is_head = re.match(r"\S+:\d+:\d+  ", line)
        assert len(line) <= width or is_head or len(line.split()) == 1


def test_the_head_of_a_finding_is_a_link() -> None:
    """Editors find path, line and column at the start of the line."""
    first = render(replace(MIXED, findings=(FLIPPED,)), CONTEXT).splitlines()[0]
    assert first == (
        "guides/support-truth.md:6:10  error  support-buckets/statement-changed-meaning"
    )


def test_quiet_says_nothing_of_a_run_that_holds() -> None:
    """A quiet green run prints nothing, a quiet red one its findings and the decision."""
    quiet = replace(CONTEXT, quiet=True)
    assert render(PASSED, quiet) == ""
    assert render(replace(MIXED, exit_code=ExitCode.HOLDS), quiet) == ""
    red = render(MIXED, quiet)
    assert red.endswith("\n\nthe lane ci is red: drift (exit 1)\n")
    assert "documents looked at" not in red
    assert "guides/support-truth.md:6:10  error" in red


def test_a_green_run_says_what_was_untested() -> None:
    """The count is always there, also when it is nothing."""
    assert "1 untested" in render(PASSED, CONTEXT)
    holds = replace(EMPTY, exit_code=ExitCode.HOLDS)
    assert "0 untested" in render(holds, CONTEXT)


def test_a_gap_is_listed_once() -> None:
    """A source that many clauses needed is told once."""
    assert render(MIXED, CONTEXT).count("could not look: unreachable") == 1


def test_clauses_that_cannot_be_told_stand_below_their_reason() -> None:
    """A reason is told once; the first clauses are named and the rest counted; all if verbose."""
    text = render(_cannot_tell(*["blocked"] * 13), CONTEXT)
    assert "cannot tell (13 clauses): blocked\n    c/0\n    c/1\n" in text
    assert "    c/9\n    and 3 more\n" in text
    assert text.count("blocked") == 1
    verbose = render(_cannot_tell(*["blocked"] * 13), replace(CONTEXT, verbose=True))
    assert len(re.findall(r"^    c/\d+$", verbose, re.MULTILINE)) == 13


def test_many_reasons_are_counted() -> None:
    """Five reasons are told and the clauses of the others counted; all are told if verbose."""
    report = _cannot_tell(*(f"reason {i // 2}" for i in range(14)))
    text = render(report, CONTEXT)
    assert text.count("cannot tell (2 clauses): reason") == 5
    assert "\nand 4 more that cannot be told\n" in text
    verbose = render(report, replace(CONTEXT, verbose=True))
    assert verbose.count("cannot tell (2 clauses): reason") == 7


def test_an_outage_is_told_once() -> None:
    """What one server did not answer is one reason; no line repeats its gaps."""
    gaps = tuple(replace(UNREACHABLE, source=f"http://hub/api/{name}") for name in "abb")
    other = replace(UNREACHABLE, source="http://elsewhere/api/a")
    report = replace(_cannot_tell(*map(str, (*gaps, other))), gaps=(*gaps, other))
    text = render(report, CONTEXT)
    assert (
        "cannot tell (3 clauses): unreachable: http://hub/api/… (connection refused)\n"
        "    c/0\n    c/1\n    c/2\n"
        "cannot tell  c/3: unreachable: http://elsewhere/api/a (connection refused)\n"
    ) in text
    assert "could not look" not in text
    verbose = render(report, replace(CONTEXT, verbose=True))
    assert "cannot tell  c/0: unreachable: http://hub/api/a (connection refused)\n" in verbose
    assert "could not look" not in verbose


def test_a_gap_of_a_reason_that_is_not_shown_is_told() -> None:
    """Nothing that could not be looked at goes untold, where only the first reasons are."""
    gaps = tuple(replace(UNREACHABLE, source=f"{i}.md") for i in range(6))
    text = render(replace(_cannot_tell(*map(str, gaps)), gaps=gaps), CONTEXT)
    assert "and 1 more that cannot be told\ncould not look: unreachable: 5.md" in text
    assert text.count("could not look") == 1


def _cannot_tell(*reasons: str) -> Report:
    clauses = tuple(replace(REGISTRY, id=f"c/{i}") for i in range(len(reasons)))
    verdicts = tuple(
        Verdict(c.id, Outcome.CANT_TELL, r) for c, r in zip(clauses, reasons, strict=True)
    )
    return replace(PASSED, clauses=clauses, verdicts=verdicts)


def test_a_marked_range_makes_no_command() -> None:
    """What is harmless in two pieces stays harmless side by side."""
    places = (Location("a.md", Span(1, 2, 1, 2, 1, 3)),)
    report = replace(MIXED, findings=(replace(UNOWNED, places=places),))
    assert is_harmless(render(report, RenderContext(sources=lambda _: ("##[error]",))))


def test_long_repairs_are_begun_only() -> None:
    """A repair of many lines shows its first, all if verbose."""
    repair = replace(FLIPPED.repairs[0], replacement="\n".join(f"line {i}" for i in range(20)))
    report = replace(MIXED, findings=(replace(FLIPPED, repairs=(repair,)),))
    assert "+ … 14 more lines" in render(report, CONTEXT)
    assert "+ line 12" in render(report, replace(CONTEXT, verbose=True))
