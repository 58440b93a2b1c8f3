"""Annotations for GitHub Actions."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from contractcheck.model.finding import Finding, Severity
from contractcheck.model.location import Location
from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats.github import render
from tests.reports.canonical import (
    ANNEX,
    CANNOT_TELL,
    CONTEXT,
    FLIPPED,
    MIXED,
    MOVED,
    PASSED,
    UNOWNED,
)
from tests.reports.strategies import contexts, reports

VALUE = r"(?:%25|%0D|%0A|%3A|%2C|[^%\r\n:,])+"
COMMAND = re.compile(
    rf"::(?:error|warning|notice) (?:\w+={VALUE},)*title={VALUE}"
    r"::(?:%25|%0D|%0A|[^%\r\n])+"
)
LONGEST = 4096


def only(finding: Finding, report: Report = MIXED) -> str:
    """Return the annotation of one finding."""
    return render(replace(report, findings=(finding,)), CONTEXT).rstrip("\n")


@given(reports, contexts())
def test_every_line_is_one_command(report: Report, context: RenderContext) -> None:
    """Nothing a finding says can begin, end or add a command."""
    text = render(report, context)
    text.encode()
    for line in text.split("\n")[:-1]:
        assert COMMAND.fullmatch(line)
        assert line.splitlines() == [line]


@pytest.mark.parametrize(
    ("severity", "command"),
    [
        (Severity.ERROR, "::error "),
        (Severity.WARNING, "::warning "),
        (Severity.NOTE, "::notice "),
    ],
)
def test_severities_are_commands(severity: Severity, command: str) -> None:
    """Each severity has its command."""
    assert only(replace(UNOWNED, severity=severity)).startswith(command)


def test_the_last_annotation_says_how_many_are_hidden() -> None:
    """GitHub shows ten of a kind, so the tenth speaks for the rest."""
    findings = tuple(
        replace(FLIPPED, subject=f"{i}", message=f"m{i} {'long ' * 2000}") for i in range(25)
    )
    lines = render(replace(MIXED, findings=(UNOWNED, *findings)), CONTEXT).splitlines()
    assert [line.startswith("::error ") for line in lines] == [True] * 10 + [False]
    assert "::m9 " in lines[9]
    assert lines[9].endswith("…%0A%0Aand 15 more errors, not shown here: see the whole report")
    assert max(len(line.rpartition("::")[2]) for line in lines) <= LONGEST


def test_ten_of_a_kind_are_all_shown() -> None:
    """Nothing is said to be hidden when nothing is."""
    findings = tuple(replace(FLIPPED, subject=f"{i}") for i in range(10))
    assert "not shown" not in render(replace(MIXED, findings=findings), CONTEXT)


def test_columns_are_given_within_one_line_only() -> None:
    """GitHub refuses columns for a range of lines."""
    span = replace(FLIPPED.place.span, end_line=8)
    places = (Location(FLIPPED.place.document, span),)
    assert "line=6,endLine=8,title=" in only(replace(FLIPPED, places=places))
    assert "line=6,endLine=6,col=10,endColumn=68,title=" in only(FLIPPED)


def test_a_url_cannot_be_annotated() -> None:
    """A finding in an answer of a server is shown at the contract, and says where it is."""
    places = (Location("https://hub.example/types"),)
    line = only(replace(FLIPPED, places=places))
    assert f"file={ANNEX.at.document},line=7," in line
    assert "%0Aat: https://hub.example/types:1:1" in line


def test_properties_are_escaped() -> None:
    """What separates properties is escaped in them."""
    places = (Location("a,b:c%d\n.md"),)
    assert r"file=a%2Cb%3Ac%25d\x0a.md,line=1,title=" in only(replace(MOVED, places=places))


def test_a_red_run_without_findings_is_explained() -> None:
    """A step that ends red has an annotation that says why; a green one has none."""
    line = render(CANNOT_TELL, CONTEXT)
    assert line.startswith("::error title=contractcheck::cannot tell: 1 clause without")
    assert "%0Acould not look: unreachable: http://127.0.0.1:8080" in line
    assert render(PASSED, CONTEXT) == ""
