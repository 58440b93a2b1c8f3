"""What users see, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.reports.goldens import FOLDER, render_goldens

GOLDENS = dict(render_goldens())
SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/report.schema.json").read_text())


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: str(path.relative_to(FOLDER)))
def test_a_golden_is_what_the_format_writes(path: Path) -> None:
    """A change of a format shows in its goldens."""
    assert path.read_bytes() == GOLDENS[path]


def test_no_golden_is_left_over() -> None:
    """Every file in the folder is made by a format."""
    assert {path for path in FOLDER.rglob("*") if path.is_file()} == set(GOLDENS)


def test_the_report_schema_is_a_schema() -> None:
    """The published schema keeps to its own dialect."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("json/*.json")), ids=lambda path: path.stem)
def test_json_goldens_keep_to_the_published_schema(path: Path) -> None:
    """Each published report validates."""
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text(encoding="utf-8")))
