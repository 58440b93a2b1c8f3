"""What `list` and `inputs` print."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractcheck.cli import main
from tests.packaging.trees import write_tree

ONE_CLAUSE = """\
kind: api-surface
id: tool.api
owner: maintainers
api: tool
documents: README.md
"""
APIS = "apis: {tool: {url: 'http://127.0.0.1:9'}}\n"


def test_list_counts_one_clause_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The noun follows the number."""
    tree = write_tree(tmp_path / "tree")
    (tree / "contracts" / "api.yaml").write_text(ONE_CLAUSE, encoding="utf-8")
    with (tree / "contractcheck.yaml").open("a", encoding="utf-8") as file:
        file.write(APIS)
    assert main.run(["list", "--root", str(tree)]) == 0
    shown = capsys.readouterr().out
    assert "owner maintainers, 1 clause  contracts/api.yaml" in shown
    assert "owner maintainers, 7 clauses  contracts/support.yaml" in shown


def test_inputs_prints_one_line_for_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line end in a file's name is spelled out."""
    tree = write_tree(tmp_path / "tree")
    (tree / "two\nlines.md").write_text("# Two\n", encoding="utf-8")
    assert main.run(["inputs", "--root", str(tree)]) == 0
    assert "two\\x0alines.md" in capsys.readouterr().out.splitlines()


def test_what_is_evidence_is_an_input_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A contract that a gate rests on, its documents and attestations belong to the inputs; `explain` says so."""
    tree = write_tree(tmp_path / "tree")
    gates = "kind: readiness-gates\nid: go\nowner: o\ngates:\n  one:\n    evidence: [{}, {}]\n"
    evidence = "contract widgets.support", "confirmed by operator"
    support = next((tree / "contracts").glob("support.yaml")).read_text(encoding="utf-8")
    id_ = next(line for line in support.splitlines() if line.startswith("id:")).split()[1]
    text = gates.format(evidence[0].replace("widgets.support", id_), evidence[1])
    (tree / "contracts" / "gates.yaml").write_text(text, encoding="utf-8")
    (tree / "attestations.yaml").write_text(
        "- {for: go/one, by: operator, on: 2026-06-01, reference: looked}\n", encoding="utf-8"
    )
    assert main.run(["inputs", "--root", str(tree), "--contract", "go"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert {"contracts/gates.yaml", "contracts/support.yaml", "attestations.yaml"} <= {*shown}
    assert main.run(["explain", "--root", str(tree), "go/one/evidence/1"]) == 0
    assert "evidence for: go/one" in capsys.readouterr().out
    assert main.run(["list", "--root", str(tree), "--contract", "go"]) == 0
    assert "evidence: the contract" in capsys.readouterr().out
