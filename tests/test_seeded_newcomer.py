"""What somebody writes who knows the pages only: his words for a promise, a place, a contract."""

from __future__ import annotations

from contextlib import suppress

import pytest

from contractcheck.model.finding import RepairTarget
from contractcheck.model.problem import InputError
from tests.trees import found, judge, tree

B = "boundaries"
HEAD = "kind: boundaries\nid: pay.rules\nowner: payments\nhome: guide.md\n"


def pay(guide: str, contract: str) -> dict[str, str]:
    """Return the tree of a payment gateway with its guide."""
    return {"contracts/pay.yaml": HEAD + contract, "guide.md": f"# Guide\n\n{guide}\n"}


DENIED = "says: {funds: {says: Kestrel holds funds, denied: true}}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Kestrel never holds funds.",
        "Kestrel does not hold funds.",
        "Kestrel doesn't hold funds, as a rule.",
        "The bank settles; Kestrel never holds funds.",
        "It is not true that Kestrel holds funds.",
    ],
)
def test_a_denial_may_stand_inside_the_statement(sentence: str) -> None:
    """What must be denied is denied by a word of denial before its end, the verb in any form."""
    assert found(pay(sentence, DENIED)) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Kestrel holds funds.", "statement-affirmed"),
        ("Kestrel never holds funds for more than 2 days.", "statement-changed"),
    ],
)
def test_what_denies_something_else_denies_nothing(sentence: str, rule: str) -> None:
    """Without a denial it is claimed; a denial of a narrower promise is another promise."""
    assert [one for one, _ in found(pay(sentence, DENIED))] == [f"{B}/{rule}"]


def test_a_repair_never_affirms_what_must_be_denied() -> None:
    """The declared words alone would say the contrary, so no edit is offered."""
    texts = pay("Kestrel never holds funds for more than 2 days.", DENIED)
    (finding,) = judge(texts).findings
    assert [one.replacement for one in finding.repairs] == [None, None]


@pytest.mark.parametrize(
    "contract",
    [
        "says: {append: the ledger only appends}\n",
        "says:\n  append: {at: guide.md, says: the ledger only appends}\n",
    ],
)
def test_accepted_words_replace_the_text_and_not_its_key(contract: str) -> None:
    """The edit of the contract stands where the old words stand."""
    (finding,) = judge(pay("The ledger always appends.", contract)).findings
    (at,) = [one.at for one in finding.repairs if one.target is RepairTarget.CONTRACT]
    assert at is not None
    line = (HEAD + contract).splitlines()[at.span.line - 1]
    assert line[at.span.column - 1 : at.span.end_column - 1] == "the ledger only appends"


def test_home_may_be_a_section() -> None:
    """What has no place of its own stands in the section that `home` names."""
    contract = (
        "kind: boundaries\nid: a.b\nowner: x\nhome: guide.md#Money\nsays: {a: we only append}\n"
    )
    texts = tree(guide_md="# G\n\n## Money\n\nWe only append.\n\n## More\n\nText.\n")
    texts["contracts/c.yaml"] = contract
    assert found(texts) == []
    texts["guide.md"] = "# G\n\n## Money\n\nText.\n\n## More\n\nWe only append.\n"
    assert found(texts) == [(f"{B}/statement-missing", "guide.md: ## Money")]


PUBLIC = 'parties: {public: {exactly: [gw-1, gw-2], at: "guide.md#Hosts#Public hosts"}}\n'


def test_a_paragraph_may_begin_with_a_label() -> None:
    """Inside a section a place is also what stands behind the label of a paragraph."""
    assert found(pay("## Hosts\n\nPublic hosts: gw-1, gw-2.", PUBLIC)) == []
    drifted = pay("## Hosts\n\nPublic hosts: gw-1, gw-2 and gw-3.", PUBLIC)
    assert [rule for rule, _ in found(drifted)] == [f"{B}/unknown-member"]


def test_a_place_that_is_gone_names_the_nearest_lead_in() -> None:
    """A lead-in that grew a bracket is named where it stands."""
    contract = "parties: {theirs: {exactly: [desk], at: guide.md#Run by the other team}}\n"
    texts = pay("Run by the other team (not ours):\n\n- desk", contract)
    (finding,) = judge(texts).findings
    assert finding.rule == f"{B}/place-gone"
    assert "the nearest is `Run by the other team (not ours)`" in finding.message
    assert finding.place.span.line == 3


def test_a_source_that_a_sentence_names_is_listed() -> None:
    """A place whose prose names the only source lists it; a lone other name does not."""
    contract = "authority: {balance: {sources: [ledger], at: guide.md#Truth}}\n"
    assert found(pay("## Truth\n\nThe ledger alone tells a balance.", contract)) == []
    drifted = pay("## Truth\n\nThe replica alone tells a balance.", contract)
    assert found(drifted) == [(f"{B}/source-missing", "guide.md: ## Truth")]


def test_a_name_that_was_used_until_a_release_is_past() -> None:
    """`was … until` tells of the past; what is said to stay until then is a plan."""
    contract = (
        "kind: vocabulary\nid: pay.states\nowner: payments\n"
        "members: {pay_captured: {supersedes: pay_settling}}\n"
    )
    texts = {"contracts/s.yaml": contract, "guide.md": "`pay_settling` was its name until 3.0.\n"}
    assert found(texts) == []
    texts["guide.md"] = "`pay_settling` is its name until 3.0.\n"
    assert [rule for rule, _ in found(texts)] == ["vocabulary/superseded-name"]


ROWS = (
    "records: {hosts: {key: Host, columns: {role: Role}, rows: {h: [front]}, views: [guide.md]}}\n"
)


@pytest.mark.parametrize(
    ("contract", "said"),
    [
        ('labels: {x: {exactly_as_written: [" "]}}\n', "this text is empty"),
        ('says: {x: "\u3000"}\n', "this text is empty"),
        ("sets: {x: {exactly: [a, b], disjoint_from: y}}\n", "unknown set `y`"),
        (
            "sets: {x: {exactly: [a, b], views: [{registry: hub /x, select: $.a}]}}\n",
            "unknown api `hub`",
        ),
        (ROWS.replace("[front]", "{rule: front}"), "unknown column `rule`; did you mean `role`?"),
        (
            ROWS.replace("[guide.md]", "[{at: guide.md, columns: {rolle: R}}]"),
            "unknown column `rolle`; did you mean `role`?",
        ),
        ("parties: {ours: {exactly: [a, a]}}\n", "`a` stands twice in this list"),
        ("parties: {ours: {at: guide.md}}\n", "choose `exactly`, `at_least` or `at_most`"),
        ("parties: {größe: {exactly: [a]}}\n", "Latin letters, digits"),
    ],
)
def test_a_contract_that_cannot_be_meant_is_refused(contract: str, said: str) -> None:
    """What would hold nothing is said when the contract is loaded."""
    with pytest.raises(InputError) as refused:
        judge(pay("Text.", contract))
    assert said in str(refused.value)


def test_an_open_bucket_is_one_of_the_buckets() -> None:
    """A label under `open` that no bucket has would open nothing."""
    contract = "kind: support-buckets\nid: a.b\nowner: x\nhome: guide.md\nbuckets: {Beta: {x: y}}\nopen: [Betta]\n"
    with pytest.raises(InputError, match="unknown bucket `Betta`; did you mean `Beta`"):
        judge({"contracts/c.yaml": contract, "guide.md": "# Guide\n"})


@pytest.mark.parametrize("members", ['{" ": }', '["\\u200b"]', '["**"]', '["`"]'])
def test_a_member_that_shows_nothing_is_no_defect(members: str) -> None:
    """A name of signs or of nothing is judged or refused; it stops nothing."""
    contract = f"kind: vocabulary\nid: a.b\nowner: x\nof: phrase\nmembers: {members}\n"
    texts = {"contracts/c.yaml": contract, "guide.md": "# Guide\n\nText ** and ` here.\n"}
    with suppress(InputError):
        assert found(texts) == []
