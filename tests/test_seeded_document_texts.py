"""What texts of documents keep: closed sets, paths, evidence, questions, dates, agreement, names."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.relations.dated_statements import dates
from tests.trees import found, judge

HEAD = "kind: document-structure\nid: texts\nowner: us\ndocuments: docs/plan.md\n"


def texts(document: str, keys: str, **more: str) -> dict[str, str]:
    """Return a tree with one document and a contract with these keys; ``__`` in a name is a slash."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in more.items()}
    return {
        "contractcheck.yaml": 'contracts: contract.yaml\nhistory: [CHANGELOG.md, "*# Log"]\n',
        "contract.yaml": HEAD + textwrap.dedent(keys),
        "docs/plan.md": textwrap.dedent(document).lstrip("\n"),
        **named,
    }


def rules(tree: dict[str, str]) -> list[str]:
    """Return what is wrong, by the rules without their kind, each with the line it is at."""
    return [f"{rule.partition('/')[2]} @ {line.partition(': ')[2]}" for rule, line in found(tree)]


STATUS = 'fields: {status: {label: Status, one_of: [Proposed, Accepted, "Superseded by ..."]}}\n'


@pytest.mark.parametrize(
    "line",
    [
        "Status: Accepted",
        "Status: Accepted.",
        "status: accepted",
        "**Status:** Accepted",
        "* Status: Accepted",
        "- **Status**: `Accepted`",
        "**Status** \u2013 Accepted",
        "| Status | Accepted |\n| --- | --- |\n| Date | today |",
        "| Key | Value |\n| --- | --- |\n| Status | Accepted |",
        "## Status\n\nAccepted\n\nSince May.",
        "Status: Superseded by [ADR-9](9.md)",
        "Status: Superseded by ADR-9.",
    ],
)
def test_a_value_behind_its_label(line: str) -> None:
    """The label may be bold, an item, a cell or a heading; the value may end a sentence."""
    assert rules(texts(f"# One\n\n{line}\n", STATUS)) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Status: Agreed", "value-invalid"),
        ("Status: Accepted by some", "value-invalid"),
        ("Status: not Accepted", "value-invalid"),
        ("Status: ~~Accepted~~ Rejected", "value-invalid"),
        ("Status: Supersededby ADR-9", "value-invalid"),
        ("## Status\n\nDraft", "value-invalid"),
        ("The status is known.", "value-missing"),
        ("<!-- Status: Accepted -->", "value-missing"),
        ("Statuses: Accepted", "value-missing"),
    ],
)
def test_a_value_that_is_none_of_the_set(line: str, rule: str) -> None:
    """Another value is found where it stands, a label that is not there at the place."""
    assert [one.partition(" @ ")[0] for one in rules(texts(f"# One\n\n{line}\n", STATUS))] == [rule]


PATHS = "paths: {evidence: {at: docs/plan.md#Evidence}}\n"
FILES = {"app__Run_dot_py": "x", "docs__guide_dot_md": "# G\n", "Makefile": "x"}


@pytest.mark.parametrize(
    "line",
    [
        "- `app/Run.py`",
        "- app/Run.py",
        "- `app/Run.py:12`, the service",
        "- Service: `app/Run.py`",
        "- [the guide](guide.md) and `./app/`",
        "- [one](guide.md#top)",
        "| Path | What |\n| --- | --- |\n| `app/Run.py` | service |",
        "The service (`app/*.py`) and its `Run::start()`.",
        "- `app/Run.py` and/or https://example.com/a/b.html",
        "- `app/Run.py`; `app/Old.py` was removed.",
        "- `app/Run.py`\n- There is no `app/Old.py` any more.",
        "- `app/Run.py`\n- ~~`app/Old.py`~~",
        "- `app/Run.py`, reachable at `/ops/jobs` with `GET /jobs`",
    ],
)
def test_paths_that_are_there(line: str) -> None:
    """Paths stand in code, links and prose; routes, URLs, methods and former paths are none."""
    assert rules(texts(f"# One\n\n## Evidence\n\n{line}\n", PATHS, **FILES)) == []


@pytest.mark.parametrize(
    "line",
    [
        "- `app/Gone.py`",
        "- app/Gone.py",
        "- Service: `app/Gone.py:7`",
        "- [gone](gone.md)",
        "| `app/Gone.py` | service |\n| --- | --- |\n| `app/Run.py` | x |",
        "- `App/Run.py`",
        "- `app/none/`",
    ],
)
def test_a_path_that_is_not_there(line: str) -> None:
    """A path that the tree lacks is found at its own line, and only that one."""
    (one,) = rules(texts(f"# One\n\n## Evidence\n\n{line}\n", PATHS, **FILES))
    assert one == f"path-gone @ {line.splitlines()[0]}"


def test_exactly_these_paths() -> None:
    """Listed paths may be links; one in another form of the list is the same path."""
    keys = 'paths: {evidence: {at: "#Evidence", lists: [app/Run.py, docs/guide.md]}}\n'
    document = "# One\n\n## Evidence\n\n- [the service](app/Run.py)\n- `docs/guide.md`: how\n"
    tree = texts(document, keys, docs__app__Run_dot_py="x", **FILES)
    assert rules(tree) == []
    tree["docs/plan.md"] = document.replace("- `docs/guide.md`: how\n", "")
    assert rules(tree) == ["member-missing @ ## Evidence"]


def test_paths_of_a_sort() -> None:
    """So many of the named paths match a glob, wherever tests live in the project."""
    keys = 'paths: {evidence: {at: "#Evidence", at_least: {"**/tests/**": 1}}}\n'
    document = "# One\n\n## Evidence\n\n- `app/Run.py`\n"
    tree = texts(document, keys, app__tests__run_dot_py="x", **FILES)
    assert rules(tree) == ["paths-too-few @ ## Evidence"]
    tree["docs/plan.md"] += "- `app/tests/run.py`\n"
    assert rules(tree) == []
    tree["docs/plan.md"] = document + "- [the tests](../app/tests/run.py)\n"
    assert rules(tree) == []


EVIDENCE = """
checklists:
  due:
    at: "#Due"
    items: {summary: Summary proof, boundary: Boundary, tests: Tests}
    not_applicable: tests
    others: refused
"""


def due(*items: str) -> str:
    """Return a document with this list."""
    return "# One\n\n## Due\n\n" + "".join(f"{item}\n" for item in items)


@pytest.mark.parametrize(
    "items",
    [
        ("- Summary proof.", "- Boundary: no claim leans on it alone.", "- Tests"),
        ("- [ ] Summary proof", "- [x] Boundary", "- [x] Tests: all green"),
        (
            "1. **Summary proof** \u2013 the keys",
            "2. Boundary (who sees what)",
            "3. Tests, or N/A with a reason",
        ),
        (
            "- Tests or reasoned N/A for docs.",
            "- Boundary",
            "- Summary proof\n  - the log\n  - the keys",
        ),
        ("- Tests: N/A, only documents changed", "- Boundary", "- summary proof"),
        ("- Tests: not applicable because nothing runs", "- Boundary", "- `Summary` proof"),
        (
            "| Evidence | State |",
            "| --- | --- |",
            "| Summary proof | done |",
            "| Boundary | done |",
            "| Tests | N/A: docs only |",
        ),
    ],
)
def test_evidence_in_other_forms(items: tuple[str, ...]) -> None:
    """Lists, task lists and tables ask for the same; explanations and sub-items are no items."""
    assert rules(texts(due(*items), EVIDENCE)) == []


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (("- Summary proof", "- Boundary"), ["evidence-missing @ ## Due"]),
        (("- Summary proof", "- Boundary", "- Tests: N/A."), ["reason-missing @ - Tests: N/A."]),
        (("- Summary proof", "- Boundary", "- Tests: n/a -"), ["reason-missing @ - Tests: n/a -"]),
        (
            ("- Summary proof: N/A, no counts", "- Boundary", "- Tests"),
            ["not-applicable-refused @ - Summary proof: N/A, no counts"],
        ),
        (
            ("- Summary proof", "- Boundary", "- Tests", "- A photo"),
            ["evidence-unknown @ - A photo"],
        ),
        (
            ("- Proof of summary", "- Boundary", "- Tests"),
            ["evidence-renamed @ - Proof of summary"],
        ),
        (
            ("- Summary proof", "- Boundary is optional", "- Tests"),
            ["not-applicable-refused @ - Boundary is optional"],
        ),
        (
            ("- Summary proof", "- Boundaryless", "- Tests"),
            ["evidence-missing @ ## Due", "evidence-unknown @ - Boundaryless"],
        ),
        (
            (
                "| Evidence | State |",
                "| --- | --- |",
                "| Summary proof | done |",
                "| Boundary | N/A (later) |",
                "| Tests | N/A |",
            ),
            [
                "not-applicable-refused @ | Boundary | N/A (later) |",
                "reason-missing @ | Tests | N/A |",
            ],
        ),
        (
            ("Not needed:", "", "- Summary proof", "- Boundary", "- Tests"),
            ["not-applicable-refused @ - Boundary", "not-applicable-refused @ - Summary proof"],
        ),
    ],
)
def test_evidence_that_is_missing_or_set_aside(items: tuple[str, ...], expected: list[str]) -> None:
    """What is missing is found at the list, what is set aside or unknown at its item."""
    assert rules(texts(due(*items), EVIDENCE)) == expected


QUESTIONS = """
questions:
  open:
    at: "#Open questions"
    declared:
      path: {says: "Which secret path is read?", owner: ops}
      patch: {says: "Is the manifest patched?", owner: hub}
      old: {says: "Who owns the hub?", answered: decisions/4.md}
"""


def asked(*lines: str) -> str:
    """Return a document with these questions."""
    return "# One\n\n## Open questions\n\n" + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("- Which secret path is read?", "- Is the manifest patched?"),
        ("1. Is the manifest patched? (owner: hub)", "2. **Which secret path is read?**"),
        (
            "### Which secret path is read?",
            "",
            "In the cluster.",
            "",
            "### Is the manifest patched?",
        ),
        (
            "| Question | Owner |",
            "| --- | --- |",
            "| Which secret path is read? | ops |",
            "| Is the manifest patched? | hub |",
        ),
        ("Which secret path is read?", "", "Is the manifest patched?"),
        (
            "- Q1: Which secret path is read?",
            "- Q2: Is the manifest patched?",
            "- Who pays? @finance",
        ),
    ],
)
def test_questions_in_other_forms(lines: tuple[str, ...]) -> None:
    """Items, rows, headings and paragraphs ask; a question may name its owner itself."""
    assert rules(texts(asked(*lines), QUESTIONS)) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("- Which secret path is read?",), ["question-dropped @ ## Open questions"]),
        (("None.",), ["question-dropped @ ## Open questions"] * 2),
        (
            ("- Which secret path is read?", "- Is the manifest replaced?"),
            ["question-differs @ - Is the manifest replaced?"],
        ),
        (
            ("- Which secret path is read?", "- Is the manifest patched?", "- Who pays?"),
            ["question-unowned @ - Who pays?"],
        ),
        (
            ("- Which secret path is read?", "- Is the manifest patched?", "- Who owns the hub?"),
            ["question-answered @ - Who owns the hub?"],
        ),
        (
            ("Asked once: Which secret path is read.", "", "- Is the manifest patched?"),
            ["question-dropped @ ## Open questions"],
        ),
    ],
)
def test_questions_that_change(lines: tuple[str, ...], expected: list[str]) -> None:
    """A question that is dropped, changed, answered or owned by nobody is told."""
    assert rules(texts(asked(*lines), QUESTIONS)) == expected


def test_a_question_nobody_owns_fails_nothing() -> None:
    """It stays visible as a warning, and its clause holds."""
    lines = ("- Which secret path is read?", "- Is the manifest patched?", "- Who pays?")
    result = judge(texts(asked(*lines), QUESTIONS))
    assert {finding.severity.value for finding in result.findings} == {"warning"}
    assert {verdict.outcome.value for verdict in result.verdicts} == {"passed"}


DATED = """
dated:
  row:
    subject: the row of the hub
    statements:
      2026-06-15: [the hub has no row, no row exists]
      2026-06-27: the hub has a row
  gate:
    statements: {2026-01-01: the gate is shut, 2026-03-01: the gate is ajar, 2026-05-01: the gate is open}
"""


@pytest.mark.parametrize(
    "document",
    [
        "The hub has a row.",
        "The hub had no row.",
        "## 2026-06-15\n\nThe hub has no row.",
        "## 15 June 2026\n\n### Findings\n\nThe hub has no row.",
        "## Look of June 20th, 2026\n\nThe hub has no row.",
        "On 2026-06-15 the hub has no row.",
        "- 2026-06-16: the hub has no row",
        "## Log\n\nThe hub has no row.",
        "It is not so that the hub has no row.",
        "The hub has no row, it was said; now the hub has a row.",
        "> The gate is ajar.\n\nThe gate is open.",
        "The gate was shut.",
        "The gate is not shut.",
        "The gate is shutting down slowly.",
        "As long as the gate is open all is well.",
        "<!-- The hub has no row. -->",
        "~~The hub has no row.~~",
        "```text\nthe hub has no row\n```",
        "## 2026-04-01\n\nThe gate is ajar.",
        "Is it so that the gate is shut?",
        "If the gate is shut, wait.",
        "Ask whether the gate is shut.",
    ],
)
def test_statements_in_their_time(document: str) -> None:
    """Under an earlier date, in history, in the past, denied or quoted the older statement is right."""
    assert rules(texts(f"# One\n\n{document}\n", DATED)) == []


@pytest.mark.parametrize(
    "document",
    [
        "The hub has no row.",
        "Today the *hub* has\nno row.",
        "- no row exists",
        "| a | b |\n| --- | --- |\n| state | The hub has no row |",
        "## The hub has no row",
        "## 2026-06-28\n\nThe hub has no row.",
        "As of 28 June 2026 the hub has no row.",
        "The gate is ajar.",
        "The gate is shut.",
        "## 2026-04-01\n\nThe gate is shut.",
        "The gate is shut, and nobody waits.",
        "Nothing is sent, and the hub has no row.",
        "We do not wait; the gate is shut.",
        "As long as the hub has no row nothing can be sent.",
        "Not much happens. the hub has no row, says the log.",
    ],
)
def test_statements_that_outlive_their_time(document: str) -> None:
    """Current text, or text under a later date, that repeats the older statement is found."""
    (one,) = rules(texts(f"# One\n\n{document}\n", DATED))
    assert one.startswith("statement-outdated @ ")


@pytest.mark.parametrize(
    "text", ["is not there", "isn't there", "is not yet there", "is still not there"]
)
def test_other_ways_to_say_not(text: str) -> None:
    """A *not* is found in its short form, and with *yet* or *still*."""
    keys = "dated: {row: {statements: {2026-01-01: the row is not there, 2026-02-01: the row is there}}}\n"
    assert rules(texts(f"# One\n\nThe row {text}.\n", keys)) == [
        f"statement-outdated @ The row {text}."
    ]
    assert rules(texts(f"# One\n\nIt is not true that the row {text}.\n", keys)) == []


def test_a_file_with_a_date_speaks_for_that_day() -> None:
    """Minutes and reports carry their date in their name."""
    tree = texts("# One\n", DATED, docs__minutes__2026_dot_md="")
    tree["docs/minutes/2026-06-16-hub.md"] = "The hub has no row.\n"
    assert rules(tree) == []
    tree["docs/minutes/2026-07-01-hub.md"] = "The hub has no row.\n"
    assert rules(tree) == ["statement-outdated @ The hub has no row."]


@given(st.dates(min_value=date(1990, 1, 1)))
def test_dates_as_people_write_them(day: date) -> None:
    """A day reads the same in each of the usual spellings."""
    iso = day.isoformat()
    for text in (
        iso,
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b} {day.day}, {day.year}",
    ):
        assert dates(f"On {text} it rained.") == [iso]


AGREE = """
agree:
  widget:
    - {at: "#Task", as: fence, select: $.widget, form: "<{value}-id>"}
    - {at: "#Task", form: "until the {value} widget exists"}
  version:
    - {at: docs/plan.md, as: front matter, select: $.version}
    - {at: docs/plan.md, form: "version {value}"}
"""


def plan(
    event: str = "<ops-a-id>", waits: str = "until the `ops-a` widget exists", version: str = "v1.2"
) -> str:
    """Return a document that names a widget and a version twice each."""
    return (
        f"---\nversion: v1.2\n---\n# One\n\nThis is version {version}.\n\n## Task\n\n"
        f'```json\n{{"widget": "{event}"}}\n```\n\nBlocked {waits}.\n'
    )


@pytest.mark.parametrize(
    "document",
    [
        plan(),
        plan(waits="until the ops-a widget exists"),
        plan(waits="**until the\n`ops-a` widget** exists, and more"),
        plan(version="`v1.2`"),
        plan(version="v1.2, the second"),
    ],
)
def test_places_that_agree(document: str) -> None:
    """Code, emphasis, line ends and signs behind it do not change a value."""
    assert rules(texts(document, AGREE)) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (plan(event="<ops-b-id>"), "values-disagree @ Blocked until the `ops-a` widget exists."),
        (
            plan(waits="until the `ops-ab` widget exists"),
            "values-disagree @ Blocked until the `ops-ab` widget exists.",
        ),
        (plan(version="v1.20"), "values-disagree @ This is version v1.20."),
        (plan(version="V1.2"), "values-disagree @ This is version V1.2."),
        (plan(event="ops-a"), "value-missing @ ## Task"),
        (plan(waits="until the widget exists"), "value-missing @ ## Task"),
    ],
)
def test_places_that_do_not_agree(document: str, expected: str) -> None:
    """The place that differs from the first is found; a place without a value as well."""
    assert rules(texts(document, AGREE)) == [expected]


def test_the_odd_one_out_of_three() -> None:
    """Where two of three places agree, the third is the one to edit."""
    keys = 'agree: {v: [{at: "#A", form: "v {value}"}, {at: "#B", form: "v {value}"}, {at: "#C", form: "v {value}"}]}\n'
    document = "# A\n\nv 1\n\n# B\n\nv 2\n\n# C\n\nv 2\n"
    assert rules(texts(document, keys)) == ["values-disagree @ v 1"]


NAMED = """
named:
  repos:
    names: [hub-core, "rail-*"]
    listed: {at: docs/plan.md, as: front matter, select: "$.repos[*]"}
    beside: rail-docs
    noun: repository
"""


def naming(text: str, repos: str = "[hub-core, rail-a]") -> str:
    """Return a document with a list of repositories and a text."""
    return f"---\nrepos: {repos}\n---\n# One\n\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "`hub-core` uses `rail-a`.",
        "hub-core uses rail-a/charts/values.yaml, see org/rail-a.",
        "hub-core, rail-a; rail-docs is of no concern.",
        "hub-core and rail-a run on rail01, on trails and in off-rail-b mode.",
        "hub-core and rail-a.\n\n## Log\n\nrail-z was split.",
        "hub-core and rail-a.\n\n<!-- rail-z -->",
        "## hub-core\n\nIt needs rail-a.",
        "hub-core and rail-a. There is no rail-z.",
    ],
)
def test_a_list_that_holds_the_names(text: str) -> None:
    """Names count as whole words, in code, prose, paths and headings; history needs no entry."""
    assert rules(texts(naming(text), NAMED)) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (naming("hub-core, rail-a and rail-b."), ["name-unlisted @ repos: [hub-core, rail-a]"]),
        (naming("hub-core only."), ["name-unused @ repos: [hub-core, rail-a]"]),
        (
            naming("hub-core and rail-apps.", "[hub-core, rail-app]"),
            ["name-unused @ repos: [hub-core, rail-app]"],
        ),
        (naming("hub-core and rail-a.", "[]"), ["value-missing @ ---"]),
        ("# One\n\nhub-core.\n", ["value-missing @ # One"]),
    ],
)
def test_a_list_that_differs_from_the_text(document: str, expected: list[str]) -> None:
    """A name without an entry, an entry without a name, and a slip of one are one finding each."""
    assert rules(texts(document, NAMED)) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("sections: {in_order: [A, B, A]}\n", "contradiction @ sections: {in_order: [A, B, A]}"),
        ('checklists: {due: {at: "#A", items: {x: X}, not_applicable: y}}\n', None),
        ('paths: {e: {at: "#A", lists: [a/b.py], at_least: {"tests/**": 1}}}\n', None),
        ("dated: {s: {statements: {2026-01-01: one, 2026-01-02: one}}}\n", None),
    ],
)
def test_contracts_that_contradict_themselves(keys: str, expected: str | None) -> None:
    """What no document can satisfy is told in the contract."""
    answers = rules(texts("# One\n\n## A\n\n- X\n- `a/b.py`\n\n## B\n\nx\n", keys, a__b_dot_py="x"))
    assert [one for one in answers if one.startswith("contradiction")] == [
        expected or f"contradiction @ {keys.strip()}"
    ]
