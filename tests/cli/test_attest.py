"""`attest` writes down that somebody confirmed something, and refuses what would never count."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from contractcheck.cli import main
from contractcheck.model.report import ExitCode
from contractcheck.readers.yaml_data import read_yaml
from tests.packaging.trees import write_tree

WORDS = ["--by", "operator", "--reference", "OPS-142"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Write a tree with a contract and its document."""
    return write_tree(tmp_path / "tree")


def first_clause(tree: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the id of a clause that belongs to a bucket."""
    assert main.run(["list", "--root", str(tree), "--verbose"]) == 0
    words = capsys.readouterr().out.split()
    return next(word for word in words if word.count("/") >= 2 and word.startswith("tool."))


def attest(tree: Path, *arguments: str) -> int:
    """Run the verb on a tree."""
    return main.run(["attest", *arguments, "--root", str(tree)])


def test_an_entry_is_printed_and_then_written(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--write` nothing is touched; with it the same entry stands behind the others."""
    clause = first_clause(tree, capsys)
    looked = min(path.name for path in tree.iterdir() if path.suffix == ".md")
    words = [clause, *WORDS, "--on", "2026-06-20", "--expires", "4w", looked]
    assert attest(tree, *words) == 0
    shown = read_yaml("shown", capsys.readouterr().out.encode()).value
    digest = hashlib.sha256((tree / looked).read_bytes()).hexdigest()
    entry = {
        "for": clause,
        "by": "operator",
        "on": "2026-06-20",
        "reference": "OPS-142",
        "expires": "2026-07-18",
        "of": {looked: f"sha256:{digest}"},
    }
    assert shown == [entry]
    file = tree / "attestations.yaml"
    assert not file.exists()
    for _ in range(2):
        assert attest(tree, *words, "--write") == 0
    assert read_yaml("file", file.read_bytes()).value == [entry, entry]
    assert capsys.readouterr().out == ""


def test_part_of_a_contract_is_confirmed_with_all_below(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands before a `/` of an id is a name for all that begins so; a whole contract is none."""
    clause = first_clause(tree, capsys)
    assert attest(tree, clause.rpartition("/")[0], *WORDS) == 0
    assert attest(tree, clause.partition("/")[0], *WORDS) == int(ExitCode.USAGE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--on", "2999-01-01"], "a day that has come"),
        (["--on", "yesterday"], "--on takes a day"),
        (["--on", "2026-06-20", "--expires", "2026-06-19"], "before the day it was looked at"),
        (["--expires", "soon"], "--expires takes a day"),
        (["--file", "other.yaml"], "none of `attestations`"),
        (["gone.md"], "gone.md: "),
        (["../outside.md"], "../outside.md: "),
        (["--by", " "], "--by takes words"),
    ],
)
def test_what_would_never_count_is_refused(
    arguments: list[str], said: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Days to come, files that are not there, and a file that no run reads."""
    clause = first_clause(tree, capsys)
    assert attest(tree, clause, *WORDS, *arguments, "--write") == int(ExitCode.USAGE)
    assert said in capsys.readouterr().err
    assert not (tree / "attestations.yaml").exists()


def test_an_unknown_clause_is_refused_with_the_nearest(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip would be an attestation that nobody ever reads."""
    clause = first_clause(tree, capsys)
    assert attest(tree, clause[:-1] + "x", *WORDS) == int(ExitCode.USAGE)
    assert f"did you mean {clause}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "reference",
    ["https://me:s3cr3t-word@tickets.example/1", "ghp_0123456789abcdefghijklmnopqrstuvwxyz"],
)
def test_a_secret_is_no_reference(
    reference: str, tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tokens and credentials are refused, and not repeated."""
    clause = first_clause(tree, capsys)
    code = attest(tree, clause, "--by", "operator", "--reference", reference, "--write")
    assert code == int(ExitCode.USAGE)
    said = capsys.readouterr().err
    assert "holds a secret" in said
    assert reference not in said
    assert not (tree / "attestations.yaml").exists()


def test_a_file_that_cannot_be_added_to_stays_as_it_is(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is rewritten that somebody wrote in another way."""
    clause = first_clause(tree, capsys)
    file = tree / "attestations.yaml"
    file.write_text("[]\n")
    assert attest(tree, clause, *WORDS, "--write") == int(ExitCode.USAGE)
    assert "by hand" in capsys.readouterr().err
    assert file.read_text() == "[]\n"


def test_the_file_and_what_was_looked_at_are_inputs(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hook that goes by `inputs` runs when either changes."""
    clause = first_clause(tree, capsys)
    (tree / "key.ref").write_text("vault\n")
    assert attest(tree, clause, *WORDS, "key.ref", "--write") == 0
    assert main.run(["inputs", "--root", str(tree)]) == 0
    assert {"attestations.yaml", "key.ref"} <= set(capsys.readouterr().out.splitlines())
