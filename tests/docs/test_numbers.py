"""Numbers that the pages explain are those of the code."""

from __future__ import annotations

import re

from contractcheck.model import assignment, likeness
from contractcheck.relations.buckets import labels
from tests.docs.playing import ROOT

PAGE = ROOT / "docs" / "explanation" / "matching.md"


def test_thresholds_on_the_page_are_those_of_the_code() -> None:
    """Each row of the table of thresholds names a constant with its value."""
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    constants = {
        name: value
        for module in (assignment, labels, likeness)
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, int | float)
    }
    assert {name: float(value) for name, value in rows} == constants
