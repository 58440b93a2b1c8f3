"""Wordings that documentation sites use and that are no drift, with drifts beside them that are."""

from __future__ import annotations

import textwrap

import pytest

from tests.trees import found, tree

CONTRACT = """\
kind: boundaries
id: jobs.facts
owner: jobs
home: docs/jobs.md
sets:
  final-states:
    exactly: [completed, cancelled, discarded]
    of: code spans
    called: [final states]
  strategies: {exactly: [wrr, p2c, hrw], of: code spans, called: [strategies, valid values]}
  concepts: {exactly: [Restarts, Replication (how many run), Memory], called: [concepts]}
  methods: {exactly: [GET, PUT, POST, HEAD], of: code spans, called: [methods]}
says:
  final: {says: the pruner only removes final jobs, at: "docs/jobs.md#About pruning"}
never:
  in-turn: [run one at a time]
avoid:
  names: {words: [Containous, whitelist, obviously]}
"""
DOCUMENT = """\
# Jobs { #jobs }

A job ends in one of the final states `completed`, `cancelled` and `discarded`.

## About pruning { #about-pruning }

> #### Cleaning up {: .tip}
>
> The pruner only removes final jobs.
"""


def _tree(text: str = "") -> dict[str, str]:
    return tree(contracts__a_yaml=CONTRACT, docs__jobs_md=DOCUMENT + "\n" + textwrap.dedent(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Final states:\n\n- `executing → completed`: it worked\n- `executing → discarded`: it did not",
        "Valid values: `wrr` (default), `p2c`, `hrw`.",
        "The strategies are `p2c`, `wrr` (the default) and `hrw`.",
        "Important concepts:\n\n- Restarts\n- Replication (how many run)\n- Memory",
        "Name specific HTTP methods (`PUT`, `POST`) or all of them.",
        "A common misunderstanding is that jobs run one at a time.",
        "Important concepts:\n\n- Restarts\n- Replication (how many run)\n- Memory\n\n{% include 'a.md' %}",
        "A list contains the containers that hold them; contain no more.",
        "The way is obvious.",
    ],
)
def test_what_sites_write_is_no_drift(text: str) -> None:
    """Steps with arrows, remarks in brackets, selections, notices and what is untrue are read as meant."""
    assert found(_tree(text)) == []


def test_paths_are_counted_from_the_root_too() -> None:
    """A glob means a path as a link writes it, and as it lies in the tree."""
    contract = """\
        kind: document-structure
        id: jobs.links
        owner: jobs
        documents: docs/jobs.md
        paths: {guides: {at: docs/jobs.md, at_least: {"docs/guides/*": 1}}}
    """
    there = {"docs/guides/a.md": "# A\n"}
    linked = tree(contracts__a_yaml=contract, docs__jobs_md="See [A](./guides/a.md).\n")
    included = 'See [A](./guides/a.md).\n\n{% include-markdown "parts/gone.md" %}\n'
    assert found(tree(contracts__a_yaml=contract, docs__jobs_md=included) | there) == []
    other = tree(contracts__a_yaml=contract, docs__jobs_md="See [here](jobs.md).\n")
    assert found(linked | there) == []
    assert [rule for rule, _ in found(other | there)] == ["document-structure/paths-too-few"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MYSQL_ALLOW_EMPTY_PASSWORD", []),
        ("MYSQL_RANDOM_ROOT_PASSWORD", []),
        ("MYSQL_ROOT_PASSWORD", ["configuration/secret-undeclared"]),
    ],
)
def test_how_a_secret_is_dealt_with_is_none(name: str, expected: list[str]) -> None:
    """A switch about passwords reads no password."""
    texts = tree(
        contracts__a_yaml="""\
            kind: configuration
            id: jobs.settings
            owner: jobs
            secrets: [JOBS_KEY]
            read_by: [compose.yaml]
        """,
        compose_yaml=f"services:\n  db:\n    environment:\n      {name}: yes\n",
    )
    assert [rule for rule, _ in found(texts)] == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Final states:\n\n- `completed`\n- `discarded`", "enumeration-differs"),
        ("Valid values: `wrr` (default), `p2c`.", "enumeration-differs"),
        ("Valid values: `wrr` (default), `p3c`, `hrw`.", "enumeration-differs"),
        ("The concepts are Restarts, Replication and Memory.", "enumeration-differs"),
        ("The methods (`PUT`, `POST`) are read.", "enumeration-differs"),
        (
            "## Final states\n\nThe final states (`completed` and `discarded`) stay.",
            "enumeration-differs",
        ),
        ("Jobs run one at a time.", "over-claim"),
        ("Ask Containous about it.", "avoided-word"),
        ("Obviously, it waits.", "avoided-word"),
        ("Addresses are whitelisted.", "avoided-word"),
    ],
)
def test_drift_beside_it_is_found(text: str, rule: str) -> None:
    """What is left out, renamed, claimed or avoided is found in the same shapes."""
    line = next((one for one in text.splitlines() if one.startswith(("-", "The final"))), text)
    assert found(_tree(text)) == [(f"boundaries/{rule}", f"docs/jobs.md: {line}")]


PACKAGES = """\
kind: vocabulary
id: jobs.packages
owner: jobs
of: identifier
members: ["@jobs/config-conventional", "@jobs/load"]
"""


@pytest.mark.parametrize(
    "text",
    [
        "Add `@jobs/config-convetional`.",
        "- [@jobs/config-convetional](x.md)",
        "@jobs/config-convetional is here.",
    ],
)
def test_a_scoped_package_can_be_misspelt(text: str) -> None:
    """The name of a package with its scope is one name."""
    texts = tree(contracts__a_yaml=PACKAGES, docs__a_md=f"{text}\n")
    assert found(texts) == [("vocabulary/misspelt-name", f"docs/a.md: {text}")]


@pytest.mark.parametrize(
    "text",
    [
        "Add `@jobs/load`, not `@jobs/loader`.",
        "Write to me@jobs/config-convetional.",
        "See `@jobs/config-angular`.",
    ],
)
def test_other_packages_are_other_names(text: str) -> None:
    """What is no near miss of a package is left alone."""
    assert found(tree(contracts__a_yaml=PACKAGES, docs__a_md=f"{text}\n")) == []


def test_the_package_of_a_product_is_written_small() -> None:
    """Code imports a product by the name of its package."""
    contract = """\
        kind: vocabulary
        id: jobs.products
        owner: jobs
        of: phrase
        members: [FastQueue, OpenQueue]
    """
    document = "```python\nfrom fastqueue import FastQueue\n```\n"
    assert found(tree(contracts__a_yaml=contract, docs__a_md=document)) == []
    texts = tree(contracts__a_yaml=contract, docs__a_md="FastQueue, not FastQeue.\n")
    assert [rule for rule, _ in found(texts)] == ["vocabulary/misspelt-name"]


@pytest.mark.parametrize("default", ['"10s"', "10s", '""'])
def test_a_quoted_default_quotes_no_row(default: str) -> None:
    """A row whose default stands in quotes names its setting."""
    contract = """\
        kind: configuration
        id: jobs.options
        owner: jobs
        needs: [jobs.timeout]
        documented_in: docs/a.md
    """
    table = "| Option | Default |\n| --- | --- |\n"
    named = tree(contracts__a_yaml=contract, docs__a_md=f"{table}| `jobs.timeout` | {default} |\n")
    other = tree(contracts__a_yaml=contract, docs__a_md=f"{table}| `jobs.time` | {default} |\n")
    assert found(named) == []
    assert [rule for rule, _ in found(other)] == ["configuration/setting-undocumented"]


SIGNS = """\
kind: boundaries
id: jobs.promises
owner: jobs
home: docs/jobs.md
says: {api: "the API validates, queues and records", size: work (of any size) waits in a queue}
"""


@pytest.mark.parametrize(
    ("api", "size", "rules"),
    [
        ("In short, {api}, and a worker does the rest.", "As always, {size}.", []),
        ("{api}; a worker does the rest.", "{size}.", []),
        ("In short, {api} only on Mondays.", "{size}.", ["statement-changed"]),
        ("In short, the API validates, queues and deletes.", "{size}.", ["statement-reworded"]),
    ],
)
def test_a_statement_with_signs_inside_a_longer_sentence(
    api: str, size: str, rules: list[str]
) -> None:
    """A comma or bracket inside of what must be said does not hide it in a sentence that goes on."""
    said = {
        "api": "the API validates, queues and records",
        "size": "work (of any size) waits in a queue",
    }
    text = f"# Jobs\n\n{api.format(**said)}\n\n{size.format(**said)}\n"
    texts = {"contracts/jobs.yaml": SIGNS, "docs/jobs.md": text}
    assert [rule.partition("/")[2] for rule, _ in found(texts)] == rules
