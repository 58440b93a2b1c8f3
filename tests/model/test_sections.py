"""A place is found by its heading, and where there is none by what else stands above a text."""

from __future__ import annotations

import pytest

from contractcheck.model.sections import find_sections
from contractcheck.model.walk import passages
from contractcheck.readers.markdown import read_markdown

DOCUMENT = """
# Guide

## v2.1 handoffs

Three owners share it.

## Owners

The shop keeps these:

- till
- stock

- **depot**: vans and ramps
- office:
  - ledger

| Owner | Keeps |
| --- | --- |
| carrier | parcels |
"""


def texts(*titles: str) -> list[str]:
    """Return the texts that stand below the titles, their own heading aside."""
    document = read_markdown("a.md", DOCUMENT.encode())
    return [one.text for part in find_sections(document, titles) for one in passages(part)][1:]


@pytest.mark.parametrize(
    ("titles", "below"),
    [
        (("v2.1 handoffs",), ["Three owners share it."]),
        (("v* handoffs",), ["Three owners share it."]),
        (
            ("The shop keeps these",),
            ["till", "stock", "depot: vans and ramps", "office:", "ledger"],
        ),
        (("Owners", "depot"), ["vans and ramps"]),
        (("Owners", "office"), ["ledger"]),
        (("Owners", "carrier"), ["parcels"]),
    ],
)
def test_a_title_is_found(titles: tuple[str, ...], below: list[str]) -> None:
    """A heading, a heading with a wildcard, a lead-in, a label and a row are places alike."""
    assert texts(*titles) == below


@pytest.mark.parametrize("titles", [("depot",), ("carrier",), ("Nobody", "depot"), ("v* hand",)])
def test_a_title_is_not_found(titles: tuple[str, ...]) -> None:
    """Labels and rows are places only inside a section the place names, and wildcards match whole titles."""
    assert texts(*titles) == []


def test_an_entry_of_a_table_of_contents_is_no_place() -> None:
    """What an entry names stands where it leads, and not below the entry."""
    text = "# A\n\n- [Owners](#owners)\n  - [depot](#depot)\n\n## Keepers\n\n- depot\n"
    document = read_markdown("a.md", text.encode())
    assert find_sections(document, ("Owners",)) == ()
