"""Statements, claims and authority in small trees: what is found at which line, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractcheck.model.problem import InputError
from tests.trees import found, judge, tree

B = "boundaries"
CONTRACT = """
    kind: boundaries
    id: shop.promises
    owner: maintainers
    home: guide.md
    says:
      refund: a refund is paid within 14 days
      credit: {says: sell on credit, denied: true, at: "guide.md#What the shop does not do"}
    never:
      rent: {about: [kiosk], doing: [rent]}
      best: [lowest price in town]
    qualified:
      delivery: {about: [delivery], being: [free], only_with: [from 50 euros], against: [unconditional]}
    may:
      carriers: {we: [the shop, we], to: [carrier, parcel], only: [book], never: [deliver, insure]}
    authority:
      stock:
        sources: [ledger, [scanner, scan log]]
        at: guide.md#Stock
        not: [newsletter]
        being: [proof of stock]
        consumers: {front page: ledger}
    avoid:
      inside: {words: [warehouse rack], instead: shelf}
"""
GUIDE = """
    # Guide

    A refund is paid within 14 days. Delivery is free from 50 euros.

    ## What the shop does not do

    The shop does not:

    - sell on credit
    - rent anything from a kiosk

    ## Stock

    - ledger
    - scanner / scan log
"""


def shop(guide: str, contract: str = CONTRACT) -> dict[str, str]:
    """Return the tree of a shop with its guide."""
    return tree(contracts__shop_yaml=contract, guide_md=guide)


def changed(old: str, new: str) -> list[tuple[str, str]]:
    """Return what is found after one change of the guide."""
    assert GUIDE.count(old) == 1
    return found(shop(GUIDE.replace(old, new)))


def added(text: str) -> list[tuple[str, str]]:
    """Return what is found after a paragraph at the end of the first section."""
    return changed("from 50 euros.\n", f"from 50 euros.\n\n    {text}\n")


def test_the_clean_guide_is_clean() -> None:
    """Every clause holds, and there are clauses of each sort."""
    result = judge(shop(GUIDE))
    assert result.findings == ()
    assert len(result.verdicts) >= 9


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("A refund is paid within 14 days. ", "", "statement-missing", "# Guide"),
        (
            "A refund is paid within 14 days.",
            "<!-- A refund is paid within 14 days. -->",
            "statement-missing",
            "<!-- A refund is paid within 14 days. --> Delivery is free from 50 euros.",
        ),
        ("refund is paid", "refund is not paid", "statement-denied", None),
        ("14 days", "30 days", "statement-changed", None),
        ("14 days.", "14 days if we agree.", "statement-changed", None),
        ("is paid within", "gets paid within", "statement-reworded", None),
        ("The shop does not:", "The shop may:", "statement-affirmed", "- sell on credit"),
        (
            "- sell on credit\n",
            "- ~~sell on credit~~\n",
            "statement-missing",
            "- ~~sell on credit~~",
        ),
        ("    - ledger\n", "", "source-missing", "## Stock"),
        ("    - ledger\n", "    - ledger\n    - rumours\n", "unknown-source", "- rumours"),
        ("free from 50 euros", "free", "qualifier-dropped", None),
        ("free from 50 euros", "an unconditional service", "qualifier-dropped", None),
    ],
)
def test_a_change_is_found(old: str, new: str, rule: str, line: str | None) -> None:
    """Each change makes its own finding at its line; the lead-in also lets the kiosk rent."""
    answers = changed(old, new)
    assert (f"{B}/{rule}") in {name for name, _ in answers}
    places = [place for name, place in answers if name == f"{B}/{rule}"]
    assert len(places) == 1
    if line is not None:
        assert places == [f"guide.md: {line}"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A kiosk rents umbrellas.", "over-claim"),
        ("Umbrellas can be rented from the kiosk.", "over-claim"),
        ("We have the lowest price in town.", "over-claim"),
        ("The shop insures the parcel.", "deed-of-others"),
        ("Your parcel is delivered by the shop.", "deed-of-others"),
        ("The newsletter is proof of stock.", "wrong-authority"),
        ("The front page follows the scan log.", "bound-elsewhere"),
        ("It lies on a warehouse rack.", "avoided-word"),
        ("It lies on two warehouse racks.", "avoided-word"),
        ("Our delivery is free.", "qualifier-dropped"),
    ],
)
def test_a_claim_is_found(text: str, rule: str) -> None:
    """Each added sentence makes exactly its finding."""
    assert added(text) == [(f"{B}/{rule}", f"guide.md: {text}")]


@pytest.mark.parametrize(
    "text",
    [
        "A kiosk rents nothing.",
        "Kiosk owners rent their rooms.",
        "Does the kiosk rent umbrellas?",
        "Nobody promises the lowest price in town.",
        "The carrier insures the parcel.",
        "The shop books a carrier who delivers the parcel.",
        "The newsletter is no proof of stock.",
        "The front page follows the ledger.",
        "A visitor of the front page also reads the newsletter of the ledger.",
        "It lies on no warehouse rack.",
        "Is delivery free?",
    ],
)
def test_what_is_denied_asked_or_of_others_is_not_found(text: str) -> None:
    """Denials, questions and other subjects make no finding."""
    assert added(text) == []


def test_history_claims_nothing() -> None:
    """What a changelog says of the past is no claim."""
    texts = shop(GUIDE)
    texts["contractcheck.yaml"] = "history: [CHANGELOG.md]\n"
    texts["CHANGELOG.md"] = "# 1.0\n\nThe kiosk rents umbrellas.\n"
    assert found(texts) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("only: [book]", "only: [deliver]"),
        ("not: [newsletter]", "not: [ledger]"),
        ("front page: ledger", "front page: rumour"),
    ],
)
def test_a_contract_that_contradicts_itself_is_a_finding(old: str, new: str) -> None:
    """No document could satisfy it, so the contract's own line is named."""
    answers = found(shop(GUIDE, CONTRACT.replace(old, new)))
    assert f"{B}/contradiction" in {rule for rule, _ in answers}


def test_a_place_that_is_gone_is_a_finding() -> None:
    """A heading that is renamed takes its statements with it, and is named once."""
    answers = changed("## What the shop does not do", "## Limits of the shop")
    assert [rule for rule, _ in answers] == [f"{B}/place-gone"]


@pytest.mark.parametrize(
    "claim", ["{about: [kiosk]}", "{doing: [rent]}", "{}", "{about: [kiosk], doing: []}"]
)
def test_a_claim_that_says_nothing_is_refused(claim: str) -> None:
    """The schema names what is missing, with the line."""
    with pytest.raises(InputError) as caught:
        judge(shop(GUIDE, CONTRACT.replace("{about: [kiosk], doing: [rent]}", claim)))
    assert "contracts/shop.yaml:9" in str(caught.value)


SPOKEN = (
    "the kiosk rents rent and not , that which by without to is : ; when of from never it ( ) `"
)
WORDS = st.sampled_from(SPOKEN.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_no_sentence_breaks_the_reading(words: list[str]) -> None:
    """Whatever words stand there, each finding stands in the guide."""
    texts = shop(GUIDE.replace("from 50 euros.\n", f"from 50 euros.\n\n    x {' '.join(words)}\n"))
    lines = len(texts["guide.md"].splitlines())
    for finding in judge(texts).findings:
        assert 1 <= finding.place.span.line <= lines


@pytest.mark.parametrize(
    "sentence",
    [
        "For whoever asks, a refund is paid within 14 days; a letter is not sent.",
        "A refund is paid within 14 days and the parcel may not be kept.",
    ],
)
def test_a_clause_beside_a_statement_neither_narrows_nor_denies_it(sentence: str) -> None:
    """What a clause of its own says behind `;` or `and` is another statement."""
    assert changed("A refund is paid within 14 days.", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A refund is paid within 14 days and only when asked.",
        "A refund is not paid within 14 days; a letter is sent.",
    ],
)
def test_what_narrows_or_denies_a_statement_in_its_clause_is_drift(sentence: str) -> None:
    """A condition behind `and`, or a denial in the clause itself, changes what is said."""
    assert len(changed("A refund is paid within 14 days.", sentence)) == 1


def test_a_sentence_that_begins_in_lower_case_ends_the_one_before() -> None:
    """A name in lower case behind a full stop begins a sentence of its own."""
    said = "A refund is paid within 14 days. shop-till never keeps the parcel."
    assert changed("A refund is paid within 14 days.", said) == []
    beside = "A refund is paid within 14 days and has no fee."
    assert changed("A refund is paid within 14 days.", beside) == []


def test_a_subject_of_two_is_no_clause_of_its_own() -> None:
    """`The fee and the tip are kept` is one clause, whatever follows behind its full stop."""
    contract = CONTRACT.replace("a refund is paid within 14 days", "the fee and the tip are kept")
    guide = GUIDE.replace(
        "A refund is paid within 14 days.", "The fee and the tip are kept. shop-till is not asked."
    )
    assert found(shop(guide, contract)) == []


def test_a_trait_denies_nothing_of_its_row() -> None:
    """*No* below *Required* is no status of the row; below *Sold* it is one."""
    page = "| Item | {} | Remark |\n| --- | --- | --- |\n| fee | no | a refund is paid within 14 days |\n"
    contract = """
        kind: boundaries
        id: shop.promises
        owner: maintainers
        says: {refund: {says: a refund is paid within 14 days, at: guide.md}}
    """
    for title, rules in (("Required", []), ("Sold", ["boundaries/statement-denied"])):
        texts = tree(shop_yaml=contract, contractcheck_yaml="contracts: [shop.yaml]")
        page_found = found({**texts, "guide.md": "# Guide\n\n" + page.format(title)})
        assert [rule for rule, _ in page_found] == rules
