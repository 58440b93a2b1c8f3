"""Boards of gates as projects write them: tables, task lists, headings, groups; and how they go wrong."""

from __future__ import annotations

import pytest

from tests.trees import judge

CONTRACT = """kind: readiness-gates
id: rollout
owner: platform
listed_in: plan.md#Gates
gates:
  key: {says: the key is provisioned outside Git, owner: operators, evidence: path no}
  smoke: {says: a controlled smoke was run, owner: intake, evidence: path no}
  bootstrap-api: {says: the bootstrap API is deployed, owner: hub, declared: passed, evidence: path plan.md}
  mirror: {says: the mirror answers, declared: deferred, until: the second site is built}
"""

TABLE = """
| Gate | Owner | Status |
|---|---|---|
| `key` | `operators` | waiting |
| `smoke` | intake | pending on the key |
| `bootstrap-api` | hub | ✅ passed |
| `mirror` | | deferred |
"""
NUMBERED = """
1. The key is provisioned outside Git. Still waiting.
2. A controlled smoke was run (not done yet)
3. The bootstrap API is deployed — done
4. the mirror answers: on hold
"""
TASKS = """
- [ ] The key is provisioned outside Git.
- [ ] A controlled smoke was run
- [x] **The bootstrap API** is deployed
- [ ] the mirror answers
"""
HEADINGS = """
### key

- Status: waiting
- Owner: operators

### smoke

Status: blocked. Owner: intake.

### ✅ bootstrap-api

- Owner: `hub`

### mirror

Status: deferred
"""
GROUPS = """
Passed:

- the bootstrap API is deployed

Waiting:

- the key is provisioned outside Git
- a controlled smoke was run

Deferred:

- the mirror answers
"""
MARKS = """
| Gate | Done? |
|---|---|
| the key is provisioned outside Git | |
| a controlled smoke was run | no |
| the bootstrap API is deployed | x |
| the mirror answers | later |
"""
SIGNS = """
| | Gate |
|---|---|
| ⬜ | the key is provisioned outside Git |
| ⏳ | a controlled smoke was run |
| ✅ | the bootstrap API is deployed |
| ⏸ | the mirror answers |
"""
ASIDES = """
1. `key` (operators): not passed.
2. `smoke` (intake): not passed, as it needs `key`.
3. `bootstrap-api` (hub): **passed**.
4. `mirror`: deferred until the second site is built.
"""
BARE = """
- the key is provisioned outside Git
- a controlled smoke was run
- the bootstrap API is deployed
- the mirror answers
"""


def shown(board: str, contract: str = CONTRACT) -> list[tuple[str, str]]:
    """Return what is found on a board: the end of the rule, and the line in question."""
    text = f"# Plan\n\n## Gates\n{board}\n## After\n\nThe rest follows.\n"
    texts = {"gates.yaml": contract, "contractcheck.yaml": "contracts: [gates.yaml]\n"}
    result = judge({**texts, "plan.md": text})
    lines = text.splitlines()
    return [
        (one.rule.partition("/")[2], lines[one.place.span.line - 1])
        for one in result.findings
        if one.place.document == "plan.md"
    ]


@pytest.mark.parametrize(
    "board", [TABLE, NUMBERED, TASKS, HEADINGS, GROUPS, MARKS, SIGNS, ASIDES, BARE]
)
def test_a_board_in_any_shape_shows_the_gates_as_declared(board: str) -> None:
    """Tables, lists, task lists, headings and groups are read alike, and none needs a status."""
    assert shown(board) == []


@pytest.mark.parametrize(
    ("board", "before", "after", "line"),
    [
        (TABLE, "| waiting |", "| passed |", "| `key` | `operators` | passed |"),
        (TABLE, "| waiting |", "| 🟢 |", "| `key` | `operators` | 🟢 |"),
        (TABLE, "| waiting |", "| |", "| `key` | `operators` | |"),
        (TABLE, "| waiting |", "| maybe |", "| `key` | `operators` | maybe |"),
        (TABLE, "✅ passed", "not passed yet", "| `bootstrap-api` | hub | not passed yet |"),
        (NUMBERED, "Still waiting.", "Done.", "1. The key is provisioned outside Git. Done."),
        (NUMBERED, "(not done yet)", "(done)", "2. A controlled smoke was run (done)"),
        (NUMBERED, "— done", "— not done", "3. The bootstrap API is deployed — not done"),
        (NUMBERED, "on hold", "live", "4. the mirror answers: live"),
        (TASKS, "- [ ] A con", "- [x] A con", "- [x] A controlled smoke was run"),
        (TASKS, "- [x]", "- [ ]", "- [ ] **The bootstrap API** is deployed"),
        (TASKS, "- [ ] the m", "- [x] the m", "- [x] the mirror answers"),
        (HEADINGS, "Status: waiting", "Status: green", "- Status: green"),
        (HEADINGS, "blocked", "passed", "Status: passed. Owner: intake."),
        (HEADINGS, "✅", "❌", "### ❌ bootstrap-api"),
        (HEADINGS, "Status: deferred", "Status \u2014 done", "Status \u2014 done"),
        (MARKS, "| no |", "| yes |", "| a controlled smoke was run | yes |"),
        (MARKS, "| x |", "| |", "| the bootstrap API is deployed | |"),
        (SIGNS, "| ⏳ |", "| ✅ |", "| ✅ | a controlled smoke was run |"),
        (
            ASIDES,
            "(intake): not passed",
            "(intake): passed",
            "2. `smoke` (intake): passed, as it needs `key`.",
        ),
        (GROUPS, "Waiting:", "Done:", "- the key is provisioned outside Git"),
    ],
)
def test_a_gate_is_shown_with_its_declared_status(
    board: str, before: str, after: str, line: str
) -> None:
    """A status that differs, or is none, is found where it stands."""
    assert board.count(before) == 1
    assert ("gate-status-differs", line) in shown(board.replace(before, after))


@pytest.mark.parametrize(
    ("board", "before", "after", "rule"),
    [
        (TABLE, "| `smoke` | intake | pending on the key |\n", "", "gate-missing"),
        (TABLE, "`operators`", "platform", "gate-owner-differs"),
        (TABLE, "| hub |", "| |", "gate-owner-differs"),
        (TABLE, "| `mirror`", "| `budget` | finance | waiting |\n| `mirror`", "gate-unknown"),
        (TASKS, "A controlled smoke was run", "~~A controlled smoke was run~~", "gate-missing"),
        (
            TASKS,
            "A controlled smoke was run",
            "<!-- A controlled smoke was run -->",
            "gate-missing",
        ),
        (TASKS, "smoke was run", "smoke has been carried out", "gate-differs"),
        (NUMBERED, "outside Git", "in Git", "gate-differs"),
        (HEADINGS, "- Owner: operators", "- Owner: nobody", "gate-owner-differs"),
    ],
)
def test_every_gate_and_no_other_stands_on_a_board(
    board: str, before: str, after: str, rule: str
) -> None:
    """What is missing, stands there too, or stands there in other words is one finding."""
    assert board.count(before) == 1
    assert [one for one, _ in shown(board.replace(before, after))] == [rule]


def test_a_board_without_any_gate_is_gone() -> None:
    """A place that shows none of the gates is not the place the contract means."""
    assert [rule for rule, _ in shown("\nWe shall see.\n")] == ["place-gone"]


def test_two_columns_show_two_things() -> None:
    """One table may be the board of two contracts, each with the column that shows its status."""
    board = TABLE.replace("| Status |", "| Production |").replace("| Owner |", "| Source |")
    contract = CONTRACT.replace("plan.md#Gates", '{at: "plan.md#Gates", status: Production}')
    assert shown(board, contract) == []
    found = shown(board.replace("| waiting |", "| live |"), contract)
    assert found == [("gate-status-differs", "| `key` | `operators` | live |")]
    assert len(shown(board.replace("Production", "Where"), contract)) == 4


def test_other_lists_of_the_section_are_no_boards() -> None:
    """A list that names no gate, and an explanation below a gate, are not asked for gates."""
    more = "\nHow we look:\n\n- by hand\n- every Monday\n"
    inner = TASKS.replace(
        "smoke was run", "smoke was run\n  - one event of each type\n  - and one more"
    )
    assert shown(TASKS + more) == []
    assert shown(inner) == []


def test_own_words_for_a_status() -> None:
    """A contract adds the words its documents use."""
    contract = CONTRACT + "status_words: {passed: [abgenommen], waiting: [offen]}\n"
    board = TABLE.replace("✅ passed", "abgenommen").replace("| waiting |", "| offen |")
    assert shown(board, contract) == []
    assert shown(board) != []


def test_history_shows_no_status() -> None:
    """A board of an earlier day says nothing of today."""
    old = "\n### 2025-01-01\n" + TASKS.replace("[ ]", "[x]")
    contract = CONTRACT
    texts = {
        "gates.yaml": contract,
        "contractcheck.yaml": "contracts: [gates.yaml]\nhistory: ['*# 20??-??-??*']\n",
        "plan.md": f"# Plan\n\n## Gates\n{TASKS}{old}",
    }
    assert [one for one in judge(texts).findings if one.place.document == "plan.md"] == []


CLAIMS = """kind: readiness-gates
id: rollout
owner: platform
gates:
  api:
    declared: {declared}
    evidence: path plan.md
    never_claimed_before: [the bootstrap API is live]
"""


@pytest.mark.parametrize(
    ("declared", "said", "rules"),
    [
        ("waiting", "The bootstrap API is live.", ["claimed-before"]),
        ("waiting", "Today the bootstrap API is live and used.", ["claimed-before"]),
        ("waiting", "The bootstrap API is not live.", []),
        ("waiting", "Once deployed, the bootstrap API will be live.", []),
        ("passed", "The bootstrap API is live.", []),
    ],
)
def test_nothing_is_claimed_before_its_gate(declared: str, said: str, rules: list[str]) -> None:
    """What is finished in the source is not shown as live; planned and denied it may be spoken of."""
    texts = {
        "gates.yaml": CLAIMS.format(declared=declared),
        "contractcheck.yaml": "contracts: [gates.yaml]\n",
        "plan.md": f"# Plan\n\n{said}\n",
    }
    found = [one.rule.partition("/")[2] for one in judge(texts).findings]
    assert [rule for rule in found if rule != "ready-to-flip"] == rules
