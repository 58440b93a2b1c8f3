"""Edits that change nothing a reader sees leave every clean tree clean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractcheck.adapters.http import HttpClient
from contractcheck.engine.documents import Tree
from contractcheck.engine.run import run
from contractcheck.model.contract import Contract
from contractcheck.model.verdict import Outcome
from contractcheck.ports import Files, Overlay
from contractcheck.wiring.project import Project, open_project
from contractcheck.wiring.registries import REGISTRIES, make_collector
from tests.reformatting import EDITS, Edit, carriage_returns

ROOT = Path(__file__).parent.parent
EXAMPLES = 1000
SHARES = 8
"""Parts of the documents, so that several processes can edit at once."""


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


@dataclass(frozen=True)
class ReadFiles:
    """``ports.Files`` that remember what was read."""

    files: Files
    were_read: set[str] = field(default_factory=set)

    def paths(self) -> Sequence[str]:
        """Return the paths."""
        return self.files.paths()

    def read(self, path: str) -> bytes:
        """Return a file's bytes, and remember it."""
        self.were_read.add(path)
        return self.files.read(path)

    def exists(self, path: str) -> bool:
        """Say whether the path is there."""
        return self.files.exists(path)


def drift(contracts: Sequence[Contract], files: Files) -> list[str]:
    """Return what a check of contracts against files finds."""
    edited = replace(project(), files=files, contracts=tuple(contracts))
    result = run(contracts, tree(), make_collector(edited, HttpClient(), ()), REGISTRIES)
    failed = [f"{v.clause}: {v.reason}" for v in result.promised if v.outcome is Outcome.FAILED]
    return [f"{f.place} {f.rule}: {f.message}" for f in result.findings] + failed


@cache
def readers() -> dict[str, tuple[Contract, ...]]:
    """Return by document the contracts whose check reads it: what is not read changes nothing."""
    found: dict[str, tuple[Contract, ...]] = {}
    for contract in project().contracts:
        files = ReadFiles(project().files)
        assert drift([contract], files) == []
        for path in files.were_read:
            found[path] = (*found.get(path, ()), contract)
    return found


def test_the_clean_trees_are_clean() -> None:
    """Unchanged documents make no finding, and there are documents."""
    assert drift(project().contracts, project().files) == []
    assert len(documents()) >= 2


def test_every_document_is_read_for_some_contract() -> None:
    """No fixture document lies about that no contract looks at."""
    assert [path for path in documents() if path not in readers()] == []


@pytest.mark.parametrize("edit", [*EDITS, carriage_returns], ids=lambda edit: edit.__name__)
def test_every_edit_changes_some_document(edit: Edit) -> None:
    """No edit of the list has become one that does nothing."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in documents()]
    assert any(edit(text, Random(seed)) != text for text in texts for seed in range(5))


@pytest.mark.parametrize("share", range(SHARES))
@settings(max_examples=EXAMPLES // SHARES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_harmless_edits_make_no_finding(share: int, data: st.DataObject) -> None:
    """Whatever harmless edits are made to a document, nothing is found."""
    path = data.draw(st.sampled_from(documents()[share::SHARES]))
    edits = data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4, unique=True))
    random = Random(data.draw(st.integers(0, 2**32)))
    text = (ROOT / path).read_text(encoding="utf-8")
    for edit in edits:
        text = edit(text, random)
    if data.draw(st.booleans()):
        text = carriage_returns(text, random)
    edited = Overlay(project().files, {path: text.encode()})
    assert drift(readers()[path], edited) == [], text
