"""The published report."""

from __future__ import annotations

import re
from json import loads
from pathlib import Path

from hypothesis import given
from jsonschema import Draft202012Validator

from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats.json import SCHEMA, render
from tests.reports.canonical import CONTEXT, FORGED, MIXED
from tests.reports.strategies import contexts, reports

PUBLISHED = loads((Path(__file__).parents[3] / "schemas/report.schema.json").read_text())
VALIDATOR = Draft202012Validator(PUBLISHED)


@given(reports, contexts())
def test_any_report_keeps_to_the_schema(report: Report, context: RenderContext) -> None:
    """Every report validates, whatever its texts and context."""
    VALIDATOR.validate(loads(render(report, context)))


@given(reports)
def test_texts_come_back_as_they_were(report: Report) -> None:
    """Reading the text gives the very strings of the findings, in bytes that are harmless."""
    text = render(report, RenderContext())
    text.encode()
    found = loads(text)
    assert [finding["message"] for finding in found["findings"]] == [
        finding.message for finding in report.findings
    ]
    assert [finding["observed"] for finding in found["findings"]] == [
        finding.observed for finding in report.findings
    ]
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]|##\w*\[", text) is None


def test_the_report_names_its_schema() -> None:
    """A reader can find out what the report keeps to."""
    assert PUBLISHED["$id"] == loads(render(MIXED, CONTEXT))["$schema"] == SCHEMA


def test_text_that_can_be_seen_stays_readable() -> None:
    """Letters of any script are written as they are, odd characters as escapes."""
    text = render(MIXED, CONTEXT)
    assert "漢字" in text
    assert r"\u202ereversed\u202c" in text


def test_a_finding_is_told_whole() -> None:
    """All places, related places and repairs are there, each as a flat place."""
    found = loads(render(MIXED, CONTEXT))["findings"][3]
    assert found["fingerprint"] == FORGED.fingerprint
    assert [place["document"] for place in found["places"]] == [
        place.document for place in FORGED.places
    ]
    assert found["related"][0]["note"] == FORGED.related[0].note
    assert found["repairs"][1]["replacement"] == FORGED.repairs[1].replacement
    assert found["places"][0] == {
        "document": "docs/odd.md",
        "line": 3,
        "column": 3,
        "end_line": 3,
        "end_column": 37,
        "start": 9,
        "end": 47,
    }
