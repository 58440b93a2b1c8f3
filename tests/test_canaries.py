"""Secrets planted wherever a server or the environment can put one are in nothing that is written or said."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from contractcheck.reports.formats import FORMATS
from fixtures.hub.names import KEY_VARIABLE
from tests.servers import Asked, CountingServer, Said, answering
from tests.snapshot_trees import CLEAN, Terminal, write

KEY = "Canary/Key+4711=="
TOKEN = "ghp_" + "NotForReal0" * 3 + "abc"
ENCODED = base64.b64encode(KEY.encode()).decode().rstrip("=")
LEAKS = (KEY, KEY.lower(), quote(KEY, safe=""), quote(KEY), ENCODED, "NotForReal")


def listed(*names: object) -> bytes:
    """Return the body of a registry with these names."""
    return json.dumps({"data": [{"name": name} for name in names]}).encode()


def echo(asked: Asked) -> Said:
    """Return everything that was sent, and more, where a finding would show it."""
    sent = asked.headers.get("authorization", "")
    names = ("word-started", KEY, f"Bearer {KEY}", sent, TOKEN, f"postgres://app:{KEY}@db/x")
    return Said(200, listed(*names), {"X-Echo": sent, "Set-Cookie": f"s={KEY}", "ETag": f'"{KEY}"'})


ANSWERS: dict[str, Callable[[Asked], Said]] = {
    "echoed in a registry": echo,
    "as a key": lambda _: Said(200, json.dumps({"data": [{"name": {KEY: 1}}]}).encode()),
    "behind its name": lambda _: Said(200, json.dumps({KEY_VARIABLE: "hub-NotForReal-1"}).encode()),
    "quoted for a URL": lambda _: Said(200, listed(f"/next?key={quote(KEY, safe='')}")),
    "encoded": lambda _: Said(200, listed(base64.b64encode(KEY.encode()).decode())),
    "in a page": lambda _: Said(
        200, f"<h1>{KEY}</h1>\n<p>{TOKEN}".encode(), {"Content-Type": "text/html"}
    ),
    "in broken JSON": lambda _: Said(200, f'{{"a": "{KEY}", "b": {KEY}'.encode()),
    "in the text of an error": lambda _: Said(500, f"no such key: {KEY} {TOKEN}".encode()),
    "in a refusal": lambda _: Said(
        403, f"{KEY} may not".encode(), {"WWW-Authenticate": f"B k={KEY}"}
    ),
    "in a redirect": lambda _: Said(302, KEY.encode(), {"Location": f"/x/{KEY}?token={KEY}"}),
    "in a redirect elsewhere": lambda _: Said(
        302, b"", {"Location": f"http://u:{KEY}@other.example/{quote(KEY)}?k={KEY}"}
    ),
    "in the reason for waiting": lambda _: Said(429, KEY.encode(), {"Retry-After": KEY}),
    "in what is no text": lambda _: Said(200, b"\xff" + KEY.encode()),
}


@pytest.fixture(params=list(ANSWERS.values()), ids=list(ANSWERS))
def server(request: pytest.FixtureRequest) -> Iterator[CountingServer]:
    """Return a server that leaks in one way."""
    with answering(request.param) as running:
        yield running


def test_in_nothing(
    server: CountingServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No report, snapshot, message or forecast has the key of the environment or a token of the server."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    terminal = Terminal(write(tmp_path, {"page.md": CLEAN["page.md"] + "\nMore.\n"}), capsys)
    api = ("--api", f"hub={server.url}/api")
    shown = ""
    for name in FORMATS:
        target = tmp_path / f"report.{name}"
        report = ("--report", f"{name}={target}", "--verbose", "--format", name)
        terminal("check", "--live", *api, *report)
        shown += terminal.out + terminal.err + target.read_text()
        target.unlink()
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    for _ in range(2):  # the second time with what the first recorded
        terminal("snapshot", *api, "--verbose")
        shown += terminal.out + terminal.err
    kept = [path for path in (tmp_path / "snapshots").rglob("*") if path.is_file()]
    shown += "".join(f"{path}\n{path.read_text()}" for path in kept)
    for arguments in (
        *(("check", "--format", name, "--verbose") for name in FORMATS),
        ("check", "--lane", "nightly", "--api", "hub=http://127.0.0.1:9/api"),
        ("forecast", "--format", "json", "--days", "99"),
        ("forecast", "--days", "99"),
        ("list", "--verbose"),
        ("inputs",),
    ):
        terminal(*arguments)
        shown += terminal.out + terminal.err
    assert [leak for leak in LEAKS if leak in shown] == []
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [
        path for path in files if any(leak.encode() in path.read_bytes() for leak in LEAKS)
    ] == []
