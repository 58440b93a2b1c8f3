"""The board of gates, as text and as JSON, byte for byte."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from contractcheck.cli.gates_verb import command
from tests.trees import tree

GOLDENS = Path(__file__).parent / "boards"
TREE = tree(
    contractcheck_yaml="""
    owner: platform
    contracts: [contracts/*.yaml]
    apis: {hub: {url: "http://127.0.0.1:9/api"}}
    """,
    contracts__rollout_yaml="""
    kind: readiness-gates
    id: rollout
    evidence_age: 7d
    gates:
      smoke:
        says: a controlled smoke was run
        owner: intake
        requirement: one event of each type is accepted
        needs: [key, base/power]
        evidence: path smoke.md
      key:
        says: the key is provisioned outside Git
        owner: operators
        declared: passed
        evidence:
          any_of: [path key.ref, {says: the key comes from the vault, at: runbook.md#Keys, name: vault}]
      types:
        says: the event types are registered
        evidence: {registry: hub /types, select: "$[*]", at_least: 2, age: 1d}
      over: {declared: passed, evidence: path nothing.md}
      launch: {needs: smoke}
      mirror: {declared: deferred, until: the second site is built}
    """,
    contracts__base_yaml="""
    kind: readiness-gates
    id: base
    gates:
      power: {says: the machines have power, evidence: path power.md}
    """,
    runbook_md="""
    # Runbook

    ## Keys

    - the key comes from the vault
    """,
)


def board(folder: Path, *arguments: str) -> tuple[int, str]:
    """Return the exit code and the board of a tree that is written to a folder."""
    for name, text in TREE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    given = ["--root", str(folder), "--as-of", "2026-06-27", "--color", "never", *arguments]
    result = CliRunner(env={"COLUMNS": "100", "CI": ""}).invoke(
        command, given, standalone_mode=False
    )
    assert result.exception is None
    return result.return_value, result.output


def test_what_is_wrong_with_no_gate_alone_stands_below(tmp_path: Path) -> None:
    """A run is never red without a word of why: a circle is told, in both forms of the board."""
    circle = "kind: readiness-gates\nid: ring\nowner: o\ngates: {a: {needs: b}, b: {needs: a}}\n"
    folder = tmp_path / "contracts"
    folder.mkdir()
    (folder / "ring.yaml").write_text(circle, encoding="utf-8")
    code, shown = board(tmp_path, "--contract", "ring")
    assert code == 1
    assert "contracts/ring.yaml:4:" in shown
    assert "  error  readiness-gates/contradiction" in shown
    assert "these gates wait for each other: ring/b -> ring/a -> ring/b" in shown
    (fault,) = json.loads(board(tmp_path, "--contract", "ring", "--format", "json")[1])["faults"]
    assert (fault["rule"], fault["line"]) == ("readiness-gates/contradiction", 4)


@pytest.mark.parametrize(("format_", "suffix"), [("text", "txt"), ("json", "json")])
def test_the_board_is_that_of_the_golden_file(tmp_path: Path, format_: str, suffix: str) -> None:
    """Gates stand behind those they need, each with its evidence; what waits says for which."""
    code, shown = board(tmp_path, "--format", format_, "--contract", "rollout")
    golden = GOLDENS / f"rollout.{suffix}"
    if os.environ.get("CONTRACTCHECK_WRITE_GOLDENS"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")
    assert code == 1


def test_nothing_that_is_needed_is_hidden(tmp_path: Path) -> None:
    """A gate of another contract that one waits for stands on the board too."""
    _, shown = board(tmp_path, "--format", "json", "--contract", "rollout")
    gates = {gate["id"]: gate for gate in json.loads(shown)["gates"]}
    assert gates["base/power"]["state"] == "not passed"
    assert gates["rollout/launch"]["state"] == "waits"
    assert gates["rollout/launch"]["waits_for"] == ["rollout/smoke"]
    assert gates["rollout/types"]["state"] == "not looked at"


def test_quiet_leaves_what_does_not_hold(tmp_path: Path) -> None:
    """With --quiet only gates remain whose declaration does not hold, or cannot be told."""
    _, shown = board(tmp_path, "--quiet", "--contract", "rollout")
    assert "rollout/over" in shown
    assert "rollout/key" not in shown


def test_an_api_that_does_not_answer_is_no_open_gate(tmp_path: Path) -> None:
    """A dead server is told as what it is: the gate cannot be told, and is not called failed."""
    _, shown = board(tmp_path, "--live", "--format", "json", "--contract", "rollout")
    gates = {gate["id"]: gate for gate in json.loads(shown)["gates"]}
    assert gates["rollout/types"]["state"] == "cannot tell"
    assert "unreachable" in gates["rollout/types"]["reason"]
