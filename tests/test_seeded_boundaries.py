"""Parties, sets, labels, sequences, records, values and URLs: from a clean tree one thing is changed."""

from __future__ import annotations

import pytest

from tests.trees import found, tree

CONTRACT = """
    kind: boundaries
    id: shop
    owner: maintainers
    home: guide.md
    parties:
      ours: {exactly: [till, stock, [ledger, books]], at: guide.md#Ours, called: [owned by us]}
      theirs: {at_least: [Carrier], others: payment providers, at: guide.md#Theirs}
    sets:
      status: {exactly: [open, paid, shipped], called: [order status], views: [guide.md#States]}
    labels:
      hand-over: {exactly_as_written: [Till (may refund), Kiosk (read only)], at: guide.md#Hand-over}
    pairs: {Till: may refund, Kiosk: read only}
    sequences:
      order: {steps: [basket, payment, dispatch], at: guide.md#Way}
      case: {steps: [/a, {one_of: [back office], never: route}, /b], at: guide.md#Case}
    records:
      hosts:
        key: Host
        columns: {layer: Layer, address: Address}
        rows: {alpha: [L3, 10.0.0.7], beta: ["L3*", 10.0.0.8]}
        views: [guide.md#Hosts]
    values:
      alpha: {is: 10.0.0.7, called: alpha}
      beta: {is: 10.0.0.8, called: beta}
      release: {is: v2.1, phrase: "{value} handbook", at: guide.md}
    apart:
      public: {called: public URL}
      inside: {called: internal URL, inside: true}
    public_documents: guide.md
"""
GUIDE = """
# v2.1 handbook

## Ours

- till
- stock
- ledger / books

## Theirs

- Carrier
- most payment providers

## States

- open
- paid
- shipped

## Hand-over

- Till (`may refund`)
- Kiosk (read only)

## Way

1. basket
2. payment
3. dispatch

## Case

From /a -> back office -> /b it is three steps.

## Hosts

| Host | Layer | Address |
| --- | --- | --- |
| alpha | L3 | 10.0.0.7 |
| beta | L3* | 10.0.0.8 |

## More

Nothing else.
"""


def drift(old: str, new: str) -> list[tuple[str, str]]:
    """Return what is found when one text of the guide is another."""
    assert GUIDE.count(old) == 1
    texts = tree(contracts__shop_yaml=CONTRACT)
    texts["guide.md"] = GUIDE.replace(old, new).lstrip()
    return [(rule.removeprefix("boundaries/"), where) for rule, where in found(texts)]


def said(text: str) -> list[tuple[str, str]]:
    """Return what is found when the guide says this too."""
    return drift("Nothing else.", text)


def test_the_clean_tree_is_clean() -> None:
    """Nothing is found where everything stands as declared."""
    assert drift("Nothing else.", "Nothing at all.") == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("- stock\n", "", "member-missing", "## Ours"),
        ("- stock\n", "- stock\n- Carrier\n", "wrong-party", "- Carrier"),
        ("- stock\n", "- stock\n- Grafana\n", "unknown-member", "- Grafana"),
        ("- ledger / books\n", "- ledger\n", "member-differs", "- ledger"),
        ("- most payment providers\n", "", "member-missing", "## Theirs"),
        ("- shipped\n", "- shipped\n- lost\n", "unknown-member", "- lost"),
        ("- paid\n", "", "member-missing", "## States"),
        ("Till (`may refund`)", "Till (`May refund`)", "label-differs", "- Till (`May refund`)"),
        ("Till (`may refund`)", "Till", "label-differs", "- Till"),
        ("Kiosk (read only)", "Kiosk (may refund)", "pair-differs", "- Kiosk (may refund)"),
        ("- Kiosk (read only)\n", "", "label-missing", "## Hand-over"),
        ("2. payment\n", "", "step-missing", "3. dispatch"),
        ("1. basket\n2. payment\n", "1. payment\n2. basket\n", "step-out-of-order", "1. payment"),
        ("2. payment\n", "2. paying\n", "step-replaced", "2. paying"),
        ("2. payment\n", "2. payment\n3. wrapping\n", "step-extra", "3. wrapping"),
        (
            "-> back office ->",
            "-> /c ->",
            "step-replaced",
            "From /a -> /c -> /b it is three steps.",
        ),
        ("| alpha | L3 |", "| alpha | L3* |", "value-differs", "| alpha | L3* | 10.0.0.7 |"),
        ("| beta | L3* |", "| beta | L3 |", "value-differs", "| beta | L3 | 10.0.0.8 |"),
        ("| beta | L3* | 10.0.0.8 |\n", "", "member-missing", "## Hosts"),
        ("| Layer |", "| Level |", "column-missing", "| Host | Level | Address |"),
        ("# v2.1 handbook", "# v2.0 handbook", "value-differs", "# v2.0 handbook"),
        ("# v2.1 handbook", "# Handbook", "value-missing", "# Handbook"),
        ("## Ours", "## Our things", "place-gone", "# v2.1 handbook"),
    ],
)
def test_a_drift_is_one_finding(old: str, new: str, rule: str, line: str) -> None:
    """Each fault is found once, by its rule, at its line."""
    assert drift(old, new) == [(rule, f"guide.md: {line}")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The Carrier is owned by us.", "wrong-party"),
        ("Owned by us:\n\n- Carrier\n", "wrong-party"),
        ("| What | Whose |\n| --- | --- |\n| Carrier | owned by us |", "wrong-party"),
        ("An order status is open or paid.", "enumeration-differs"),
        ("### Order status\n\n- open\n- paid\n- shipped\n- lost", "enumeration-differs"),
        (
            "| Order status | Means |\n| --- | --- |\n| open | a |\n| paid | b |",
            "enumeration-differs",
        ),
        ("The Kiosk may refund.", "pair-differs"),
        ("| Kiosk | may refund |\n| --- | --- |\n| Till | read only |", "pair-differs"),
        ("basket -> dispatch", "step-missing"),
        ("basket => dispatch => payment => dispatch", "step-out-of-order"),
        ("alpha answers at 10.0.0.9.", "value-differs"),
        ("alpha and beta are 10.0.0.8 and 10.0.0.7.", "value-differs"),
        ("- alpha\n  - address: 10.0.0.9", "value-differs"),
        ("Open http://192.168.0.4/ first.", "url-inside"),
        ("public URL: https://a.example, internal URL: https://a.example/", "urls-shared"),
    ],
)
def test_what_is_said_elsewhere_is_judged_too(text: str, rule: str) -> None:
    """Sentences, lists and tables outside the declared places may not contradict them."""
    assert rule in {found_rule for found_rule, _ in said(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Carrier is not owned by us.",
        "The till is owned by us; the Carrier is hired.",
        "An order status such as open or paid is shown in green.",
        "Earlier the order status was open, paid or lost.",
        "### Order status\n\nWhen it is open or paid, wait.",
        "Unlike the Kiosk, the Till may refund.",
        "May refund goes with the Till, read only with the Kiosk.",
        "The Kiosk (behind the door) is small.",
        "After the basket comes payment -> dispatch.",
        "basket -> wishlist",
        "beta and alpha are 10.0.0.8 and 10.0.0.7.",
        "alpha reaches the gateway at 10.0.0.1.",
        "10.0.0.8 is beta, 10.0.0.7 is alpha.",
        "Formerly alpha was at 10.0.0.2.",
        "Layer L3 of the network has nothing to do with alpha.",
        "The public URL https://a.example opens the shop.",
        "> alpha is at 10.0.0.66, said the old page.",
        "<!-- alpha is at 10.0.0.66 -->",
        "~~The Carrier is owned by us.~~",
    ],
)
def test_what_says_nothing_else_is_left_alone(text: str) -> None:
    """Denials, the past, quotations, selections and other subjects make no finding."""
    assert said(text) == []


SAME = {
    "- till\n- stock\n- ledger / books\n": [
        "till, stock, ledger / books\n",
        "| What | Why |\n| --- | --- |\n| till | a |\n| stock | b |\n| ledger and books | c |\n",
        "- till\n- stock\n- ledger\n- books\n",
    ],
    "1. basket\n2. payment\n3. dispatch\n": [
        "basket → payment → dispatch\n",
        "First the basket, then payment and at last dispatch.\n",
        "```\nbasket\n  -> payment\n  -> dispatch\n```\n",
        "| Step |\n| --- |\n| basket |\n| payment |\n| dispatch |\n",
        "### Basket\n\nx\n\n### Payment\n\ny\n\n### Dispatch\n\nz\n",
    ],
    "| Host | Layer | Address |\n| --- | --- | --- |\n| alpha | L3 | 10.0.0.7 |\n"
    "| beta | L3* | 10.0.0.8 |\n": [
        "- alpha: layer L3 at 10.0.0.7\n- beta: layer L3* at 10.0.0.8\n",
        "- alpha\n  - Layer: L3\n  - Address: 10.0.0.7\n- beta\n  - Layer: L3*\n  - Address: 10.0.0.8\n",
        "```yaml\nalpha: {layer: L3, address: 10.0.0.7}\nbeta: {layer: L3*, address: 10.0.0.8}\n```\n",
    ],
}


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, ways in SAME.items() for new in ways])
def test_one_truth_has_many_shapes(old: str, new: str) -> None:
    """A list, a table, a sentence, a chain or a data fence says the same."""
    assert drift(old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("theirs: {at_least: [Carrier]", "theirs: {at_least: [till]"),
        ("[basket, payment, dispatch]", "[basket, payment, basket]"),
        ("Kiosk: read only}", "Kiosk: may refund}"),
        ("beta: {is: 10.0.0.8, called: beta}", "beta: {is: 10.0.0.8, called: alpha}"),
        ("rows: {alpha: [L3, 10.0.0.7]", "rows: {alpha: [L3]"),
        (
            "  status: {exactly",
            "  other: {at_most: [open], disjoint_from: status}\n      status: {exactly",
        ),
        (
            "public: {called: public URL}",
            "public: {urls: 'https://a.example'}\n      b: {urls: 'https://A.example/'}",
        ),
    ],
)
def test_a_contract_that_contradicts_itself_is_told(old: str, new: str) -> None:
    """No document can satisfy such a contract: the contract is at fault, and shown."""
    assert CONTRACT.count(old) == 1
    texts = tree(contracts__shop_yaml=CONTRACT.replace(old, new))
    texts["guide.md"] = GUIDE.lstrip()
    faults = [where for rule, where in found(texts) if rule == "boundaries/contradiction"]
    assert faults
    assert all(where.startswith("contracts/shop.yaml") for where in faults)


PHRASED = """
    kind: boundaries
    id: shop.phrases
    owner: maintainers
    values:
      oldest: {is: "3.6", phrase: "versions prior to {value}", at: guide.md}
      tills: {is: three, one_of: [two, three], phrase: "{value} tills", at: guide.md}
"""


@pytest.mark.parametrize(
    ("guide", "rules"),
    [
        ("It does not run with versions prior to 3.6. It will need three tills.", []),
        (
            "It does not run with versions prior to 3.5. It will need three tills.",
            ["value-differs"],
        ),
        ("It does not run with versions prior to 3.6. It will need two tills.", ["value-differs"]),
        ("It runs with versions prior to 3.6, not those prior to 3.5. It has three tills.", []),
        ("It runs with versions prior to 3.6. It formerly had three tills.", ["value-missing"]),
    ],
)
def test_a_phrase_says_its_value_in_a_denial_too(guide: str, rules: list[str]) -> None:
    """Whoever writes a phrase with its value takes it as it stands, `not before 3.6`; the past is past."""
    texts = tree(contracts__shop_yaml=PHRASED, guide_md=f"# Guide\n\n{guide}\n")
    assert [rule.removeprefix("boundaries/") for rule, _ in found(texts)] == rules
