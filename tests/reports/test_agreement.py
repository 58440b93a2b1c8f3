"""All formats tell the same findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from json import loads

import pytest
from hypothesis import given

from contractcheck.model.finding import Finding, Severity
from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats import github, json, markdown, terminal
from tests.reports.canonical import CONTEXT, FLIPPED, MIXED, REPORTS, UNOWNED
from tests.reports.strategies import reports

MANY = replace(
    MIXED,
    findings=tuple(replace(FLIPPED, subject=f"s{i}") for i in range(23))
    + tuple(replace(UNOWNED, subject=f"n{i}") for i in range(11)),
)


def count_terminal(report: Report, context: RenderContext) -> Counter[str]:
    """Count the lines that begin a finding."""
    text = terminal.render(report, context)
    return Counter(re.findall(r"^\S.*:\d+:\d+  (error|warning|note)  ", text, re.MULTILINE))


def count_json(report: Report, context: RenderContext) -> Counter[str]:
    """Count the members of ``findings``."""
    found = loads(json.render(report, context))
    return Counter(finding["severity"] for finding in found["findings"])


def count_github(report: Report, context: RenderContext) -> Counter[str]:
    """Count annotations, and those that an annotation says are not shown."""
    counted: Counter[str] = Counter()
    for line in github.render(report, context).splitlines():
        if ",title=contractcheck::" in line or " title=contractcheck::" in line:
            continue
        counted[line[2:].partition(" ")[0].replace("notice", "note")] += 1
        if hidden := re.search(r"%0A%0Aand (\d+) more (error|warning|note)s?, not shown", line):
            counted[hidden[2]] += int(hidden[1])
    return counted


def count_markdown(report: Report, context: RenderContext) -> Counter[str]:
    """Count the headings of findings."""
    text = markdown.render(report, context)
    return Counter(re.findall(r"^#### \S+ (error|warning|note) ", text, re.MULTILINE))


COUNTERS: Mapping[str, Callable[[Report, RenderContext], Counter[str]]] = {
    "terminal": count_terminal,
    "json": count_json,
    "github": count_github,
    "markdown": count_markdown,
}


def expected(findings: tuple[Finding, ...]) -> Counter[str]:
    """Count the findings themselves."""
    return Counter(finding.severity.value for finding in findings)


@pytest.mark.parametrize("name", COUNTERS)
@pytest.mark.parametrize("report", [*REPORTS.values(), MANY], ids=[*REPORTS, "many"])
def test_every_format_tells_every_finding(name: str, report: Report) -> None:
    """Read back, each format has as many errors, warnings and notes as the report."""
    assert COUNTERS[name](report, CONTEXT) == expected(report.findings)


@pytest.mark.parametrize("name", COUNTERS)
@given(report=reports)
def test_no_text_adds_or_hides_a_finding(name: str, report: Report) -> None:
    """Whatever findings say, they are counted the same."""
    findings = tuple(replace(finding, rule="kind/rule") for finding in report.findings)
    report = replace(report, findings=findings)
    assert COUNTERS[name](report, RenderContext()) == expected(findings)


def test_the_counter_knows_every_severity() -> None:
    """A severity nobody counts would agree everywhere."""
    assert set(expected(MIXED.findings)) == {severity.value for severity in Severity}
