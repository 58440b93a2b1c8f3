"""Descriptions and probes are recorded like registries, and judged by their files in the same way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import Asked, CountingServer, Said, answering
from tests.snapshot_trees import Terminal, write

DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Hub", "version": "1"},
    "paths": {"/hubs": {"get": {"responses": {"200": {"description": "ok"}}}}},
}
YAML = "openapi: 3.1.0\ninfo: {title: Hub, version: '1'}\npaths:\n  /hubs:\n    get:\n      responses: {}\n"
TREE = {
    "contractcheck.yaml": (
        "owner: me\napis: {hub: {url: 'http://127.0.0.1:9/api', openapi: OPENAPI}}\n"
        "lanes: {ci: {on_cant_tell: fail}}\n"
    ),
    "contracts/words.yaml": (
        "kind: api-surface\nid: app.api\napi: hub\ndocuments: page.md\n"
        "probes:\n"
        "  guarded: {get: /hubs, as: nobody, passes: 401, fails: {404: not deployed, 200: open}}\n"
        "  moved: {get: /Hubs, redirects_to: /NewSession}\n"
        "  listed: {get: /words, passes: 200, headers: {X-Request-Id: present}, select: '$[*]', at_least: 2}\n"
    ),
    "page.md": "# App\n\nAsk `GET /hubs` first.\n",
}


def answer(asked: Asked) -> Said:
    """Answer as the hub does, with both forms of the description."""
    said = {
        "/api/openapi.json": Said(200, json.dumps(DESCRIPTION).encode()),
        "/api/openapi.yaml": Said(200, YAML.encode(), {"Content-Type": "application/yaml"}),
        "/api/hubs": Said(401, b'{"error": "who are you"}'),
        "/api/Hubs": Said(302, b"", {"Location": "/NewSession"}),
        "/api/words": Said(200, b'["a", "b"]', {"X-Request-Id": str(id(asked))}),
    }
    return said.get(asked.path, Said(404, b"{}"))


@pytest.fixture
def server() -> Iterator[CountingServer]:
    """Return the running hub."""
    with answering(answer) as running:
        yield running


@pytest.mark.parametrize("openapi", ["/openapi.json", "/openapi.yaml", "URL/api/openapi.json"])
def test_offline_as_live(
    openapi: str, server: CountingServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON and YAML, below the URL or elsewhere: the offline run says what the live run said."""
    named = openapi.replace("URL", server.url)
    configuration = TREE["contractcheck.yaml"].replace("OPENAPI", named)
    terminal = Terminal(write(tmp_path, {**TREE, "contractcheck.yaml": configuration}), capsys)
    api = ("--api", f"hub={server.url}/api")
    live = terminal.check("--live", *api)
    assert terminal("snapshot", *api) == 0, terminal.err
    asked = len(server.asked)
    offline = terminal.check("--lane", "ci")
    assert len(server.asked) == asked
    outcomes = {one["id"]: one["outcome"] for one in live["clauses"]}
    found = {one["id"]: one["outcome"] for one in offline["clauses"]}
    kept = found.pop("contractcheck.secrets/snapshots-as-recorded")
    assert (found, kept) == (outcomes, "passed")
    assert set(outcomes.values()) == {"passed"}


def test_a_description_that_drifted(
    server: CountingServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the document says and the recorded description lacks is found offline."""
    configuration = TREE["contractcheck.yaml"].replace("OPENAPI", "/openapi.yaml")
    page = TREE["page.md"] + "\nThen `POST /widgets`.\n"
    changed = {**TREE, "contractcheck.yaml": configuration, "page.md": page}
    terminal = Terminal(write(tmp_path, changed), capsys)
    assert terminal("snapshot", "--api", f"hub={server.url}/api") == 0
    report = terminal.check("--lane", "ci")
    (finding,) = report["findings"]
    assert (finding["places"][0]["document"], finding["places"][0]["line"]) == ("page.md", 5)


def test_a_probe_that_fails(
    server: CountingServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a recorded answer means is judged offline; the file is among the places."""
    configuration = TREE["contractcheck.yaml"].replace("OPENAPI", "/openapi.json")
    contract = TREE["contracts/words.yaml"].replace("401, fails: {404", "403, fails: {401")
    changed = {"contractcheck.yaml": configuration, "contracts/words.yaml": contract}
    terminal = Terminal(write(tmp_path, {**TREE, **changed}), capsys)
    assert terminal("snapshot", "--api", f"hub={server.url}/api") == 0
    report = terminal.check("--lane", "ci")
    (finding,) = report["findings"]
    assert finding["clause"] == "app.api/probes/guarded"
    documents = {place["document"] for place in (*finding["places"], *finding["related"])}
    assert [one for one in documents if one.startswith("snapshots/hub/hubs~")]
