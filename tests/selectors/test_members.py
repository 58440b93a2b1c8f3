"""What a place shows of a set, in the ways projects write it."""

from __future__ import annotations

import pytest

from tests.trees import found, tree

CONTRACT = """
    kind: vocabulary
    id: set
    owner: maintainers
    of: {of}
    members: [alpha, beta]
    spelling: false
    views: [{view}]
"""
LIST = "docs.md#S"
CLEAN = [
    (
        "negation in a description",
        "code spans",
        LIST,
        "- `alpha` - ready and won't run\n- `beta`: never YAML\n",
    ),
    ("past in a description", "code spans", LIST, "- `alpha` - jobs that were stopped\n- `beta`\n"),
    (
        "a sentence with the word",
        "code spans",
        "{at: docs.md#S, as: code spans}",
        "`alpha` and `beta`. The alpha version is not beta.\n",
    ),
    (
        "a shell fence first",
        "code spans",
        LIST,
        "```text\nfeat(blog): add\n```\n\n- `alpha`\n- `beta`\n",
    ),
    (
        "lists of subsections",
        "phrase",
        "{at: docs.md#S, as: list}",
        "- alpha\n- beta\n\n### More\n\n- why\n",
    ),
    (
        "a second fence",
        "identifier",
        "{at: docs.md#S, as: fence}",
        '```json\n["alpha", "beta"]\n```\n\n```sh\necho\n```\n',
    ),
    (
        "quoted in another language",
        "identifier",
        "{at: docs.md#S, as: fence}",
        "```js\n['alpha', 'beta'];\n```\n",
    ),
    ("headings below the title", "phrase", "{at: heads.md, as: headings}", ""),
    ("one heading deeper", "phrase", "{at: deeper.md, as: headings}", ""),
    (
        "a key in two rows",
        "code spans",
        "{at: docs.md#S, column: Name}",
        "| Name | Use |\n| --- | --- |\n| `alpha` | a |\n| `alpha` | b |\n| `beta` | c |\n",
    ),
    ("a value behind the name", "code spans", LIST, "- `alpha=1`\n- `beta <x>`\n"),
    ("struck item", "phrase", LIST, "- alpha\n- ~~gamma~~\n- beta\n"),
    (
        "heading with attributes",
        "phrase",
        "docs.md#Attributed",
        "- alpha\n- beta\n\n## Attributed {#att}\n\n- alpha\n- beta\n",
    ),
    (
        "markers",
        "identifier",
        "{at: docs.md, markers: set}",
        "<!-- set:start -->\n- alpha\n- beta\n<!-- set:end -->\n\n- gamma\n",
    ),
    ("front matter", "identifier", "{at: front.md, as: front matter, select: '$.names'}", ""),
    (
        "table header",
        "identifier",
        "{at: docs.md#S, as: table header}",
        "| alpha | beta |\n| --- | --- |\n| 1 | 2 |\n",
    ),
    ("a data file", "identifier", "{at: data.yaml, select: '$.names'}", ""),
    ("a data file as data", "identifier", "{at: data.json, as: data, select: '$[*]'}", ""),
    (
        "a sentence",
        "phrase",
        "{at: docs.md#S, as: sentence}",
        "The set is alpha and beta, no more.\n",
    ),
    (
        "a labelled list",
        "phrase",
        "{at: docs.md#S, as: labelled list}",
        "- alpha: one\n- **beta** \u2014 two\n",
    ),
    (
        "a YAML fence",
        "identifier",
        "{at: docs.md#S, as: fence, select: '$.names'}",
        "```yaml\nnames: [alpha, beta]\n```\n",
    ),
    (
        "heading with an emoji",
        "phrase",
        "docs.md#Marked",
        "## \U0001f6a7 Marked\n\n- alpha\n- beta\n",
    ),
]


def texts(of: str, view: str, body: str) -> dict[str, str]:
    """Return a tree with a document whose section S has this body."""
    files = tree(contracts__set_yaml=CONTRACT.format(of=of, view=view))
    files["docs.md"] = f"# Title\n\n## S\n\n{body}"
    files["heads.md"] = "# Title\n\n## alpha\n\n## beta\n"
    files["front.md"] = "---\nnames: [alpha, beta]\n---\n# Title\n"
    files["data.yaml"] = "names: [alpha, beta]\n"
    files["data.json"] = '["alpha", "beta"]\n'
    files["deeper.md"] = "# Title\n\n## alpha\n\n### beta\n"
    return files


@pytest.mark.parametrize(
    ("of", "view", "body"), [row[1:] for row in CLEAN], ids=[row[0] for row in CLEAN]
)
def test_views_that_show_the_set(of: str, view: str, body: str) -> None:
    """The members are found where a reader finds them, and nothing else is taken for one."""
    assert found(texts(of, view, body)) == []


DRIFT = [
    (
        "only in a description",
        "code spans",
        "{at: docs.md#S, as: code spans}",
        "`beta`, which is no alpha.\n",
        [("member-missing", "## S")],
    ),
    (
        "twice in a list",
        "phrase",
        LIST,
        "- alpha\n- beta\n- alpha\n",
        [("member-repeated", "- alpha")],
    ),
    (
        "another list",
        "phrase",
        LIST,
        "- one\n- alpha\n",
        [("member-missing", "## S"), ("unknown-member", "- one")],
    ),
    ("no JSON", "identifier", LIST, '```json\n["alpha", "beta"\n```\n', [("view-empty", "## S")]),
]


@pytest.mark.parametrize(
    ("of", "view", "body", "expected"), [row[1:] for row in DRIFT], ids=[row[0] for row in DRIFT]
)
def test_views_that_do_not(of: str, view: str, body: str, expected: list[tuple[str, str]]) -> None:
    """A view that differs says so at its line."""
    answers = found(texts(of, view, body))
    assert answers == [(f"vocabulary/{rule}", f"docs.md: {line}") for rule, line in expected]


def test_a_wrong_place_is_one_finding() -> None:
    """A view that leaves out most members is one finding, not one for each."""
    files = texts("phrase", "docs.md#S", "- alpha\n- other\n")
    files["contracts/set.yaml"] = files["contracts/set.yaml"].replace(
        "[alpha, beta]", "[alpha, beta, gamma, delta, epsilon, zeta]"
    )
    assert found(files) == [("vocabulary/view-differs", "docs.md: ## S")]
