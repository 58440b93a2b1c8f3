"""The table of claims: every sentence and list context has the verdict that is written beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from contractcheck.model.claims import Claim, Said, SaidNeed
from contractcheck.model.place import Place
from contractcheck.readers.markdown import read_markdown
from contractcheck.relations.claims.finding import hits
from contractcheck.selectors.said import select

TABLE = yaml.safe_load((Path(__file__).parent / "table.yaml").read_text(encoding="utf-8"))
CLAIMS = {
    name: Claim(**{key: tuple(words) for key, words in entry.items()})
    for name, entry in TABLE["claims"].items()
}
ROWS = [
    pytest.param(CLAIMS[group["claim"]], row, id=f"{group['claim']}: {row['text'][:60]!r}")
    for group in TABLE["groups"]
    for row in group["rows"]
]
ROWS_AT_LEAST = 500
NOT_JUDGED_AT_MOST = 25


def verdict(text: str, claim: Claim) -> str:
    """Return ``error``, ``warning`` or ``not claimed`` for a document."""
    document = read_markdown("guide.md", text.encode())
    said = select(document, SaidNeed(Place("guide.md"), claim.words))
    found = [hit for one in said if isinstance(one, Said) for hit in hits(one, claim)]
    if any(hit.sure for hit in found):
        return "error"
    return "warning" if found else "not claimed"


@pytest.mark.parametrize(("claim", "row"), ROWS)
def test_a_row(claim: Claim, row: dict[str, Any]) -> None:
    """A row is judged as it says; what is beyond a rule does what is written down."""
    expected = row["does"] if row["verdict"] == "not judged" else row["verdict"]
    assert verdict(row["text"], claim) == expected, row["why"]


def test_the_table_is_whole() -> None:
    """The table does not shrink, every row has its reason, and few rows are beyond a rule."""
    rows = [row for group in TABLE["groups"] for row in group["rows"]]
    assert len(rows) >= ROWS_AT_LEAST
    assert all(row["why"] for row in rows)
    assert len({(row["text"], row["why"]) for row in rows}) == len(rows)
    beyond = [row for row in rows if row["verdict"] == "not judged"]
    assert len(beyond) <= NOT_JUDGED_AT_MOST
    assert all(row["does"] in {"error", "warning", "not claimed"} for row in beyond)
