"""A small tree with one API, and what a verb says about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from contractcheck.cli.main import run
from tests.servers import Asked, Said

SNAPSHOT = "snapshots/hub/event-types.json"
CLEAN = {
    "contractcheck.yaml": (
        "owner: me\n"
        "apis: {hub: {url: 'http://127.0.0.1:9/api', identities: {ops: {bearer: OPS_HUB_KEY}}}}\n"
        "lanes:\n"
        "  nightly: {live: [hub], on_cant_tell: fail}\n"
        "  ci: {on_cant_tell: fail, max_snapshot_age: 7d}\n"
        "  hook: {on_cant_tell: allow, max_snapshot_age: 7d}\n"
    ),
    "contracts/words.yaml": (
        "kind: vocabulary\nid: app.words\nmembers: [word-started, word-finished]\nviews:\n"
        "  - page.md#Words\n  - {registry: hub /event-types, select: '$.data[*].name', id: hub}\n"
    ),
    "page.md": "# App\n\n## Words\n\n- `word-started`\n- `word-finished`\n",
}
CLAUSE = "app.words/views/hub"
JSON = {"Content-Type": "application/json", "ETag": '"v1"', "Set-Cookie": "session=abc123"}


def words(*names: str) -> Said:
    """Return the answer of a registry with these names."""
    data = [{"name": name, "status": "active"} for name in names]
    return Said(200, json.dumps({"data": data}).encode(), JSON)


GOOD = words("word-started", "word-finished")
DRIFTED = words("word-started", "word-ended")


class Hub:
    """A server whose answer can be changed."""

    def __init__(self, said: Said = GOOD) -> None:
        """Answer so to begin with."""
        self.said = said

    def __call__(self, _: Asked) -> Said:
        """Return the answer of the moment."""
        return self.said


def write(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the clean tree with files changed, and return its folder."""
    for path, text in {**CLEAN, **(changes or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


class Terminal:
    """Runs verbs on a tree and keeps what they said."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Run on the tree at ``root``."""
        self.root, self._capsys = root, capsys
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        """Return the exit code of a command line."""
        verb, *rest = arguments
        code = run([verb, "--root", str(self.root), *rest])
        self.out, self.err = self._capsys.readouterr()
        return code

    def check(self, *arguments: str) -> dict[str, Any]:
        """Return the report of a check, with its exit code."""
        code = self("check", "--format", "json", *arguments)
        report: dict[str, Any] = json.loads(self.out)
        assert report["decision"]["exit_code"] == code
        return report

    def outcome(self, *arguments: str) -> tuple[str, int]:
        """Return what became of the clause on the registry, and the exit code."""
        report = self.check(*arguments)
        (clause,) = [one for one in report["clauses"] if one["id"] == CLAUSE]
        return clause["outcome"], report["decision"]["exit_code"]
