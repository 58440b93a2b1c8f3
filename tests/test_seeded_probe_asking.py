"""Probes: who asks, what is sent, what is refused, and where else a probe counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from contractcheck.model.problem import InputError
from contractcheck.wiring.project import load_project
from tests.loopback import Said, judge_live, loopback
from tests.probing import (
    CONFIGURATION,
    GUARD,
    ROWS,
    contract,
    described,
    verdict,
)
from tests.trees import TextFiles


def test_a_query_is_sent_and_its_values_are_not_shown() -> None:
    """Parameters go behind the path; messages have their names alone."""
    probe = (
        "{get: '/rows?a=1', query: {token: canary, limit: 20, on: [x, true]}, fails: {500: broken}}"
    )
    with loopback({}, Said(404)) as server:
        server.answers["/rows?a=1&token=canary&limit=20&on=x&on=true"] = Said(500)
        result = judge_live(contract(probe), {"hub": server.url})
    (finding,) = result.findings
    assert finding.message.startswith("GET /rows?a=…&token=…&limit=…&on=…&on=… as nobody")
    assert "canary" not in repr((result.findings, result.verdicts))


def test_nobody_asks_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict does not depend on which keys a machine has."""
    monkeypatch.setenv("OPS_KEY", "canary-key")
    with loopback({"/hubs": Said(200)}) as server:
        judge_live(contract("{get: /hubs}"), {"hub": server.url})
        judge_live(contract("{get: /hubs, as: ops}"), {"hub": server.url})
    sent = [one.headers.get("authorization") for one in server.asked if "control" not in one.line]
    assert sent == [None, "Bearer canary-key"]


def test_an_identity_without_its_key_cannot_tell() -> None:
    """The verdict names the variable, and nothing is asked."""
    with loopback({"/hubs": Said(200)}) as server:
        result = judge_live(contract("{get: /hubs, as: ops}"), {"hub": server.url})
    (told,) = [one for one in result.verdicts if one.clause == "a/probes/one"]
    assert told.outcome.value == "cantTell"
    assert "OPS_KEY" in told.reason
    assert server.asked == []


def test_a_key_never_follows_to_another_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is redirected to elsewhere arrives without what proves who asks."""
    monkeypatch.setenv("OPS_KEY", "canary-key")
    with loopback({}, Said(200, described("3.1.0", {}))) as other:
        to_other = Said(302, "", {"Location": f"{other.url}/openapi.json"})
        with loopback({"/openapi.json": to_other, "/rows/1": Said(200, ROWS)}) as server:
            probe = "{get: /rows/1, as: ops, schema: openapi}"
            judge_live(contract(probe), {"hub": server.url})
    first = next(one for one in server.asked if one.line == "GET /openapi.json")
    assert first.headers["authorization"] == "Bearer canary-key"
    assert [one.headers.get("authorization") for one in other.asked] == [None]


def test_a_control_that_gets_no_answer_tells_nothing() -> None:
    """Half of what is needed to judge is not enough: a server that breaks in between is no pass."""
    broken = Said(200, "", {"Content-Length": "canary"})
    told = verdict("{get: /a}", {"/a": Said()}, broken)
    assert told.outcome.value == "cantTell"
    assert "the control, a path that cannot exist, was not answered" in told.reason


def test_a_server_that_is_down_accuses_nobody() -> None:
    """Nothing answers: cannot tell."""
    result = judge_live(contract(GUARD), {"hub": "http://127.0.0.1:9"})
    assert result.verdicts[0].outcome.value == "cantTell"
    assert result.findings == ()


def said_of(probe: str, more: str = "") -> list[str]:
    """Return what loading a contract with this probe says."""
    texts = contract(probe)
    texts["contracts/a.yaml"] += more
    with pytest.raises(InputError) as caught:
        load_project(TextFiles(texts))
    return str(caught.value).splitlines()


MISTAKES = [
    ("{post: /hubs}", "contracts/a.yaml:5:9: `post` cannot be a key here", "smoke"),
    (
        "{get: /hubs, delete: /hubs}",
        "contracts/a.yaml:5:21: `delete` cannot be a key here",
        "reads",
    ),
    (
        "{get: /hubs, as: op}",
        "contracts/a.yaml:5:25: unknown identity `op`; did you mean `ops`?",
        "",
    ),
    ("{get: /hubs, api: hb}", "contracts/a.yaml:5:26: unknown api `hb`; did you mean `hub`?", ""),
    ("{get: hubs}", "contracts/a.yaml:5:14: `hubs` does not have the form asked for here", "/hubs"),
    ("{get: //evil.example/x}", "contracts/a.yaml:5:14: `//evil.example/x` does not have", ""),
    ("{get: /hubs, pases: 401}", "contracts/a.yaml:5:21: unknown key `pases`; did you mean", ""),
    ("{get: /hubs, passes: 99}", "contracts/a.yaml:5:29: this must be at least 100", ""),
    ("{get: /hubs, head: /hubs}", "contracts/a.yaml:5:8: only one of `get` and `head`", ""),
    ("{passes: 401}", "contracts/a.yaml:5:8: a key is missing", "`get`, `head` or `options`"),
    ("{get: /hubs, select: '$['}", "contracts/a.yaml:5:", "JSONPath"),
]


@pytest.mark.parametrize(("probe", "first", "words"), MISTAKES)
def test_mistakes_are_said_where_they_stand(probe: str, first: str, words: str) -> None:
    """What would write, what is unknown and what is no path is refused before anything is asked."""
    lines = said_of(probe)
    assert lines[0].startswith(first)
    assert words in "\n".join(lines)


def test_a_status_passes_or_fails() -> None:
    """One status cannot mean both."""
    with loopback({}) as server:
        result = judge_live(
            contract("{get: /a, passes: 404, fails: {404: gone}}"), {"hub": server.url}
        )
    assert ("api-surface/contradiction", 5) in [
        (f.rule, f.place.span.line) for f in result.findings
    ]


@pytest.mark.parametrize(
    ("probe", "answers", "word"),
    [
        (GUARD, {"/hubs": Said(401)}, "passed"),
        (GUARD, {}, "failed"),
        (
            "{get: /Hubs, redirects_to: /in}",
            {"/Hubs": Said(302, "", {"Location": "/in"})},
            "passed",
        ),
        ("{get: /rows, select: $.total, equals: 2}", {"/rows": Said(200, ROWS)}, "passed"),
        ("{get: /rows, select: $.total, equals: 3}", {"/rows": Said(200, ROWS)}, "failed"),
        ("{get: /rows, select: $.none}", {"/rows": Said(200, ROWS)}, "cantTell"),
        ("{get: /rows, select: $.none}", {"/rows": Said(200, "<html>")}, "cantTell"),
        (
            "{head: /rows, headers: {X-Total: '3'}}",
            {"/rows": Said(200, "", {"X-Total": "3"})},
            "passed",
        ),
    ],
)
def test_a_snapshot_of_the_answers_means_the_same(
    probe: str, answers: Mapping[str, Said], word: str, tmp_path: Path
) -> None:
    """What was recorded of a server, and of its control, is judged as the server was."""
    for path, text in contract(probe).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    with loopback(answers) as server:
        whole = {
            path: Said(one.status, one.body, {**one.headers, **_whole(one, server.url)})
            for path, one in answers.items()
        }
        server.answers.update(whole)
        assert run(["snapshot", "--root", str(tmp_path), "--api", f"hub={server.url}"]) == 0
    report = tmp_path / "report.json"
    run(["check", "--root", str(tmp_path), "--report", f"json={report}"])
    outcomes = {one["id"]: one["outcome"] for one in json.loads(report.read_text())["clauses"]}
    assert outcomes["a/probes/one"] == word


def _whole(said: Said, url: str) -> dict[str, str]:
    """Return where an answer leads as a whole URL, as many servers write it."""
    location = said.headers.get("Location")
    return {"Location": f"{url}{location}"} if location else {}


def test_the_control_is_asked_by_the_same_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has a key may see other answers than nobody."""
    monkeypatch.setenv("OPS_KEY", "canary-key")
    with loopback({"/hubs": Said(200)}) as server:
        judge_live(contract("{get: /hubs, as: ops}"), {"hub": server.url})
    assert [one.headers.get("authorization") for one in server.asked] == ["Bearer canary-key"] * 2


GATE = """
kind: readiness-gates
id: g
api: hub
gates:
  open:
    declared: passed
    evidence: [{get: /hubs, as: AS, passes: 401, fails: {200: not guarded}, age: 7d, name: guarded}]
"""


@pytest.mark.parametrize(
    ("status", "rules"),
    [(401, []), (200, ["over-declared"]), (500, ["declared-without-evidence"])],
)
def test_a_probe_is_evidence_of_a_gate(status: int, rules: list[str]) -> None:
    """The same entry shows that a gate is passed, that it is not, or nothing."""
    texts = {
        "contractcheck.yaml": CONFIGURATION,
        "contracts/g.yaml": GATE.replace("AS", "nobody").lstrip(),
    }
    with loopback({"/hubs": Said(status)}) as server:
        result = judge_live(texts, {"hub": server.url})
    assert [one.rule.partition("/")[2] for one in result.findings] == rules


def test_evidence_names_identities_that_are_declared() -> None:
    """A slip in `as` is said where it stands, in evidence too."""
    texts = {
        "contractcheck.yaml": CONFIGURATION,
        "contracts/g.yaml": GATE.replace("AS", "op").lstrip(),
    }
    with pytest.raises(InputError) as caught:
        load_project(TextFiles(texts))
    assert "contracts/g.yaml:7:33: unknown identity `op`; did you mean `ops`?" in str(caught.value)
