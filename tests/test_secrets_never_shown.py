"""Secrets are found in whatever a run reads, in every run; and no output of any kind shows one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from contractcheck.reports.formats import FORMATS

TOKEN = "ghp_" + "NotForReal0" * 3 + "abc"
VALUE = "Canary-Value-7"
PEM = "-----BEGIN PRIVATE KEY-----\nNotForRealNotForReal1234\nNotForRealNotForReal5678\n"
LEAKS = (TOKEN, VALUE, "NotForReal")
RULE = "configuration/secret-in-file"

CLEAN = {
    "contractcheck.yaml": "owner: me\nhistory: [CHANGELOG.md]\n",
    "contracts/app.yaml": (
        "kind: configuration\nid: app.settings\nneeds: {APP_URL: , APP_KEY: {secret: true}}\n"
        "provided_by: app.env\ndocumented_in: page.md#Settings\n"
    ),
    "contracts/words.yaml": (
        "kind: vocabulary\nid: app.words\nmembers: [word-started, word-finished]\nviews: [page.md#Words]\n"
    ),
    "app.env": "APP_URL=https://app.example\nAPP_KEY=${APP_KEY}\n",
    "page.md": (
        "# App\n\n## Settings\n\nSet `APP_URL` and `APP_KEY`.\n\n"
        "## Words\n\n- `word-started`\n- `word-finished`\n"
    ),
    "unbound.md": "# Notes\n\nNothing of note.\n",
    "CHANGELOG.md": "# Changes\n\nNothing yet.\n",
}


def write(folder: Path, changes: Mapping[str, str]) -> None:
    """Write the clean tree with files changed."""
    for path, text in {**CLEAN, **changes}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def append(path: str, text: str) -> dict[str, str]:
    """Return the change that appends a text to a file of the clean tree."""
    return {path: CLEAN[path] + text}


LEAKING = [
    pytest.param(append("page.md", f"\nUse `{TOKEN}`.\n"), "page.md", 12, id="token in a document"),
    pytest.param(
        append("unbound.md", f"\n{TOKEN}\n"), "unbound.md", 5, id="document of no contract"
    ),
    pytest.param(append("CHANGELOG.md", f"\n{TOKEN}\n"), "CHANGELOG.md", 5, id="history"),
    pytest.param(append("page.md", f"\n<!-- {TOKEN} -->\n"), "page.md", 12, id="comment"),
    pytest.param(append("page.md", f"\n    {TOKEN}\n"), "page.md", 12, id="code"),
    pytest.param(append("page.md", f"\nAPP_KEY={VALUE}\n"), "page.md", 12, id="assignment"),
    pytest.param(
        append("page.md", f"\n```yaml\nAPP_KEY: {VALUE}\n```\n"), "page.md", 13, id="YAML"
    ),
    pytest.param(
        append("page.md", f'\n```\n{{"APP_KEY": "{VALUE}"}}\n```\n'), "page.md", 13, id="JSON"
    ),
    pytest.param(
        append("page.md", f"\n| k | v |\n|-|-|\n| APP_KEY | {VALUE} |\n"), "page.md", 14, id="cell"
    ),
    pytest.param(append("page.md", f"\npostgres://app:{VALUE}@db/x\n"), "page.md", 12, id="URL"),
    pytest.param(append("page.md", f"\n{PEM}"), "page.md", 12, id="private key"),
    pytest.param(
        append("contracts/words.yaml", f"title: {TOKEN}\n"),
        "contracts/words.yaml",
        5,
        id="contract",
    ),
    pytest.param(
        append("contracts/app.yaml", f"title: 'APP_KEY={VALUE}'\n"),
        "contracts/app.yaml",
        6,
        id="own contract",
    ),
    pytest.param(
        append("contractcheck.yaml", f"# {TOKEN}\n"), "contractcheck.yaml", 3, id="configuration"
    ),
    pytest.param(
        {"app.env": f"APP_URL=https://app.example\nexport APP_KEY='{VALUE}'\n"},
        "app.env",
        2,
        id="env file",
    ),
    pytest.param(
        {"page.md": CLEAN["page.md"].replace("`word-finished`", f"`{TOKEN}`")},
        "page.md",
        10,
        id="member of a view",
    ),
    pytest.param(
        {"page.md": CLEAN["page.md"].replace("`APP_KEY`.", f"`APP_KEYS={VALUE}`, APP_KEY={VALUE}")},
        "page.md",
        5,
        id="in a quoted sentence",
    ),
]


@pytest.mark.parametrize(("changes", "document", "line"), LEAKING)
def test_found_and_never_shown(
    changes: Mapping[str, str],
    document: str,
    line: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each place of a secret is found at its line; no format, and no other verb, shows the value."""
    write(tmp_path, changes)
    root = ["--root", str(tmp_path)]
    shown = ""
    for name in FORMATS:
        target = tmp_path / f"report.{name}"
        code = run(["check", *root, "--format", name, "--verbose", "--report", f"{name}={target}"])
        assert code == 1
        captured = capsys.readouterr()
        shown += captured.out + captured.err + target.read_text(encoding="utf-8")
        if name == "json":
            report = json.loads(captured.out)
        target.unlink()
    places = [
        (place["document"], place["line"])
        for one in report["findings"]
        if one["rule"] == RULE
        for place in one["places"]
    ]
    assert (document, line) in places
    for verb in (
        ["list", "--verbose"],
        ["inputs"],
        ["explain", RULE],
        ["explain", "app.words/members"],
    ):
        run([*verb, *root] if verb[0] != "explain" else [*verb, *root, "--verbose"])
        captured = capsys.readouterr()
        shown += captured.out + captured.err
    assert not [leak for leak in LEAKS if leak in shown]


def test_on_in_every_choice_of_contracts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A choice of contracts or a lane does not switch it off, and one secret is one finding."""
    lanes = "lanes: {hook: {contracts: [app.words]}}\n"
    write(tmp_path, append("unbound.md", f"\n{TOKEN}\n") | append("contractcheck.yaml", lanes))
    for choice in (["--contract", "app.words"], ["--lane", "hook"], []):
        assert run(["check", "--root", str(tmp_path), "--format", "json", *choice]) == 1
        (finding,) = json.loads(capsys.readouterr().out)["findings"]
        assert (finding["rule"], finding["clause"]) == (RULE, "contractcheck.secrets/in-no-file")


def test_a_clean_tree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names and references are no secrets; a run that judges nothing else still judged nothing."""
    write(tmp_path, {})
    assert run(["check", "--root", str(tmp_path)]) == 0
    (tmp_path / "contracts" / "app.yaml").unlink()
    (tmp_path / "contracts" / "words.yaml").unlink()
    assert run(["check", "--root", str(tmp_path)]) == 3
    capsys.readouterr()


@pytest.mark.parametrize(
    "changes",
    [
        {"contracts/words.yaml": f"kind: vocabulary\nid: {TOKEN}\nmembers: 1\n{TOKEN}: a\n"},
        {"contracts/words.yaml": f"kind: {TOKEN}\n"},
        {"contracts/words.yaml": f"kind: vocabulary\nmembers: &{TOKEN} *{TOKEN}x\n"},
        {"contracts/app.yaml": f"kind: configuration\nid: a\nneeds: {{APP_KEY: {VALUE}}}\n"},
        {"contracts/app.yaml": f"kind: configuration\nid: a\nneeds: [APP_KEY]\nAPP_KEY: {VALUE}\n"},
        {"contracts/app.yaml": f"APP_KEY: {VALUE}\nAPP_KEY: {VALUE}x\n"},
        {"contractcheck.yaml": f"apis: {{a: {{url: 'https://u:{VALUE}@h.example'}}}}\n"},
        {
            "contractcheck.yaml": f"apis: {{a: {{url: 'https://h.example', identities: {{o: {{bearer: {TOKEN}}}}}}}}}\n"
        },
        {"contractcheck.yaml": f"owner: me\n{TOKEN}: 1\n"},
    ],
)
def test_errors_show_none(
    changes: Mapping[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with a contract or a configuration is said without the secret that stands in it."""
    write(tmp_path, changes)
    for verb in ("check", "list", "inputs"):
        assert run([verb, "--root", str(tmp_path)]) == 2
        captured = capsys.readouterr()
        assert not [leak for leak in LEAKS if leak in captured.out + captured.err]
        assert captured.err


def test_a_value_of_the_environment_is_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a declared variable holds in this run is shown nowhere, whatever it looks like."""
    monkeypatch.setenv("APP_KEY", "plain-words")
    changed = CLEAN["page.md"].replace("`word-finished`", "`plain-words`")
    write(tmp_path, {"page.md": changed})
    for name in FORMATS:
        assert run(["check", "--root", str(tmp_path), "--format", name, "--verbose"]) == 1
        captured = capsys.readouterr()
        assert "plain-words" not in captured.out + captured.err


def test_the_id_is_reserved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No contract of a tree takes the place of the one that is always there."""
    contract = CLEAN["contracts/words.yaml"].replace("app.words", "contractcheck.secrets")
    write(tmp_path, {"contracts/words.yaml": contract})
    assert run(["check", "--root", str(tmp_path)]) == 2
    assert "contracts/words.yaml:2:5" in capsys.readouterr().err
