"""Seeded drift of capability manifests, in projects that have nothing in common with the fixtures."""

from __future__ import annotations

import pytest

from contractcheck.model.problem import InputError
from tests.trees import found, judge, tree

K = "capability-manifest"
CLEAN = tree(
    contracts__words_yaml="""
    kind: vocabulary
    id: till.signals
    owner: shop
    spelling: false
    members:
      receipt.printed:
      drawer.opened:
      drawer.jammed: {status: deferred, until: sensors are fitted, owner: shop}
    views: [SIGNALS.md]
    """,
    contracts__till_yaml="""
    kind: capability-manifest
    id: till.manifest
    owner: shop
    identity:
      values:
        title: Till
        short name: till
        role: [cashier, cash desk]
        ring: R2
        host: {is: till.shop.example, called: [url]}
      views:
        - {id: page, at: TILL.md#About}
        - {id: file, file: till.json, select: $.plugin}
        - {id: front, at: TILL.md, as: front matter, shows: at most}
    vocabulary:
      signals: {members_of: till.signals, views: [{file: till.json, select: "$.signals[*]"}]}
      parts: {exactly: [drawer, printer]}
    scopes:
      at_least: [till.read]
      views: [{at: TILL.md#Rights}, {file: till.json, select: "$.rights[*]"}]
    widgets:
      exactly: {main-drawer: drawer, printer: printer}
      types: parts
      noun: part
      views:
        - {id: page, at: TILL.md#Parts, key: Part, type: Sort}
        - {id: file, file: till.json, select: $.parts}
    events:
      receipt:
        type: receipt.printed
        types: signals
        widget: {is: printer, called: [source]}
        metadata: [paper, till]
        views: [TILL.md#A receipt]
    """,
    SIGNALS_md="""
    # Signals

    - `receipt.printed`
    - `drawer.opened`
    """,
    TILL_md="""
    ---
    title: Till
    ring: R2
    layout: page
    ---

    # The till

    ## About

    | What | Says |
    | --- | --- |
    | Title | Till |
    | Short name | `till` |
    | Role | cash desk |
    | Ring | R2 (ring of the shop floor) |
    | Host | <https://till.shop.example/> |
    | Since | 2024 |

    ## Rights

    - `till.read`
    - `till.print`

    ## Parts

    | Part | Sort | Place |
    | --- | --- | --- |
    | `main-drawer` | `drawer` | below |
    | `printer` | `printer` | right |

    ## A receipt

    ```json
    {
      "type": "receipt.printed",
      "source": "<id of printer>",
      "at": "2026-01-01",
      "metadata": {"paper": "57 mm", "attributes": {"till": 7}}
    }
    ```
    """,
    till_json="""
    {
      "plugin": {"title": "Till", "shortName": "till", "role": "cashier", "ring": "R2",
                 "url": "https://till.shop.example", "author": {"title": "Shopkeepers"}},
      "signals": ["receipt.printed", "drawer.opened"],
      "rights": ["till.read"],
      "parts": {"main-drawer": "drawer", "printer": "printer"}
    }
    """,
)


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """Return the tree with one text replaced."""
    assert CLEAN[path].count(old) == 1, old
    return {**CLEAN, path: CLEAN[path].replace(old, new)}


def test_the_clean_tree_is_clean() -> None:
    """Labels in any case and joint, remarks, addresses with a scheme and more attributes are no fault."""
    assert found(CLEAN) == []


DRIFTS = [
    ("TILL.md", "| Title | Till |", "| Title | Tills |", "value-differs"),
    ("TILL.md", "| Short name | `till` |", "| Short name | `Till` |", "value-differs"),
    ("TILL.md", "| Role | cash desk |", "| Role | cash desk or kiosk |", "value-differs"),
    ("TILL.md", "| Role | cash desk |", "| Role | kiosk |", "value-differs"),
    ("TILL.md", "| Role | cash desk |", "| Role | cashier, kiosk |", "value-differs"),
    ("TILL.md", "| Role | cash desk |", "| Role | cashier / kiosk |", "value-differs"),
    ("TILL.md", "R2 (ring of the shop floor)", "R3 (ring of the shop floor)", "value-differs"),
    ("TILL.md", "R2 (ring of the shop floor)", "R2 (once R3)", "value-differs"),
    ("TILL.md", "R2 (ring of the shop floor)", "R22", "value-differs"),
    ("TILL.md", "R2 (ring of the shop floor)", "r2", "value-differs"),
    ("TILL.md", "<https://till.shop.example/>", "<https://till.shop.example/v1>", "value-differs"),
    ("TILL.md", "<https://till.shop.example/>", "`old.till.shop.example`", "value-differs"),
    ("TILL.md", "| Host |", "| Server |", "value-missing"),
    ("TILL.md", "| Ring | R2 (ring of the shop floor) |\n", "", "value-missing"),
    ("TILL.md", "ring: R2\n", "ring: R3\n", "value-differs"),
    ("TILL.md", "title: Till\n", "title: The till\n", "value-differs"),
    ("TILL.md", "- `till.read`\n", "", "member-differs"),
    ("TILL.md", "- `till.read`\n", "- `till.raed`\n", "member-differs"),
    ("TILL.md", "| `printer` | `printer` |", "| `printers` | `printer` |", "member-differs"),
    ("TILL.md", "| `printer` | `printer` |", "| `printer` | `drawer` |", "value-differs"),
    ("TILL.md", "| `main-drawer` | `drawer` |", "| `main-drawer` | `drawers` |", "value-differs"),
    ("TILL.md", "| Part | Sort |", "| Piece | Sort |", "view-empty"),
    ("TILL.md", '"type": "receipt.printed"', '"type": "receipt.print"', "value-differs"),
    ("TILL.md", '"<id of printer>"', '"<id of main-drawer>"', "value-differs"),
    ("TILL.md", '"<id of printer>"', '"printers"', "value-differs"),
    ("TILL.md", '"paper": "57 mm", ', "", "value-missing"),
    ("TILL.md", '"paper": "57 mm"', '"paper": ""', "value-missing"),
    ("till.json", '"shortName": "till"', '"shortName": "Till"', "value-differs"),
    ("till.json", '"title": "Till", ', "", "value-differs"),
    ("till.json", '"ring": "R2"', '"ring": "R2 "', "value-differs"),
    ("till.json", '"ring": "R2"', '"ring": ["R2"]', "value-missing"),
    ("till.json", '"ring": "R2"', '"ring": 2', "value-differs"),
    ("till.json", ', "drawer.opened"', ', "drawer.opened", "drawer.jammed"', "unknown-member"),
    ("till.json", '"rights": ["till.read"]', '"rights": []', "view-empty"),
    ("till.json", '"printer": "printer"', '"printer": "drawer"', "value-differs"),
    ("till.json", ', "printer": "printer"', "", "member-missing"),
    ("till.json", '"parts": {', '"parts": {"coins": "drawer", ', "unknown-member"),
    ("till.json", '"plugin": {', '"plugins": {', "view-empty"),
    ("contracts/till.yaml", "printer: printer}", "printer: scanner}", "undeclared-type"),
    ("contracts/till.yaml", "is: printer,", "is: scanner,", "undeclared-widget"),
    ("contracts/till.yaml", "type: receipt.printed", "type: drawer.jammed", "undeclared-type"),
]


@pytest.mark.parametrize(("path", "old", "new", "what"), DRIFTS)
def test_a_drift_is_found_by_its_rule(path: str, old: str, new: str, what: str) -> None:
    """Each departure of page, file or contract is found, and in a view it is one finding."""
    findings = found(changed(path, old, new))
    assert f"{K}/{what}" in [rule for rule, _ in findings]
    assert len(findings) == 1 or path.startswith("contracts/")


HARMLESS = [
    ("TILL.md", "| Title | Till |", "| **Title:** | *Till* |"),
    ("TILL.md", "| Role | cash desk |", "| Role | cashier, at the cash desk |"),
    ("TILL.md", "| Role | cash desk |", "| Role | Cashier |"),
    ("TILL.md", "| Role | cash desk |", "| Role | cashier, cash desk |"),
    ("TILL.md", "R2 (ring of the shop floor)", "R2, Shop"),
    ("TILL.md", "## Rights", "| Title | Owner |\n| --- | --- |\n| Roll | paper |\n\n## Rights"),
    ("TILL.md", "## Rights", "- Author:\n  - Title: Shopkeepers\n\n## Rights"),
    ("TILL.md", "R2 (ring of the shop floor)", "R2, the ring of the shop floor"),
    ("TILL.md", "R2 (ring of the shop floor)", "`R2` - see the plan"),
    ("TILL.md", "<https://till.shop.example/>", "till.shop.example"),
    ("TILL.md", "| Since | 2024 |", "| Rings nearby | R1, R3 |"),
    ("TILL.md", "| Short name | `till` |\n", ""),
    ("TILL.md", "layout: page\n", "layout: page\nrole: cashier\n"),
    ("TILL.md", "- `till.print`\n", ""),
    ("TILL.md", "| right |", "| right of the drawer |"),
    ("TILL.md", '"till": 7', '"till": 8'),
    ("till.json", '"Shopkeepers"', '"Till keepers"'),
    ("till.json", '"role": "cashier"', '"role": "cash desk"'),
    ("till.json", '"shortName"', '"short_name"'),
    ("till.json", '{"main-drawer": "drawer", "printer": "printer"}',
     '[{"name": "main-drawer", "type": "drawer"}, {"Name": "printer", "type": "printer"}]'),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new"), HARMLESS)
def test_what_says_the_same_is_no_fault(path: str, old: str, new: str) -> None:
    """Remarks, other writings, other labels and shapes of data leave the tree clean."""
    if old == "| Short name | `till` |\n":
        shown = changed(path, "| Title | Till |", "| Title | Till |\n| short-name | till |")
        assert found({**shown, path: shown[path].replace(old, new)}) == []
        return
    assert found(changed(path, old, new)) == []


def test_the_odd_one_out_is_named() -> None:
    """Where all views agree on something else, the contract is to be edited; else the view is."""
    drifted = changed("contracts/till.yaml", "short name: till", "short name: cash-till")
    (finding,) = judge(drifted).findings
    assert str(finding.place) == "contracts/till.yaml:7:17"
    assert finding.message.endswith("the contract is the odd one out; `page` and `file` agree")
    (finding,) = judge(changed("till.json", '"shortName": "till"', '"shortName": "desk"')).findings
    assert str(finding.place).startswith("till.json:2:")
    assert finding.message.endswith("`file` is the odd one out; `page` and the contract agree")


def test_one_value_wrong_in_two_views_is_one_finding() -> None:
    """Page and file that both say otherwise are two places of one fault."""
    drifted = changed("till.json", '"ring": "R2"', '"ring": "R1"')
    drifted["TILL.md"] = drifted["TILL.md"].replace("| Ring | R2", "| Ring | R1")
    (finding,) = judge(drifted).findings
    assert [place.document for place in finding.places] == ["TILL.md", "till.json"]


def test_what_is_planned_is_in_no_registry() -> None:
    """Views of registries of a planned manifest make no clause; the others stay."""
    contract = CLEAN["contracts/till.yaml"]
    live = '    - {id: live, registry: shop /tills, select: "$[0]"}\n'
    texts = {
        **CLEAN,
        "contracts/till.yaml": contract.replace("    - {id: front", f"{live}    - {{id: front"),
        "contractcheck.yaml": "apis: {shop: {url: 'http://127.0.0.1:9'}}\n",
    }
    asked = {one.id for one in judge(texts).clauses}
    texts["contracts/till.yaml"] += "status: planned\n"
    planned = {one.id for one in judge(texts).clauses}
    assert asked - planned == {"till.manifest/identity/views/live"}


WRONG = [
    ("members_of: till.signals", "members_of: till.signal", "unknown contract `till.signal`; did you mean"),
    ("types: parts", "types: part", "unknown vocabulary `part`; did you mean `parts`?"),
    ("types: signals", "types: sign", "unknown vocabulary `sign`; did you mean `signals`?"),
    ("file: till.json, select: $.plugin", "registry: shop /x, select: $.x", "unknown api `shop`"),
    ("select: $.plugin", 'select: "$["', "is no JSONPath"),
    ("at_least: [till.read]", "most: [till.read]", "unknown key `most`"),
    ("exactly: {main-drawer: drawer, printer: printer}", "exactly: [drawer]", "expected a mapping"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), WRONG)
def test_a_name_that_nothing_declares_is_told(old: str, new: str, message: str) -> None:
    """Contracts, vocabularies and APIs must be there, and queries must be some."""
    with pytest.raises(InputError) as caught:
        judge(changed("contracts/till.yaml", old, new))
    assert message in str(caught.value)


def test_a_contract_without_words_is_no_vocabulary() -> None:
    """To take words from a contract that has none is a fault of the manifest."""
    texts = changed("contracts/till.yaml", "members_of: till.signals", "members_of: till.manifest")
    rules = [rule for rule, _ in found(texts)]
    assert f"{K}/contradiction" in rules
