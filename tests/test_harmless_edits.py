"""Edits that change nothing a reader sees leave every clean tree clean."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractcheck.adapters.http import HttpClient
from contractcheck.engine.documents import Tree
from contractcheck.engine.run import run
from contractcheck.model.verdict import Outcome
from contractcheck.ports import Overlay
from contractcheck.wiring.project import Project, choose, open_project
from contractcheck.wiring.registries import REGISTRIES, make_collector
from tests.reformatting import EDITS, Edit, carriage_returns

ROOT = Path(__file__).parent.parent
EXAMPLES = 1000


@cache
def project() -> Project:
    """Return the shipped contracts with their documents."""
    return open_project(ROOT, None)


@cache
def tree() -> Tree:
    """Return the documents of the repository; edits add and remove none."""
    return project().tree


@cache
def documents() -> tuple[str, ...]:
    """Return the documents the shipped contracts are judged against."""
    return tuple(path for path in tree().documents if path.startswith("fixtures/"))


def drift(changed: dict[str, bytes], contract: str = "*") -> list[str]:
    """Return what a check of the tree with changed documents finds."""
    shipped = project()
    contracts = choose(shipped, [contract])
    edited = Project(Overlay(shipped.files, changed), shipped.configuration, contracts)
    result = run(contracts, tree(), make_collector(edited, HttpClient(), ()), REGISTRIES)
    failed = [f"{v.clause}: {v.reason}" for v in result.verdicts if v.outcome is Outcome.FAILED]
    return [f"{f.place} {f.rule}: {f.message}" for f in result.findings] + failed


def test_the_clean_trees_are_clean() -> None:
    """Unchanged documents make no finding, and there are documents."""
    assert drift({}) == []
    assert len(documents()) >= 2


@pytest.mark.parametrize("edit", [*EDITS, carriage_returns], ids=lambda edit: edit.__name__)
def test_every_edit_changes_some_document(edit: Edit) -> None:
    """No edit of the list has become one that does nothing."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in documents()]
    assert any(edit(text, Random(seed)) != text for text in texts for seed in range(5))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_harmless_edits_make_no_finding(data: st.DataObject) -> None:
    """Whatever harmless edits are made to a document, nothing is found."""
    path = data.draw(st.sampled_from(documents()))
    edits = data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4, unique=True))
    random = Random(data.draw(st.integers(0, 2**32)))
    text = (ROOT / path).read_text(encoding="utf-8")
    for edit in edits:
        text = edit(text, random)
    if data.draw(st.booleans()):
        text = carriage_returns(text, random)
    assert drift({path: text.encode()}) == [], text
