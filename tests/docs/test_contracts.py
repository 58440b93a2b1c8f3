"""The pages on contracts name everything that the schemas of contracts and configuration accept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.playing import ROOT

REFERENCE = ROOT / "docs" / "reference"
PAGES = [REFERENCE / "contracts.md", *sorted((REFERENCE / "kinds").glob("*.md"))]
SCHEMAS = [
    pytest.param(path, id=path.name.partition(".")[0])
    for path in sorted((ROOT / "schemas").glob("*.schema.json"))
    if path.name != "report.schema.json"
]
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def named() -> set[str]:
    """Return what stands in back-ticks on the pages, examples aside."""
    text = "".join(_FENCE.sub("", page.read_text("utf-8")) for page in PAGES)
    return set(re.findall(r"`([^`\n]+)`", text))


def words_of(schema: object) -> Iterator[str]:
    """Yield the properties that a schema names and the words that it lets one choose from."""
    if isinstance(schema, list):
        for part in schema:
            yield from words_of(part)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from schema.get("enum", [])
        for part in schema.values():
            yield from words_of(part)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_property_and_choice_is_explained(schema: Path) -> None:
    """Each key, and each word of a closed choice, stands in back-ticks on one of the pages."""
    words = set(words_of(json.loads(schema.read_text("utf-8"))))
    assert words
    assert sorted(words - named()) == []
