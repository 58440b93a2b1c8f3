"""`init` in trees that have never seen the program: what stands there becomes what is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractcheck.cli import main

README = """\
# Boat

## What works

### Supported

- sailing before the wind
- reefing with `reef --first`

### Not supported

- sailing under bridges

### How to ask

- write to the harbour

## Events

| Event | When |
| --- | --- |
| `boat-left` | it leaves |
| `boat-arrived` | it arrives |
| `boat-tacked` | it turns |
| `boat-reefed` | the sail is made smaller |
"""
OPENAPI = """\
openapi: 3.1.0
info: {title: Harbour API, version: "1"}
paths:
  /berths: {get: {responses: {"200": {description: berths}}}}
"""
API_PAGE = "# API\n\nAsk with `GET /berths`.\n"


def write(root: Path, **files: str) -> Path:
    """Write files whose names have `__` for a slash and `_` before the suffix."""
    for name, text in files.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        path = root / f"{stem}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run(root: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a verb in a tree and return its code with all that it printed."""
    code = main.run([verb, "--root", str(root)])
    shown = capsys.readouterr()
    return code, shown.out + shown.err


@pytest.fixture
def boat(tmp_path: Path) -> Path:
    """Return a tree with buckets, names, an API and a changelog."""
    return write(
        tmp_path,
        README_md=README,
        docs__api_md=API_PAGE,
        docs__openapi_yaml=OPENAPI,
        CHANGELOG_md="# Changes\n\n- `boat-lefft` is gone\n",
    )


def test_what_stands_there_is_held(boat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Buckets, names and operations are written as contracts, and a check of them is clean."""
    code, shown = run(boat, "init", capsys)
    assert code == 0
    assert "wrote contractcheck.yaml: 3 documents" in shown
    assert "3 statements stand in 2 buckets of README.md" in shown
    assert "4 names under `Events`" in shown
    assert "exist in docs/openapi.yaml" in shown
    support = (boat / "contracts" / "readme-support.yaml").read_text("utf-8")
    assert "other_sections: [How to ask]" in support
    assert "reefing-with-reef-first: " in support
    code, shown = run(boat, "check", capsys)
    assert (code, "no findings" in shown) == (0, True)


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("README.md", "- sailing before the wind\n", "", "support-buckets/statement-missing"),
        ("README.md", "| `boat-tacked` | it turns |\n", "", "vocabulary/member-missing"),
        ("docs/api.md", "GET /berths", "GET /boats", "api-surface/documented-but-absent"),
        ("docs/api.md", "Ask with", "Emits `boat-arived`. Ask with", "vocabulary/misspelt-name"),
    ],
)
def test_drift_is_found_afterwards(  # noqa: PLR0913, PLR0917 - a table of edits
    boat: Path, file: str, old: str, new: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was proposed is held from then on."""
    run(boat, "init", capsys)
    path = boat / file
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    code, shown = run(boat, "check", capsys)
    assert (code, rule in shown) == (1, True), shown


def test_nothing_is_overwritten(boat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A tree with a configuration is left as it is, with a message and the code of wrong use."""
    run(boat, "init", capsys)
    before = {path: path.read_bytes() for path in boat.rglob("*") if path.is_file()}
    code, shown = run(boat, "init", capsys)
    assert code == 2
    assert "contractcheck.yaml is there already, and nothing was written" in shown
    assert before == {path: path.read_bytes() for path in boat.rglob("*") if path.is_file()}


def test_differences_that_are_there_are_told(
    boat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A proposal whose truth does not hold everywhere says so, and the check shows where."""
    write(boat, docs__other_md="# Other\n\nCall `POST /berths`, which emits `boat-arived`.\n")
    _, shown = run(boat, "init", capsys)
    assert shown.count("; 1 difference already") == 2
    assert run(boat, "check", capsys)[0] == 1


def test_a_folder_of_another_program_is_left_alone(
    boat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """YAML below `contracts/` that is none of ours sends ours elsewhere."""
    write(boat, contracts__token_yaml="solidity: 0.8\n")  # noqa: S106 - a file, no secret
    code, _ = run(boat, "init", capsys)
    assert code == 0
    assert (boat / "docs-contracts" / "readme-support.yaml").is_file()
    assert run(boat, "check", capsys)[0] == 0


def test_an_empty_tree_and_one_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without anything to propose there is a configuration; odd files are passed over."""
    write(tmp_path, docs__openapi_json="{not json", docs__swagger_yaml="- a list\n")
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe# \x00")
    code, shown = run(tmp_path, "init", capsys)
    assert (code, "wrote contracts/" in shown) == (0, False)
    assert (tmp_path / "contractcheck.yaml").is_file()
