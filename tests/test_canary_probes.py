"""What proves who asks, and a token that was given for it, are in nothing that is written or said."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from contractcheck.reports.formats import FORMATS
from tests.servers import Asked, Said, answering

KEY, PASSWORD, GIVEN = "canary-key-4711", "canary-pass-0815", "canary-given-2342"
PAIR = base64.b64encode(f"bob:{PASSWORD}".encode()).decode()
LEAKS = (KEY, PASSWORD, GIVEN, PAIR, PAIR.rstrip("="))
CONFIGURATION = """
owner: me
apis:
  hub:
    url: http://127.0.0.1:9/api
    identities:
      ops: {bearer: CANARY_KEY}
      key: {header: {name: X-Api-Key, value: CANARY_KEY}}
      user: {basic: {user: CANARY_USER, password: CANARY_PASSWORD}}
      reader: {exchange: {post: /token, as: ops, select: $.given, body: {pass: {variable: CANARY_PASSWORD}}}}
"""
PROBES = """
  status-{who}: {{get: /a, as: {who}, passes: 204, fails: {{200: answered}}}}
  other-{who}: {{get: /a, as: {who}, passes: 204}}
  header-{who}: {{get: /a, as: {who}, headers: {{X-Echo: nothing}}}}
  target-{who}: {{get: /moved, as: {who}, redirects_to: /elsewhere}}
  moved-{who}: {{get: /moved, as: {who}}}
  value-{who}: {{get: /a, as: {who}, select: "$.*", equals: nothing}}
  holds-{who}: {{get: /a, as: {who}, select: "$.*", holds: nothing}}
  schema-{who}: {{get: /a, as: {who}, schema: schema.json}}
  among-{who}: {{get: /a, as: {who}, select: "$.*", among: {{get: /b, select: "$.*"}}}}
  page-{who}: {{get: /page, as: {who}, select: "$.*"}}
  broken-{who}: {{get: /broken, as: {who}, select: "$.*"}}
"""


def answer(asked: Asked) -> Said:
    """Give a token where one is asked for, and else show all that was sent, wherever it can stand."""
    sent = asked.headers.get("authorization", "") + asked.headers.get("x-api-key", "")
    both = {"X-Echo": sent, "Content-Type": "application/json"}
    answers = {
        "/token": Said(200, json.dumps({"given": GIVEN}).encode()),
        "/moved": Said(302, sent.encode(), {"Location": f"/x/{sent}?k={sent}", **both}),
        "/page": Said(200, f"<html>{sent}".encode(), {"Content-Type": "text/html"}),
        "/broken": Said(200, f'{{"a": {sent}'.encode()),
        "/b": Said(200, b'{"b": "b"}'),
        "control": Said(404, sent.encode()),
    }
    shown = Said(200, json.dumps({"sent": sent, sent: sent}).encode(), both)
    return next((said for path, said in answers.items() if path in asked.path), shown)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a tree of probes that fail in every way, asked by each kind of identity."""
    values = {"CANARY_KEY": KEY, "CANARY_USER": "bob", "CANARY_PASSWORD": PASSWORD}
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    probes = "".join(PROBES.format(who=who) for who in ("ops", "key", "user", "reader"))
    texts = {
        "contractcheck.yaml": CONFIGURATION,
        "contracts/a.yaml": f"kind: api-surface\nid: a\napi: hub\nprobes:{probes}",
        "schema.json": '{"additionalProperties": {"const": "nothing"}}',
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_in_nothing(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No report, snapshot or message shows a key, a password, their encoding, or a given token."""

    def said(*arguments: str) -> str:
        run([arguments[0], "--root", str(tree), *arguments[1:]])
        captured = capsys.readouterr()
        return captured.out + captured.err

    with answering(answer) as server:
        api = ("--api", f"hub={server.url}/api")
        shown = "".join(
            said("check", "--live", "--verbose", "--format", name, *api) for name in FORMATS
        )
        shown += said("snapshot", "--verbose", *api)
        tokens = [one for one in server.asked if "/token" in one.path]
    shown += "".join(said("check", "--verbose", "--format", name) for name in FORMATS)
    kept = [path for path in (tree / "snapshots").rglob("*") if path.is_file()]
    shown += "".join(f"{path}\n{path.read_text('utf-8')}" for path in kept)
    assert kept
    assert "probe-header-differs" in shown
    assert "probe-failed" in shown
    assert [leak for leak in LEAKS if leak in shown] == []
    assert len(tokens) == len(FORMATS) + 1  # once a run
    assert not any("token" in path.name for path in kept)
