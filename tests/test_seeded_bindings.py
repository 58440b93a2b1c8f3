"""Consumers bound to a source: each in its own stretch of a sentence, one finding for one fault."""

from __future__ import annotations

import pytest

from tests.trees import judge, tree

CONTRACT = """
    kind: boundaries
    id: shop.live
    owner: maintainers
    home: guide.md
    authority:
      live:
        sources: [till_events, stock-ledger]
        not: [nightly export]
        being: [live truth]
        consumers: {cashiers: stock-ledger, shelf display: stock-ledger}
"""


def bound(text: str) -> list[str]:
    """Return the message of each finding up to its colon, with the wrong source's line."""
    texts = tree(contracts__shop_yaml=CONTRACT, guide_md=f"\n    # Guide\n\n    {text}\n")
    return sorted(
        f"{finding.place.span.line}: {finding.message.partition(' bound ')[0]}"
        for finding in judge(texts).findings
    )


@pytest.mark.parametrize(
    "text",
    [
        "The shelf display reads `till_events`, cashiers read `stock-ledger`.",
        "Cashiers read `stock-ledger`, the shelf display reads `till_events`.",
        "Cashiers read `stock-ledger`, while `till_events` is read by the shelf display.",
        "The shelf display reads `till_events`, not `stock-ledger`.",
        "The shelf display reads `till_events` instead of `stock-ledger`.",
        "`till_events` feeds the shelf display and `stock-ledger` feeds cashiers.",
        "Cashiers and the shelf display read `stock-ledger` and `till_events` respectively.",
        "Unlike cashiers, the shelf display reads `till_events`.",
        "The shelf display follows the nightly export; cashiers follow `stock-ledger`.",
    ],
)
def test_the_one_that_is_wrong_is_named(text: str) -> None:
    """Of two consumers in a sentence only the one bound elsewhere is named."""
    assert bound(text) == ["3: `shelf display` is"]


@pytest.mark.parametrize(
    "text",
    [
        "Cashiers and the shelf display read `till_events`.",
        "Cashiers (and the shelf display) read `till_events`.",
        "`till_events` is read by cashiers and the shelf display.",
    ],
)
def test_one_wrong_source_for_two_is_one_finding(text: str) -> None:
    """Both clauses fail, and the finding names both consumers once."""
    assert bound(text) == ["3: `cashiers` and `shelf display` are"]


def test_two_wrong_sources_are_two_findings() -> None:
    """Each consumer has a source of its own that is wrong."""
    text = "Cashiers read the nightly export and the shelf display reads `till_events`."
    assert bound(text) == ["3: `cashiers` is", "3: `shelf display` is"]


def test_a_table_of_sources_names_its_consumers() -> None:
    """The consumer stands behind its source; the right one of the two is left alone."""
    table = "| Source | Read by |\n    | --- | --- |\n    | `till_events` | shelf display |"
    assert bound(table) == ["5: `shelf display` is"]
    assert bound(table.replace("till_events", "stock-ledger")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Cashiers and the shelf display read `stock-ledger`.",
        "Cashiers read `stock-ledger` and so does the shelf display.",
        "Cashiers read `stock-ledger`, not `till_events`, and so does the shelf display.",
        "From `till_events` and `stock-ledger`, cashiers and the shelf display read live truth.",
        "Cashiers see live truth from `till_events` and `stock-ledger`.",
        "The shelf display does not read `till_events`, cashiers read `stock-ledger`.",
        "Neither cashiers nor the shelf display read `till_events`.",
        "The shelf display used to read `till_events`; cashiers read `stock-ledger`.",
        "Does the shelf display read `till_events`?",
        "Scanners fill `till_events`; cashiers and the shelf display read `stock-ledger`.",
    ],
)
def test_what_is_right_denied_or_past_is_not_found(text: str) -> None:
    """Nobody is bound elsewhere there."""
    assert bound(text) == []
