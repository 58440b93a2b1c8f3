"""A run asks each question once, however many clauses look at the answer; results keep their order."""

from __future__ import annotations

import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from contractcheck.cli.main import run
from fixtures.hub.names import BASE_PATH, KEY_VARIABLE
from fixtures.hub.process import new_key, running_hub
from fixtures.rows import ROOT, hub_arguments
from tests.leftovers import connections_to
from tests.servers import Asked, CountingServer, Said, answering

_PASSED_ON = ("authorization", "accept", "content-type")
_VIEWS = 200


@contextmanager
def counting(hub: str) -> Iterator[CountingServer]:
    """Run a server that passes every question on to a hub, and counts them."""
    port = urlsplit(hub).port

    def answer(asked: Asked) -> Said:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        headers = {name: asked.headers[name] for name in _PASSED_ON if name in asked.headers}
        connection.request(asked.method, asked.path, asked.body or None, headers)
        said = connection.getresponse()
        kept = {
            name: said.headers[name]
            for name in ("Content-Type", "Location")
            if name in said.headers
        }
        whole = Said(said.status, said.read(), kept)
        connection.close()
        return whole

    with answering(answer) as server:
        yield server


def test_the_shipped_contracts_ask_every_url_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenAPI, registries, probes: each by the same identity once, eight connections at most."""
    key = new_key()
    monkeypatch.setenv(KEY_VARIABLE, key)
    with running_hub("current", key=key) as url, counting(url) as server:
        arguments = ["check", "--root", str(ROOT), "--live", "--report", f"json={tmp_path / 'r'}"]
        assert run([*arguments, *hub_arguments(f"{server.url}{BASE_PATH}"), "--quiet"]) == 0
        assert connections_to(server.server_port) == []
    report = json.loads((tmp_path / "r").read_text("utf-8"))
    assert sum(one["live"] for one in report["clauses"]) > len(server.asked)
    asked = Counter(
        (one.method, one.path, one.headers.get("authorization")) for one in server.asked
    )
    assert len(asked) >= 5
    assert {question: count for question, count in asked.items() if count > 1} == {}
    assert server.connections <= 8 + sum(one.method == "POST" for one in server.asked)


TREE = {
    "contractcheck.yaml": "owner: me\napis: {hub: {url: 'http://127.0.0.1:9'}}\n",
    "contracts/words.yaml": "kind: vocabulary\nid: hub.words\nmembers: [alpha, beta]\nviews:\n"
    + "".join(
        f"  - {{id: v{number}, registry: hub /words/{number % 20}, select: '$.data[*].n{number % 7}'}}\n"
        for number in range(_VIEWS)
    ),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a tree of many clauses over twenty URLs, each of seven things to look at."""
    for path, text in TREE.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def words(asked: Asked) -> Said:
    """Answer after a time that nobody can foresee; every third URL lacks a word."""
    time.sleep(random.random() * 0.02)
    whole = ["alpha"] if int(asked.path.rpartition("/")[2]) % 3 == 0 else ["alpha", "beta"]
    rows = [{f"n{number}": word for number in range(7)} for word in whole]
    return Said(
        body=json.dumps({"data": rows}).encode(), headers={"Content-Type": "application/json"}
    )


def report_of(tree: Path, url: str) -> dict[str, Any]:
    """Return the JSON report of a live check."""
    where = tree / "report.json"
    run(["check", "--root", str(tree), "--live", "--api", f"hub={url}", "--as-of", "2026-01-01",
         "--report", f"json={where}", "--quiet"])  # fmt: skip
    report: dict[str, Any] = json.loads(where.read_text("utf-8"))
    return report


def test_many_clauses_on_one_url_are_one_request(tree: Path) -> None:
    """Two hundred views of twenty URLs are twenty requests, on eight connections at most."""
    with answering(words) as server:
        report = report_of(tree, server.url)
    assert sorted(server.paths) == sorted(f"/words/{number}" for number in range(20))
    assert server.connections <= 8
    assert sum("/views/v" in one["id"] for one in report["clauses"]) == _VIEWS


def test_reports_do_not_depend_on_who_answers_first(tree: Path) -> None:
    """Whatever order the answers come in, byte for byte; also with one request at a time."""
    with answering(words) as server:
        first = report_of(tree, server.url)
        again = report_of(tree, server.url)
        settings = tree / "contractcheck.yaml"
        narrow = TREE["contractcheck.yaml"].replace("9'}", "9', concurrency: 1}")
        settings.write_text(narrow, encoding="utf-8")
        server.most_at_once = 0
        slowly = report_of(tree, server.url)
    assert server.most_at_once == 1
    assert json.dumps(first) == json.dumps(again) == json.dumps(slowly)


def test_a_secret_in_any_of_many_answers_is_found(tree: Path) -> None:
    """What is asked at once is looked through before it is told what stands in all that was read."""
    token = "ghp_" + "NotForReal0" * 3 + "abc"

    def answer(asked: Asked) -> Said:
        said = words(asked)
        body = (
            said.body if asked.path != "/words/17" else said.body.replace(b"beta", token.encode())
        )
        return Said(200, body, said.headers)

    with answering(answer) as server:
        report = report_of(tree, server.url)
    found = [one for one in report["findings"] if one["rule"] == "configuration/secret-in-file"]
    assert [one["places"][0]["document"] for one in found] == [f"{server.url}/words/17"]
    assert token not in json.dumps(report)
