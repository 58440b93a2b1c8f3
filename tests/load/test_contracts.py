"""All contracts load, or all that is wrong with them is said at once."""

from __future__ import annotations

import pytest

from contractcheck.load.contracts import load_contracts
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.problem import InputError

from .conftest import Tree

KINDS = frozenset({"demo", "vocabulary"})
KINDS_HELP = "    kinds: demo, vocabulary"
ID_HELP = "    lower-case letters and digits, joined by `.`, `_` or `-`: `powertools.support`"


def said(
    tree: Tree, validator: SchemaValidator, files: dict[str, str | bytes], owner: str = ""
) -> str:
    """Return what loading the files says."""
    with pytest.raises(InputError) as caught:
        load_contracts(tree(files), sorted(files), validator, KINDS, default_owner=owner)
    return str(caught.value)


def test_contracts_are_loaded_in_the_order_of_their_ids(
    tree: Tree, validator: SchemaValidator
) -> None:
    """YAML and JSON load alike; an owner may come from the configuration."""
    files: dict[str, str | bytes] = {
        "a.yaml": "kind: demo\nid: z.last\nowner: ops\nformerly: old\n",
        "b.json": '{"kind": "demo", "id": "a.first", "formerly": ["x", 7]}',
        "c.yml": "\ufeffkind: demo\r\nid: 42\r\n",
    }
    loaded = load_contracts(tree(files), [*files, "a.yaml"], validator, KINDS, default_owner="team")
    assert [(one.id, one.owner, one.formerly) for one in loaded] == [
        ("42", "team", ()),
        ("a.first", "team", ("x", "7")),
        ("z.last", "ops", ("old",)),
    ]
    assert [str(one.at) for one in loaded] == ["c.yml:2:5", "b.json:1:24", "a.yaml:2:5"]


def test_problems_of_all_files_are_gathered(tree: Tree, validator: SchemaValidator) -> None:
    """Unreadable files, unknown kinds and mistakes come together, in order."""
    files: dict[str, str | bytes] = {
        "a.yaml": "kind: demmo\nid: x\n",
        "b.yaml": "kind: demo\nid: y\nlevel: 0\n",
        "c.yaml": "kind: [\n",
        "d.yaml": b"\xff",
        "e.yaml": "- a\n",
        "f.txt": "x",
        "g.yaml": "",
    }
    assert said(tree, validator, files, "ops").splitlines() == [
        "a.yaml:1:7: unknown kind `demmo`; did you mean `demo`?",
        KINDS_HELP,
        "b.yaml:3:8: this must be at least 1",
        "c.yaml:2:1: the file ends where a value is expected",
        "d.yaml:1:1: byte 0xFF is not UTF-8",
        "    save the file as UTF-8",
        "e.yaml:1:1: a contract is a mapping of keys to values",
        "    begin with `kind:` and `id:`; kinds: demo, vocabulary",
        "f.txt:1:1: this is neither YAML nor JSON by its name",
        "    let it end with .yaml, .yml or .json",
        "g.yaml:1:1: a contract is a mapping of keys to values",
        "    begin with `kind:` and `id:`; kinds: demo, vocabulary",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("id: x\n", ["a.yaml:1:1: the key `kind` is missing", KINDS_HELP]),
        ("kind:\nid: x\n", ["a.yaml:1:6: the key `kind` is missing", KINDS_HELP]),
        ("kind: [demo]\nid: x\n", ["a.yaml:1:7: unknown kind", KINDS_HELP]),
        (
            "kind: other\nid: A B\n",
            [
                "a.yaml:1:7: unknown kind `other`",
                KINDS_HELP,
                "a.yaml:2:5: this cannot be the id of a contract",
                ID_HELP,
            ],
        ),
        ("kind: demo\nid: x\nowner: []\n", [
            "a.yaml:3:8: expected text, found a list",
            "    Who answers for this contract; may come from the configuration.",
        ]),
    ],
)  # fmt: skip
def test_common_keys(
    tree: Tree, validator: SchemaValidator, source: str, expected: list[str]
) -> None:
    """What every contract has is checked once, even where its kind is not known."""
    assert said(tree, validator, {"a.yaml": source}, "ops").splitlines() == expected


@pytest.mark.parametrize("id_", ["A", "a b", "-a", "a-", "a..b", "a/b", "é", "''", "a\\n"])
def test_ids_that_are_none(tree: Tree, validator: SchemaValidator, id_: str) -> None:
    """An id is small letters and digits with single joiners; the mistake is said once."""
    source = f'kind: demo\nid: "{id_}"\n'.replace("\"''\"", "''")
    problems = said(tree, validator, {"a.yaml": source}, "ops").splitlines()
    assert problems[0].startswith("a.yaml:2:5: ")
    assert len(problems) == 2


def test_an_owner_must_come_from_somewhere(tree: Tree, validator: SchemaValidator) -> None:
    """Without a default every contract names its owner."""
    assert said(tree, validator, {"a.yaml": "kind: demo\nid: x\n"}).splitlines() == [
        "a.yaml:1:1: the key `owner` is missing",
        "    say who answers for this contract, here or once for all in contractcheck.yaml",
    ]


def test_an_id_that_is_taken(tree: Tree, validator: SchemaValidator) -> None:
    """Both places of a duplicate id are named."""
    files: dict[str, str | bytes] = {
        "a.yaml": "kind: demo\nid: x\n",
        "b.json": '{"kind": "demo",\n "id": "x"}',
    }
    assert said(tree, validator, files, "ops").splitlines() == [
        "b.json:2:8: the id `x` is taken by a.yaml:2:5",
        "    give one of the two contracts another id",
    ]


def test_a_contract_outside_the_tree(tree: Tree, validator: SchemaValidator) -> None:
    """A path that leaves the tree is a problem like any other."""
    with pytest.raises(InputError, match=r"\.\./a\.yaml:1:1: the path has a `\.\.`"):
        load_contracts(tree({}), ["../a.yaml"], validator, KINDS)
