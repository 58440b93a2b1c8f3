"""What APIs answered is kept in files: a check without a network judges by them as by the APIs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contractcheck.cli.main import run
from fixtures.hub.names import BASE_PATH, KEY_VARIABLE
from fixtures.hub.process import new_key, running_hub
from fixtures.hub.releases import RELEASES
from fixtures.rows import Drift, write_tree

Said = pytest.CaptureFixture[str]


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    """Return the outcomes of a report by clause."""
    return {clause["id"]: clause["outcome"] for clause in report["clauses"]}


def findings(report: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return clause, rule and subject of each finding."""
    return {(one["clause"], one["rule"], one["subject"]) for one in report["findings"]}


@pytest.mark.parametrize("release", sorted(RELEASES))
def test_offline_as_live(
    release: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a snapshot an offline run gives every verdict and finding of the live run, in each release."""
    key, root = new_key(), ["--root", str(tmp_path / "tree")]
    write_tree(Drift("clean"), tmp_path / "tree")
    with running_hub(release, key=key) as url:
        asked = [
            "--api",
            f"inter-hub={url}",
            "--api",
            f"inter-hub-site={url.removesuffix(BASE_PATH)}",
        ]
        monkeypatch.setenv(KEY_VARIABLE, key)
        assert run(["snapshot", *root, *asked]) == 0
        said = capsys.readouterr()
        live_code = run(["check", *root, *asked, "--live", "--format", "json"])
        live = json.loads(capsys.readouterr().out)
    monkeypatch.delenv(KEY_VARIABLE)
    code = run(["check", *root, "--format", "json"])
    offline = json.loads(capsys.readouterr().out)
    assert said.err == ""
    assert verdicts(offline) == verdicts(live)
    assert findings(offline) == findings(live)
    assert code == live_code
