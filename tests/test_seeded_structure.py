"""How documents of other projects are built: sections, front matter, fences and the prose beside them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trees import found

HEAD = "kind: document-structure\nid: structure\nowner: us\n"


def texts(document: str, keys: str, path: str = "docs/plan.md", **more: str) -> dict[str, str]:
    """Return a tree with one document and a contract with these keys; ``__`` in a name is a slash."""
    named = {name.replace("__", "/").replace("_md", ".md"): text for name, text in more.items()}
    return {
        "contractcheck.yaml": "contracts: contract.yaml\n",
        "contract.yaml": HEAD + f"documents: {path}\n" + textwrap.dedent(keys),
        path: textwrap.dedent(document).lstrip("\n"),
        **named,
    }


def rules(tree: dict[str, str]) -> list[str]:
    """Return what is wrong, by the rules without their kind, each with the line it is at."""
    return [f"{rule.partition('/')[2]} @ {line.partition(': ')[2]}" for rule, line in found(tree)]


ADR = "sections: {in_order: [Status, Context, Decision, Consequences], optional: [Links]}\n"


def adr(*headings: str, status: str = "Ok", context: str = "A", title: str = "# Q\n\n") -> str:
    """Return a decision record with these four headings, as they are written."""
    said = zip(headings, [status, context, "B", "- good"], strict=True)
    return title + "".join(f"{heading}\n\n{text}\n\n" for heading, text in said)


PLAIN = ("## Status", "## Context", "## Decision", "## Consequences")
FORMS = {
    "numbered": adr("## 1. Status", "## 2. Context", "## 3. Decision", "## 4. Consequences"),
    "numbered deeply": adr(
        "## 2.1 Status", "## 2.2 Context", "## 2.3 Decision", "## 2.4 Consequences"
    ),
    "lettered": adr("## A. Status", "## B. Context", "## C. Decision", "## D. Consequences"),
    "roman": adr("## I. Status", "## II. Context", "## III. Decision", "## IV. Consequences"),
    "with emoji": adr(
        "## \U0001f6a6 Status", "## Context", "## Decision \u2705", "## Consequences"
    ),
    "with attributes": adr(
        "## Status {#s}", "## Context {: .wide}", "## Decision", "## Consequences"
    ),
    "underlined": adr("Status\n---", "Context\n---", "Decision\n---", "Consequences\n---"),
    "closed": adr("## Status ##", "## Context ##", "## Decision ##", "## Consequences ##"),
    "without a title": adr(*PLAIN, title=""),
    "as first headings": adr(*(heading[1:] for heading in PLAIN), title=""),
    "one deeper": adr("## Status", "## Context", "### Decision", "## Consequences"),
    "with code": adr("## `Status`", "## *Context*", "## Decision", "## Consequences"),
    "with sections inside": adr(*PLAIN, context="### Forces\n\nA\n\n### Status\n\nB"),
    "with another section": adr(*PLAIN, context="A\n\n## Options\n\nX"),
    "with an optional one elsewhere": adr(*PLAIN, title="# Q\n\n## Links\n\nX\n\n"),
    "with code only": adr(*PLAIN, status="```sh\nmake\n```", context="| a |\n| - |\n| b |"),
    "with a quotation only": adr(*PLAIN, status="> Ok"),
    "with a title of its own kind": adr(*PLAIN, title="# Context of this record\n\n"),
}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_the_same_outline_in_other_forms(document: str) -> None:
    """Numbers, emoji, attributes, underlines and levels of headings are no drift."""
    assert rules(texts(document, ADR)) == []


def outline(*titles: str) -> str:
    """Return a document with these sections, each with a text."""
    return "# Plan\n\n" + "".join(f"## {title}\n\nSome text.\n\n" for title in titles)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Context", "Decision", "Consequences"], ["section-missing @ # Plan"]),
        (["Status", "Context", "Consequences"], ["section-missing @ ## Context"]),
        (["Status", "Contexts", "Decision", "Consequences"], ["section-renamed @ ## Contexts"]),
        (
            ["Status", "Context", "Consequences", "Decision"],
            ["section-out-of-order @ ## Consequences"],
        ),
        (
            ["Consequences", "Status", "Context", "Decision"],
            ["section-out-of-order @ ## Consequences"],
        ),
        (
            ["Status", "Context", "Context", "Decision", "Consequences"],
            ["section-repeated @ ## Context"],
        ),
        (
            ["Status (draft)", "Context", "Decision", "Consequences"],
            ["section-renamed @ ## Status (draft)"],
        ),
    ],
)
def test_another_outline(titles: list[str], expected: list[str]) -> None:
    """What is missing, renamed, out of order or repeated is found once, at its heading."""
    assert rules(texts(outline(*titles), ADR)) == expected


def test_a_document_without_any_of_the_sections() -> None:
    """Each missing section of an empty document is told, at its beginning."""
    assert rules(texts("", ADR)) == ["section-missing @ "] * 4


def test_each_document_of_a_glob_is_judged_on_its_own() -> None:
    """A section of one document is no section of another; one fault in two is one finding."""
    good, bad = FORMS["numbered"], outline("Status", "Context", "Decision")
    tree = texts(good, ADR, "docs/1.md", docs__2_md=bad, docs__3_md=bad)
    tree["contract.yaml"] = tree["contract.yaml"].replace("docs/1.md", "docs/*.md")
    assert rules(tree) == ["section-missing @ ## Decision"]


@pytest.mark.parametrize(
    "text", ["<p>Ok</p>", "![a chart](chart.png)", "<details>\nOk\n</details>", "| a |\n| - |"]
)
def test_a_section_with_something_else_than_text_is_not_empty(text: str) -> None:
    """An image, a table without rows or a block of HTML is something to look at."""
    assert rules(texts(adr(*PLAIN, status=text), ADR)) == []


@pytest.mark.parametrize("text", ["", "TODO", "<!-- Ok -->", "~~Ok~~", "<!-- Ok\nOk -->", "TBD."])
def test_a_section_that_says_nothing(text: str) -> None:
    """A placeholder, a comment or struck text says nothing."""
    assert rules(texts(adr(*PLAIN, status=text), ADR)) == ["section-empty @ ## Status"]


def test_a_document_that_is_gone_is_one_finding() -> None:
    """However many clauses are bound to a document, that it is not there is said once."""
    keys = ADR + 'fields: {status: {at: "#Status", one_of: [Ok]}}\nfront_matter: {}\n'
    tree = texts(outline("Status"), keys)
    del tree["docs/plan.md"]
    assert len(rules(tree)) == 1


def test_a_rule_no_block_can_meet() -> None:
    """A rule about a key or value that the schema refuses is a fault of the contract."""
    answers = rules(
        texts(
            task("done", "Decision recorded: x."), TASKS.replace("status: wait", "status: waiting")
        )
    )
    assert [one.partition(" @ ")[0] for one in answers] == ["contradiction"]


def test_no_other_sections() -> None:
    """Where others are refused, a section too many is found; one inside a section is none."""
    keys = "sections: {in_order: [Status, Context], optional: Links, others: refused}\n"
    document = outline("Links", "Status", "Context")
    assert rules(texts(document, keys)) == []
    assert rules(texts(f"{document}### Forces\n\nx\n", keys)) == []
    assert rules(texts(f"{document}## Musings\n\nx\n", keys)) == ["section-unknown @ ## Musings"]


def test_titles_of_one_section() -> None:
    """A section may go by several titles, and a document uses one of them."""
    keys = "sections: {in_order: [[Context, Context and Problem Statement], Decision]}\n"
    assert rules(texts(outline("Context and Problem Statement", "Decision"), keys)) == []
    assert rules(texts(outline("Problem", "Decision"), keys)) == ["section-renamed @ ## Problem"]


def test_sections_inside_a_section() -> None:
    """With a place only the sections of that section are meant."""
    keys = 'sections: {at: "#Parts", in_order: [One, Two], others: refused}\n'
    document = "# P\n\n## One\n\nx\n\n## Parts\n\n### One\n\nx\n\n### Two\n\ny\n\n## Rest\n\nz\n"
    assert rules(texts(document, keys)) == []
    assert rules(texts(document.replace("### Two", "### Three"), keys)) == [
        "section-renamed @ ### Three"
    ]
    assert rules(texts(document.replace("## Parts", "## Bits"), keys)) == ["place-gone @ # P"]


@given(st.permutations(["Status", "Context", "Decision", "Consequences"]))
def test_moving_the_named_sections_mends_the_order(titles: list[str]) -> None:
    """As many sections are out of order as have to move, and none where all stand in order."""
    wanted = ["Status", "Context", "Decision", "Consequences"]
    wrong = [one.partition("## ")[2] for one in rules(texts(outline(*titles), ADR))]
    kept = [title for title in titles if title not in wrong]
    assert kept == [title for title in wanted if title in kept]
    assert (wrong == []) == (titles == wanted)


FRONT = """
front_matter:
  schema:
    required: [name, status]
    properties: {name: {type: string}, status: {enum: [draft, final]}, weight: {type: number, maximum: 3}}
    additionalProperties: false
"""


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("name: a\nstatus: final", []),
        ("name: a\nstatus: final\nweight: 1.5", []),
        ("name: a\nstatus: 'final'  # at last", []),
        ("name: a", ["key-missing @ name: a"]),
        ("name: a\nstatus: finale", ["value-invalid @ status: finale"]),
        ("name: a\nstate: final", ["key-unknown @ state: final"]),
        ("name: a\nstatus: final\nzoo: 1", ["key-unknown @ zoo: 1"]),
        ("name: [a]\nstatus: final", ["value-invalid @ name: [a]"]),
        ("name: a\nname: b\nstatus: final", ["block-unreadable @ name: b"]),
        ("- name", ["value-invalid @ - name"]),
        ("just text", ["value-invalid @ just text"]),
    ],
)
def test_front_matter(front: str, expected: list[str]) -> None:
    """What breaks the schema is found at its key or value, a slip of a key once."""
    keys = FRONT.replace("required", "type: object\n    required", 1)
    assert rules(texts(f"---\n{front}\n---\n# T\n", keys)) == expected


def test_no_front_matter() -> None:
    """A document without front matter is told so at its beginning."""
    assert rules(texts("# T\n\nname: a\n", FRONT)) == ["block-missing @ # T"]


def test_a_schema_in_a_file() -> None:
    """A schema may stand in a JSON or YAML file of the tree; a file that is gone is a finding."""
    tree = texts("---\nname: 7\n---\n", "front_matter: {schema: schemas/front.yaml}\n")
    assert rules(tree) == ["schema-invalid @ front_matter: {schema: schemas/front.yaml}"]
    tree["schemas/front.yaml"] = "properties: {name: {type: string}}\n"
    assert rules(tree) == ["value-invalid @ name: 7"]


@pytest.mark.parametrize(
    "schema",
    [
        "{type: objekt}",
        '{properties: {a: {pattern: "("}}}',
        '{properties: {a: {pattern: "(?=b)"}}}',
        '{$ref: "https://example.com/s"}',
    ],
)
def test_a_schema_that_cannot_be_used(schema: str) -> None:
    """What is no JSON Schema, looks around in patterns or lies elsewhere is told in the contract."""
    (one,) = rules(texts("---\na: b\n---\n", f"front_matter: {{schema: {schema}}}\n"))
    assert one.startswith("schema-invalid @ front_matter")


TASKS = """
fences:
  tasks:
    info: task
    unique: id
    schema: {type: object, required: [id], properties: {status: {enum: [wait, done]}}}
    rules:
      waits: {when: {status: wait}, needs: [{label: Blocked until}, {phrases: release gate}]}
      done: {when: {status: done}, needs: [{label: Output, exists: true}, {label: Decision recorded}]}
"""


def task(status: str, beside: str, before: str = "") -> str:
    """Return a section with a task and the prose beside it."""
    return f"# Plan\n\n## One\n\n{before}```task\nid: T1\nstatus: {status}\n```\n\n{beside}\n\n## Results\n\nx\n"


WAITING = [
    "Blocked until: the row exists.",
    "Blocked until the row exists.",
    "**Blocked until:** the row exists.",
    "*Blocked until*: the row exists",
    "- Blocked until: the row exists",
    "- **Blocked until** the row exists",
    "Some work. Blocked until the row exists.",
    "Blocked until:\n\n- the row exists\n- the key is there",
    "#### Blocked until\n\nThe row exists.",
    "| Field | Text |\n| --- | --- |\n| Blocked until | the row exists |",
    "> Blocked until: the row exists",
    "BLOCKED UNTIL: the row exists",
    "It has to pass the release gate first.",
    "It does not pass the release gate yet.",
    "Blocked\nuntil the row exists.",
]
NOT_WAITING = [
    "",
    "Blocked until: TBD",
    "Blocked until:",
    "Blocked until: -",
    "Blocked until: n/a",
    "<!-- Blocked until: the row exists. -->",
    "~~Blocked until: the row exists.~~",
    "```text\nBlocked until: the row exists.\n```",
    "Unblocked until further notice.",
    "The release gates are many.",
    "There is no release gate.",
    "It goes on without any other release gate.",
]


@pytest.mark.parametrize("beside", WAITING)
def test_a_waiting_task_that_says_what_for(beside: str) -> None:
    """The label counts at the beginning of a sentence, an item, a cell or a heading."""
    assert rules(texts(task("wait", beside), TASKS)) == []


@pytest.mark.parametrize("beside", NOT_WAITING)
def test_a_waiting_task_that_does_not(beside: str) -> None:
    """What is hidden, struck, in code or says nothing is no reason to wait."""
    assert rules(texts(task("wait", beside), TASKS)) == ["rule-unmet @ status: wait"]


DONE = [
    "Output: `wiki/Inventory.md`.",
    "Output: [the inventory](wiki/Inventory.md)",
    "Output: wiki/Inventory.md",
    "Output: the section `Results` of this plan.",
    "Output: [results](#results)",
    "Output: the section Results of this plan.",
    "- **Output:** `wiki/`",
    "Output:\n\n- `wiki/Inventory.md`\n- a good feeling",
    "Decision recorded on 2026-06-06: we split.",
    "Decision recorded: we split.",
]
NOT_DONE = [
    "Output: `wiki/Missing.md`.",
    "Output: none yet.",
    "Output: a page.",
    "Decision recorded: TBD",
    "No decision recorded.",
    "`wiki/Inventory.md` exists.",
]


@pytest.mark.parametrize("beside", DONE)
def test_a_done_task_with_a_result(beside: str) -> None:
    """A result is a file of the tree, a section of the document, or a recorded decision."""
    tree = texts(task("done", beside), TASKS, path="plan.md", wiki__Inventory_md="# I\n")
    assert rules(tree) == []


@pytest.mark.parametrize("beside", NOT_DONE)
def test_a_done_task_without_one(beside: str) -> None:
    """A result that is not there, or is to come, is none."""
    tree = texts(task("done", beside), TASKS, path="plan.md", wiki__Inventory_md="# I\n")
    assert rules(tree) == ["rule-unmet @ status: done"]


def test_several_blocks_in_one_section() -> None:
    """Beside a block is what stands up to the next one."""
    one = "```task\nid: T1\nstatus: wait\n```\n\nBlocked until: now.\n\n"
    two = "```task\nid: T2\nstatus: wait\n```\n\nLater.\n"
    assert rules(texts(f"# P\n\n{one}{two}", TASKS)) == ["rule-unmet @ status: wait"]


@pytest.mark.parametrize(
    "fence",
    [
        "```task\nid: T1\n```",
        "~~~task\nid: T1\n~~~",
        "````Task {#one}\nid: T1\n````",
        "```yaml task\nid: T1\n```",
        '```task\n{"id": "T1"}\n```',
        "- item\n\n  ```task\n  id: T1\n  ```",
        "> ```task\n> id: T1\n> ```",
    ],
)
def test_fences_in_other_forms(fence: str) -> None:
    """A fence is known by a word of its info string, wherever it stands."""
    keys = TASKS.replace("required: [id]", "required: [id, owner]")
    (one,) = rules(texts(f"# P\n\n{fence}\n", keys))
    assert one.startswith("key-missing @ ")
    assert rules(texts(f"# P\n\n{fence}\n", TASKS)) == []


def test_values_in_a_fence_are_found_at_their_line() -> None:
    """A fault in a fence is located at the line inside of it, also in a list item."""
    document = (
        "# P\n\n- item\n\n  ```task\n  id: T1\n  status: lost\n  ```\n\n```task\nid: T1\n```\n"
    )
    assert rules(texts(document, TASKS)) == [
        "value-invalid @ status: lost",
        "value-repeated @ id: T1",
    ]
