"""The verbs see the contracts that templates make, and the files they are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractcheck.cli.main import run
from tests.load.test_templates import TREE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a tree with a template and an instance of it."""
    for name, text in TREE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def said(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Return the lines that a verb prints on the tree."""
    verb, *rest = arguments
    assert run([verb, "--root", str(root), *rest]) == 0
    return capsys.readouterr().out.splitlines()


def test_list_and_explain_know_the_contract(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The id is that of the contract that comes out; its place is the instance."""
    (first, *_) = said(root, capsys, "list", "--contract", "tool.*")
    assert first.startswith("tool.words  vocabulary, owner maintainers")
    assert first.endswith("contracts/tool.yaml:1:6")
    lines = said(root, capsys, "explain", "tool.words/views/README.md#Words")
    assert lines[0].endswith("contracts/tool.yaml:3:9")
    assert "its template: contracts/words.yaml:10:11" in lines


def test_inputs_are_instance_and_template(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A change of the template changes the contract, so it is an input."""
    assert said(root, capsys, "inputs") == [
        "README.md",
        "contracts/tool.yaml",
        "contracts/words.yaml",
    ]


def test_a_secret_in_a_template_is_found(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Templates are contract files, and no file of a run may hold a secret."""
    path = root / "contracts" / "words.yaml"
    secret = "ghp_" + "a1B2" * 9
    path.write_text(path.read_text(encoding="utf-8") + f"  title: {secret}\n", encoding="utf-8")
    assert run(["check", "--root", str(root)]) == 1
    out = capsys.readouterr().out
    assert "contracts/words.yaml:12:" in out
    assert secret not in out


def test_a_secret_that_a_template_wrote_is_in_no_problem(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A problem at the instance quotes nothing that is secret in the template."""
    path = root / "contracts" / "words.yaml"
    secret = "ghp_" + "a1B2" * 9
    text = path.read_text(encoding="utf-8").replace("kind: vocabulary", f"kind: {secret}")
    path.write_text(text, encoding="utf-8")
    assert run(["check", "--root", str(root)]) == 2
    said = capsys.readouterr()
    assert "unknown kind" in said.err
    assert secret not in said.err + said.out
