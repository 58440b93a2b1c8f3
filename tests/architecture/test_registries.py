"""What is registered is complete: every kind with all its parts, every rule with all its texts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from contractcheck.engine.compile import rules_of
from contractcheck.model.finding import Rule
from contractcheck.model.kind import Kind
from contractcheck.model.needs import RemoteNeed, WritingNeed
from contractcheck.wiring.kinds import BUILT_IN, KINDS
from contractcheck.wiring.late import Late, load
from contractcheck.wiring.registries import REGISTRIES, SOURCES

ROOT = Path(__file__).parent.parent.parent
RULES = sorted(rules_of(KINDS).values(), key=lambda rule: rule.id)
FEWEST_RULES = 261


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_has_all_its_texts(rule: Rule) -> None:
    """A rule is named for what is wrong, and says what, why, how to fix it, with an example."""
    kind, _, what = rule.id.partition("/")
    assert kind in KINDS
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", what)
    for text in (rule.summary, rule.why, rule.fix):
        assert text.endswith(".")
    assert rule.example


def test_rules_are_not_lost() -> None:
    """The list of rules does not shrink unseen."""
    assert len(RULES) >= FEWEST_RULES


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_all_its_parts(kind: str) -> None:
    """A kind has a schema that names it, and at least one shipped contract."""
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_bytes())
    assert schema["properties"]["kind"]["const"] == kind
    assert schema["$id"].endswith(f"/{kind}.schema.json")
    shipped = [path.read_text(encoding="utf-8") for path in (ROOT / "contracts").rglob("*.*")]
    assert any(re.search(rf"^\W*kind\W+{kind}\b", text, re.MULTILINE) for text in shipped)


def test_every_rule_of_the_relations_is_declared() -> None:
    """What a relation calls a fault is a rule of some kind."""
    declared = {rule.id.partition("/")[2] for rule in RULES}
    named = set[str]()
    for path in (ROOT / "src" / "contractcheck" / "relations").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'drift\(\s*[\w.]+,\s*"([a-z-]+)"', text))
        named |= set(re.findall(r'_Difference\(\s*"([a-z-]+)"', text))
    assert len(named) >= 15
    assert named <= declared


def test_every_need_has_one_answer() -> None:
    """A need is answered by a selector or by a source, never by both."""
    assert not REGISTRIES.selectors.keys() & SOURCES.keys()
    assert len(REGISTRIES.selectors) + len(SOURCES) >= 10


def test_every_name_of_the_tables_is_a_function() -> None:
    """What a run imports only when it needs it is there."""
    selectors = REGISTRIES.selectors.values()
    named = [*REGISTRIES.relations.values(), *SOURCES.values()]
    named += [one for each in selectors for one in (each.select, each.touches) if one]
    for one in named:
        assert isinstance(one, Late)
        assert callable(load(one))


def test_every_package_below_kinds_is_registered() -> None:
    """A built-in kind is known by the name of its package."""
    folders = (ROOT / "src" / "contractcheck" / "kinds").glob("*/__init__.py")
    assert sorted(path.parent.name.replace("_", "-") for path in folders) == sorted(BUILT_IN)
    for name in BUILT_IN:
        kind: Kind = KINDS[name]
        assert kind.RULES


def test_what_asks_the_network_says_so() -> None:
    """A source that observes an API answers a `RemoteNeed`, asked beside others, or a `WritingNeed`, asked alone."""
    asking = {"contractcheck.sources.observation", "contractcheck.sources.remote"}
    for need, source in SOURCES.items():
        assert isinstance(source, Late)
        path = ROOT / "src" / "contractcheck" / f"{source.module.replace('.', '/')}.py"
        imported = re.findall(r"^from ([\w.]+) import", path.read_text("utf-8"), re.MULTILINE)
        assert issubclass(need, RemoteNeed | WritingNeed) or not asking & set(imported), need
