"""A template is a contract with parameters; its instances give the values, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import permutations

import pytest

from contractcheck.load.contracts import load_contracts
from contractcheck.load.templates import expand_all
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.contract import Contract
from contractcheck.model.problem import InputError
from contractcheck.readers.yaml_data import read_yaml
from tests.trees import TextFiles, found, judge, tree

TEMPLATE = """
template: hub-words
parameters:
  slug: {pattern: "[a-z]+-hub", says: the slug of the hub}
  words: {of: list, pattern: "[a-z-]+"}
  noun: {pattern: "[a-z ]+", default: event type}
contract:
  kind: demo
  id: "{slug}.words"
  title: "The {noun} of {slug}, {{{slug}}}"
  owner: maintainers
  buckets: {live: "{words}"}
"""
USE = """
use: hub-words
with:
  slug: syn-hub
  words: [one-thing, two-thing]
"""
KINDS = frozenset({"demo"})


def load(texts: Mapping[str, str], validator: SchemaValidator) -> tuple[Contract, ...]:
    """Return the contracts of a tree of texts."""
    return load_contracts(TextFiles(texts), sorted(texts), validator, KINDS)


def said(texts: Mapping[str, str], validator: SchemaValidator) -> list[str]:
    """Return what loading the texts says, a line each."""
    with pytest.raises(InputError) as caught:
        load(texts, validator)
    return [line.strip() for line in str(caught.value).splitlines()]


def with_change(old: str, new: str, *, template: bool = False) -> dict[str, str]:
    """Return template and instance, one place of either changed."""
    changed = TEMPLATE if template else USE
    assert changed.count(old) == 1, old
    changed = changed.replace(old, new)
    return {"t.yaml": changed if template else TEMPLATE, "u.yaml": USE if template else changed}


def test_an_instance_is_the_contract_somebody_would_have_written(
    validator: SchemaValidator,
) -> None:
    """Values stand where the parameters stood; a list is taken whole; doubled braces are braces."""
    (contract,) = load({"t.yaml": TEMPLATE, "u.yaml": USE}, validator)
    assert contract.id == "syn-hub.words"
    assert contract.data.value == {
        "kind": "demo",
        "id": "syn-hub.words",
        "title": "The event type of syn-hub, {syn-hub}",
        "owner": "maintainers",
        "buckets": {"live": ["one-thing", "two-thing"]},
    }
    assert contract.files == ("u.yaml", "t.yaml")


def test_a_place_is_the_instance_s_and_the_template_s_is_beside_it(
    validator: SchemaValidator,
) -> None:
    """A given value stands in the instance alone; what a template wrote stands where it is used."""
    (contract,) = load({"t.yaml": TEMPLATE, "u.yaml": USE}, validator)

    def place(pointer: str) -> tuple[str, ...]:
        at = contract.data.locate(pointer)
        return str(at), *map(str, at.written)

    assert place("/buckets/live/1") == ("u.yaml:5:22",)
    assert place("/id") == ("u.yaml:4:9", "t.yaml:9:7")
    assert place("/kind") == ("u.yaml:2:6", "t.yaml:8:9")
    key = contract.data.locate_key("/buckets/live")
    assert (str(key), *map(str, key.written)) == ("u.yaml:5:3", "t.yaml:12:13")


def test_json_and_yaml_give_the_same_contracts(validator: SchemaValidator) -> None:
    """Template and instance may both be JSON."""
    template = json.dumps(read_yaml("t.yaml", TEMPLATE.encode()).value, indent=1)
    use = json.dumps(read_yaml("u.yaml", USE.encode()).value)
    (one,) = load({"t.yaml": TEMPLATE, "u.yaml": USE}, validator)
    (other,) = load({"t.json": template, "u.json": use}, validator)
    assert one.data.value == other.data.value


def test_one_instance_may_make_several_contracts(validator: SchemaValidator) -> None:
    """A template with `contracts` makes each of them."""
    template = """
    template: pair
    parameters: {name: {pattern: "[a-z]+"}}
    contracts:
      - {kind: demo, id: "{name}.first", owner: "{name}"}
      - {kind: demo, id: "{name}.second", owner: "{name}"}
    """
    use = "{use: pair, with: {name: port}}"
    loaded = load({"t.yaml": template, "a.yaml": use}, validator)
    assert [one.id for one in loaded] == ["port.first", "port.second"]
    twice = said({"t.yaml": template, "a.yaml": use, "b.yaml": use}, validator)
    assert twice[0] == "b.yaml:1:26: the id `port.first` is taken by a.yaml:1:26"
    assert "a template wrote it: t.yaml:5:26" in twice


IN_TEMPLATE, IN_USE = "t.yaml", "u.yaml"
MISTAKES = [
    ("u.yaml:2:6: no template is called `hub-wrods`; did you", IN_USE, "use: hub-words", "use: hub-wrods"),
    ("u.yaml:3:1: the value of `slug` is missing", IN_USE, "  slug: syn-hub\n", ""),
    ("u.yaml:4:3: `hub-words` has no parameter `slgu`; did you mean `slug`?", IN_USE, "  slug:", "  slgu:"),
    ("u.yaml:4:9: `Syn` is no `slug`", IN_USE, "slug: syn-hub", "slug: Syn"),
    ("u.yaml:4:9: `a-hub-b` is no `slug`", IN_USE, "slug: syn-hub", "slug: a-hub-b"),
    ("u.yaml:4:9: `slug` is a text", IN_USE, "slug: syn-hub", "slug: [syn-hub]"),
    ("u.yaml:4:8: `slug` is a text", IN_USE, "slug: syn-hub", "slug:"),
    ("u.yaml:4:9: `slug` is a text", IN_USE, "slug: syn-hub", "slug: true"),
    ("u.yaml:5:10: `2` is no `words`", IN_USE, "two-thing]", "2]"),
    ("u.yaml:5:10: `words` is a list", IN_USE, "[one-thing, two-thing]", "one-thing"),
    ("u.yaml:2:1: the key `kind` is missing", IN_USE, "use:", "uses:"),
    ("u.yaml:3:1: unknown key `wiht`; did you mean `with`?", IN_USE, "with:", "wiht:"),
    ("u.yaml:2:1: unknown key `use`", IN_USE, "use: hub-words", "use: hub-words\ntemplate: again"),
    ("t.yaml:9:7: unknown parameter `slgu`; did you mean `slug`?", IN_TEMPLATE, "{slug}.words", "{slgu}.words"),
    ("t.yaml:9:7: the `{` belongs to no parameter", IN_TEMPLATE, "{slug}.words", "{slug.words"),
    ("t.yaml:9:7: the `}` belongs to no parameter", IN_TEMPLATE, "{slug}.words", "slug}.words"),
    ("t.yaml:12:19: `words` is a list, and cannot stand within", IN_TEMPLATE, '"{words}"', '"all {words}"'),
    ("t.yaml:12:19: `{words}` without quotes is a mapping", IN_TEMPLATE, '"{words}"', "{words}"),
    ("t.yaml:12:13: the key `{noun}` holds a parameter", IN_TEMPLATE, "live:", '"{noun}":'),
    ("t.yaml:6:39: `Type` is no `noun`", IN_TEMPLATE, "default: event type", "default: Type"),
    ("t.yaml:6:19: `(?=a)` is no pattern", IN_TEMPLATE, '"[a-z ]+"', '"(?=a)"'),
    ("t.yaml:6:19: `a)(b` is no pattern", IN_TEMPLATE, '"[a-z ]+"', '"a)(b"'),
    ("t.yaml:6:3: nothing in this template uses", IN_TEMPLATE, "  noun:", "  name: {pattern: x}\n  noun:"),
    ("t.yaml:8:3: a template", IN_TEMPLATE, "  kind: demo", "  use: hub-words"),
    ("t.yaml:8:3: expected a list, found a map", IN_TEMPLATE, "contract:", "contracts:"),
    ("t.yaml:7:1: unknown key `contrat`; did you mean `contract`?", IN_TEMPLATE, "contract:", "contrat:"),
    ("t.yaml:2:11: ", IN_TEMPLATE, "template: hub-words", "template: Hub Words"),
    ("t.yaml:4:3: `slug` is a text without `pattern`", IN_TEMPLATE, '{pattern: "[a-z]+-hub", says', "{says"),
    ("u.yaml:2:6: unknown kind `demmo`; did you mean `demo`?", IN_TEMPLATE, "kind: demo", "kind: demmo"),
    ("u.yaml:2:6: the key `owner` is missing", IN_TEMPLATE, "  owner: maintainers\n", ""),
    ("u.yaml:2:6: this must be at most 5", IN_TEMPLATE, "  owner: maintainers\n", "  level: 9\n"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "template", "old", "new"), MISTAKES)
def test_a_mistake_is_told_where_it_is(
    message: str, template: str, old: str, new: str, validator: SchemaValidator
) -> None:
    """Each mistake has its place, and the nearest right name where there is one."""
    lines = said(with_change(old, new, template=template == IN_TEMPLATE), validator)
    assert any(line.startswith(message) for line in lines), lines


def test_what_the_template_wrote_wrong_is_told_at_the_instance(validator: SchemaValidator) -> None:
    """A problem of the expanded contract names the instance, and the template below."""
    texts = with_change(
        "  owner: maintainers\n", "  owner: maintainers\n  level: 9\n", template=True
    )
    assert said(texts, validator) == [
        "u.yaml:2:6: this must be at most 5",
        "a template wrote it: t.yaml:12:10",
    ]


def test_a_template_declared_twice_is_refused(validator: SchemaValidator) -> None:
    """The second one points at the first."""
    lines = said({"a.yaml": TEMPLATE, "b.yaml": TEMPLATE, "u.yaml": USE}, validator)
    assert lines[0] == "b.yaml:2:11: the template `hub-words` is declared by a.yaml:2:11"


def test_a_template_with_a_mistake_is_told_once_however_often_it_is_used(
    validator: SchemaValidator,
) -> None:
    """Instances of a broken template say nothing of their own."""
    texts = with_change("{slug}.words", "{slgu}.words", template=True)
    lines = said({**texts, "v.yaml": USE, "w.yaml": USE}, validator)
    assert [line for line in lines if line.startswith(("t.", "u.", "v.", "w."))] == [
        "t.yaml:9:7: unknown parameter `slgu`; did you mean `slug`?"
    ]


def test_what_has_a_kind_is_a_contract(validator: SchemaValidator) -> None:
    """`use` beside `kind` is an unknown key of the contract."""
    lines = said({"u.yaml": "kind: demo\nid: a.b\nowner: me\nuse: hub-words\n"}, validator)
    assert lines[0].startswith("u.yaml:4:1: unknown key `use`")


def test_values_cannot_make_more_than_a_file_may_hold(validator: SchemaValidator) -> None:
    """A list that is taken often, or a text that is, ends in a problem and not in memory."""
    often = ", ".join(['"{w}"'] * 600)
    template = f"""
    template: bomb
    parameters: {{w: {{of: list}}}}
    contract: {{kind: demo, id: a.b, owner: me, views: [{often}]}}
    """
    use = "use: bomb\nwith: {w: [" + "x, " * 999 + "x]}\n"
    lines = said({"t.yaml": template, "u.yaml": use}, validator)
    assert (
        lines[0]
        == "u.yaml:1:6: with these values the contract has more keys and values than 500,000"
    )
    text = template.replace("of: list", 'pattern: "x+"')
    use = f"use: bomb\nwith: {{w: {'x' * 10_000}}}\n"
    lines = said({"t.yaml": text, "u.yaml": use}, validator)
    assert (
        lines[0] == "u.yaml:1:6: with these values the contract has more characters than 5,000,000"
    )


TREE = tree(
    contracts__words_yaml="""
    template: words
    parameters:
      page: {pattern: "[A-Za-z/]+[.]md"}
      words: {of: list}
    contract:
      kind: vocabulary
      id: tool.words
      owner: maintainers
      members: "{words}"
      views: ["{page}#Words"]
      counts: [{at: "{page}", phrase: "{{count}} words"}]
    """,
    contracts__tool_yaml="""
    use: words
    with:
      page: README.md
      words: [job-run-started, job-run-ended]
    """,
    README_md="""
    # Tool

    It has 2 words.

    ## Words

    - `job-run-started`
    - `job-run-ended`
    """,
)


def test_a_contract_by_values_alone_judges_documents() -> None:
    """What a template wrote is judged like any contract; counts keep their doubled braces."""
    assert found(TREE) == []
    drifted = {**TREE, "README.md": TREE["README.md"].replace("- `job-run-ended`\n", "")}
    assert found(drifted) == [("vocabulary/member-missing", "README.md: ## Words")]
    (finding,) = judge(drifted).findings
    assert [(str(one.at), one.note.partition(":")[0]) for one in finding.related] == [
        ("contracts/tool.yaml:3:9", "the contract"),
        ("contracts/words.yaml:10:11", "its template"),
    ]


def test_the_order_of_files_and_values_makes_no_difference(validator: SchemaValidator) -> None:
    """Names and places decide, not what is read first."""
    texts = {"t.yaml": TEMPLATE, "u.yaml": USE, "v.yaml": USE.replace("syn", "ctl")}
    loaded = [read_yaml(name, text.encode()) for name, text in texts.items()]
    seen = {
        json.dumps(sorted(json.dumps(one.value, sort_keys=True) for one in expanded.contracts))
        for order in permutations(loaded)
        if not (expanded := expand_all(order, validator)).problems
    }
    assert len(seen) == 1
