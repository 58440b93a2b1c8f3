"""``csv``: a line for each place of each finding."""

from __future__ import annotations

import csv
import io

from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext


def render(report: Report, context: RenderContext) -> str:  # noqa: ARG001 - it shows all there is
    """Return the findings as a table with a header."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["rule", "document", "line", "message"])
    for finding in report.findings:
        for place in finding.places:
            table.writerow([finding.rule, place.document, place.span.line, finding.message])
    return text.getvalue()
