"""Probes: one question to a real server, and what each answer means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from contractcheck.cli.main import run
from contractcheck.model.problem import InputError
from contractcheck.model.verdict import Verdict
from contractcheck.wiring.project import load_project
from tests.loopback import Said, judge_live, loopback
from tests.trees import TextFiles

CONFIGURATION = """
owner: me
apis:
  hub: {url: 'http://127.0.0.1:1', identities: {ops: {bearer: OPS_KEY}}}
"""
NOT_FOUND = Said(404)
ROWS = {
    "data": [{"name": "a", "size": 1}, {"name": "b", "size": 2}],
    "total": 2,
    "share": 0.5,
    "version": "1.10",
}


def contract(probe: str, **more: str) -> dict[str, str]:
    """Return a tree whose contract has one probe, and an API with an identity."""
    return {
        "contractcheck.yaml": CONFIGURATION,
        "contracts/a.yaml": f"kind: api-surface\nid: a\napi: hub\nprobes:\n  one: {probe}\n",
        **{name.replace("__", "/").replace("_", "."): text for name, text in more.items()},
    }


def verdict(
    probe: str,
    answers: Mapping[str, Said],
    otherwise: Said = NOT_FOUND,
    **more: str,
) -> Verdict:
    """Return the verdict on one probe."""
    with loopback(answers, otherwise) as server:
        result = judge_live(contract(probe, **more), {"hub": server.url})
    assert {one.rule for one in result.findings} <= {
        f"api-surface/probe-{what}"
        for what in (
            "failed",
            "header-differs",
            "redirect-differs",
            "body-differs",
            "schema-differs",
            "schema-unusable",
            "not-among",
        )
    }
    found = next(one for one in result.verdicts if one.clause == "a/probes/one")
    assert (found.outcome.value == "failed") == bool(result.findings)
    assert all(finding.place.document == "contracts/a.yaml" for finding in result.findings)
    assert all(finding.place.span.line == 5 for finding in result.findings)
    return found


def outcome(probe: str, answers: Mapping[str, Said], otherwise: Said = NOT_FOUND) -> str:
    """Return the outcome of one probe, in the word of EARL."""
    return verdict(probe, answers, otherwise).outcome.value


GUARD = "{get: /hubs, passes: 401, fails: {404: not deployed, 200: not guarded}}"


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "passed"),
        (404, "failed"),
        (200, "failed"),
        (204, "cantTell"),
        (301, "cantTell"),
        (403, "cantTell"),
        (429, "cantTell"),
        (500, "cantTell"),
        (503, "cantTell"),
    ],
)
def test_what_each_status_means_is_written_down(status: int, word: str) -> None:
    """A status passes, fails, or tells nothing, by the words of the contract alone."""
    assert outcome(GUARD, {"/hubs": Said(status)}) == word


def test_the_finding_says_what_was_asked_what_came_and_what_it_means() -> None:
    """The message holds question, identity, status and meaning; the URL stands beside it."""
    with loopback({"/hubs": Said(404)}) as server:
        (finding,) = judge_live(contract(GUARD), {"hub": server.url}).findings
    assert finding.rule == "api-surface/probe-failed"
    assert finding.message == "GET /hubs as nobody was answered with 404: not deployed"
    shown = [(one.at.document, one.note) for one in finding.related]
    assert (f"{server.url}/hubs", "answered with 404 on 2026-11-21") in shown


@pytest.mark.parametrize("status", [401, 200, 403])
def test_a_server_that_answers_all_paths_alike_tells_nothing(status: int) -> None:
    """Where a path that cannot exist has the same answer, it neither passes nor fails."""
    told = verdict(GUARD, {}, Said(status))
    assert told.outcome.value == "cantTell"
    if status != 403:
        assert f"a path that cannot exist is answered alike, with {status}" in told.reason


def test_everything_redirected_to_one_page_tells_nothing() -> None:
    """A gate in front of a whole site is no redirect of this path; its query is set aside."""
    probe = "{get: /Hubs, redirects_to: /NewSession}"
    there = Said(302, "", {"Location": "/NewSession"})
    assert outcome(probe, {"/Hubs": there}) == "passed"
    assert outcome(
        probe, {"/Hubs": Said(302, "", {"Location": "/NewSession?next=%2FHubs"})}, there
    ) == ("cantTell")


def test_the_control_can_be_turned_off() -> None:
    """Where all paths are guarded by right, the contract says so."""
    assert outcome(GUARD.replace("}}", "}, control: false}"), {}, Said(401)) == "passed"


def test_not_found_needs_no_control() -> None:
    """That nothing is there is what a path that cannot exist is answered with too."""
    assert outcome(GUARD, {}, Said(404)) == "failed"


def test_a_body_of_its_own_tells_more_than_a_status() -> None:
    """A server that answers 200 to all is believed where this path has data that the rest lacks."""
    probe = "{get: /rows, select: '$.data', at_least: 2}"
    assert outcome(probe, {"/rows": Said(200, ROWS)}, Said(200, {"data": []})) == "passed"
    assert outcome(probe, {"/rows": Said(200, ROWS)}, Said(200, ROWS)) == "cantTell"


def test_the_control_is_asked_once() -> None:
    """One path that cannot exist serves all probes of an API, a method and an identity."""
    text = contract("{get: /a}")
    text["contracts/a.yaml"] += "  two: {get: /b}\n  three: {head: /a}\n"
    with loopback({"/a": Said(), "/b": Said()}) as server:
        judge_live(text, {"hub": server.url})
    controls = [one.line for one in server.asked if "contractcheck-control" in one.line]
    assert sorted(line.partition(" ")[0] for line in controls) == ["GET", "HEAD"]


REDIRECTS = [
    ("/NewSession", "/NewSession", "passed"),
    ("/NewSession", "NewSession", "passed"),
    ("/NewSession", "/x/../NewSession", "passed"),
    ("/NewSession", "/New%53ession", "passed"),
    ("/NewSession", "/NewSession?next=/Hubs", "passed"),
    ("/NewSession", "/NewSession#top", "passed"),
    ("/NewSession?next=/Hubs", "/NewSession", "failed"),
    ("/NewSession", "/Login", "failed"),
    ("/NewSession", "/newsession", "failed"),
    ("/NewSession", "/NewSession/", "failed"),
    ("/NewSession", "https://127.0.0.1/NewSession", "failed"),
    ("/NewSession", "//elsewhere.example/NewSession", "failed"),
    ("https://id.example/in", "https://ID.example:443/in", "passed"),
    ("https://id.example/in", "https://id.example.evil.example/in", "failed"),
    ("/NewSession", "http://[broken", "failed"),
]


@pytest.mark.parametrize(("wanted", "location", "word"), REDIRECTS)
def test_where_a_redirect_leads(wanted: str, location: str, word: str) -> None:
    """Targets are compared as URLs, a query only where the contract writes one; none is followed."""
    with loopback({"/Hubs": Said(302, "", {"Location": location})}) as server:
        texts = contract(f"{{get: /Hubs, redirects_to: '{wanted}'}}")
        result = judge_live(texts, {"hub": server.url})
    assert result.verdicts[0].outcome.value == word
    assert server.lines == ["GET /Hubs"]


def test_a_redirect_without_a_target_fails_and_no_redirect_tells_nothing() -> None:
    """302 without `Location` is a fault; 200 where a redirect is wanted has no meaning."""
    probe = "{get: /Hubs, redirects_to: /NewSession}"
    assert outcome(probe, {"/Hubs": Said(302)}) == "failed"
    assert outcome(probe, {"/Hubs": Said(200)}) == "cantTell"
    assert outcome(probe[:-1] + ", fails: {200: open to all}}", {"/Hubs": Said(200)}) == "failed"


HEADERS = [
    ("{X-Total: present}", {"X-Total": "3"}, "passed"),
    ("{x-total: '3'}", {"X-Total": "3"}, "passed"),
    ("{X-Total: '4'}", {"X-Total": "3"}, "failed"),
    ("{X-Total: present}", {}, "failed"),
    ("{X-Powered-By: absent}", {}, "passed"),
    ("{X-Powered-By: absent}", {"X-Powered-By": "canary"}, "failed"),
    ("{Content-Type: text/plain}", {"Content-Type": "text/plain; charset=utf-8"}, "passed"),
    ("{Content-Type: 'text/plain; charset=ascii'}", {"Content-Type": "text/plain"}, "failed"),
]


@pytest.mark.parametrize(("wanted", "sent", "word"), HEADERS)
def test_headers(wanted: str, sent: Mapping[str, str], word: str) -> None:
    """A header is there, absent, or has a value; another value is never shown."""
    told = verdict(f"{{get: /a, headers: {wanted}}}", {"/a": Said(200, "", sent)})
    assert told.outcome.value == word
    assert "canary" not in told.reason


BODIES = [
    ("select: $.total, equals: 2", "passed"),
    ("select: $.total, equals: 3", "failed"),
    ("select: $.total, equals: true", "failed"),
    ("select: $.share, equals: 0.5", "passed"),
    ("select: $.share, equals: 0.25", "failed"),
    ("select: $.version, equals: '1.10'", "passed"),
    ("select: $.version, equals: '1.1'", "failed"),
    ("select: '$.data[*].name', equals: [b, a]", "passed"),
    ("select: '$.data[*].name', equals: [a]", "failed"),
    ("select: '$.data[*].name', holds: a", "passed"),
    ("select: '$.data[*].name', holds: [a, c]", "failed"),
    ("select: '$.data', at_least: 2", "passed"),
    ("select: '$.data', at_least: 3", "failed"),
    ("select: '$.data', at_most: 1", "failed"),
    ("select: '$.data[?@.size == 1]', equals: {name: a, size: 1}", "passed"),
    ("select: '$.data[?@.size == 9]', at_most: 0", "passed"),
    ("select: '$.data[?@.size == 9]', equals: []", "passed"),
    ("select: '$.data[?@.size == 9]', at_least: 0", "passed"),
    ("select: '$.data[?@.size == 9]', at_least: 1", "cantTell"),
    ("select: '$.data[?@.size == 9]', holds: a", "cantTell"),
    ("select: $.status, equals: ok", "cantTell"),
]


@pytest.mark.parametrize(("wanted", "word"), BODIES)
def test_bodies(wanted: str, word: str) -> None:
    """What a path selects is equal, held or counted; that nothing is selected is no evidence."""
    assert outcome(f"{{get: /rows, {wanted}}}", {"/rows": Said(200, ROWS)}) == word


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("<!doctype html><title>canary", "text/html", "an HTML page"),
        ("  <html>canary", "application/json", "an HTML page"),
        ("canary", "text/plain", "cannot be read as data (text/plain)"),
        ('{"data": [', "application/json", "cannot be read as data (application/json)"),
        ("", "application/json", "no body"),
    ],
)
def test_a_body_that_is_no_data_tells_nothing(body: str, kind: str, words: str) -> None:
    """Where data is wanted, an HTML page with status 200 is none; nothing of it is quoted."""
    answers = {"/rows": Said(200, body, {"Content-Type": kind})}
    told = verdict("{get: /rows, select: $.data}", answers)
    assert told.outcome.value == "cantTell"
    assert words in told.reason
    assert "canary" not in told.reason


def test_no_value_of_a_body_is_shown() -> None:
    """A finding on a body names the path and the numbers, never what stands there."""
    answers = {"/rows": Said(200, {"data": [{"name": "canary"}], "total": "canary"})}
    for wanted in ("select: $.total, equals: 2", "select: '$.data[*].name', holds: x"):
        with loopback(answers) as server:
            result = judge_live(contract(f"{{get: /rows, {wanted}}}"), {"hub": server.url})
        assert "canary" not in repr(result.findings)


AMONG = "{get: /jobs, as: nobody, select: '$[*].type', among: {get: /types, select: '$[*].name'}}"


@pytest.mark.parametrize(
    ("jobs", "types", "word"),
    [
        (Said(200, [{"type": "a"}]), Said(200, [{"name": "a"}, {"name": "b"}]), "passed"),
        (Said(200, [{"type": "a"}, {"type": "canary"}]), Said(200, [{"name": "a"}]), "failed"),
        (Said(200, [{"type": "a"}]), Said(200, []), "cantTell"),
        (Said(200, []), Said(200, [{"name": "a"}]), "cantTell"),
        (Said(200, [{"type": "a"}]), Said(401), "cantTell"),
        (Said(200, [{"type": "a"}]), Said(200, "<html>"), "cantTell"),
    ],
)
def test_what_is_used_is_registered(jobs: Said, types: Said, word: str) -> None:
    """What one answer selects is among what another holds; which value is not, is not quoted."""
    told = verdict(AMONG, {"/jobs": jobs, "/types": types})
    assert told.outcome.value == word
    assert "canary" not in told.reason


SCHEMA = '{"type": "object", "required": ["total"], "properties": {"total": {"type": "integer"}}}'


@pytest.mark.parametrize(
    ("body", "word"),
    [({"total": 2}, "passed"), ({"total": "canary"}, "failed"), ({"sum": 2}, "failed")],
)
def test_a_schema_of_the_tree(body: object, word: str) -> None:
    """A body keeps a JSON Schema; the message names what is missing or of another type."""
    probe = "{get: /rows, schema: rows.json}"
    told = verdict(probe, {"/rows": Said(200, body)}, rows_json=SCHEMA)
    assert told.outcome.value == word
    assert "canary" not in told.reason


@pytest.mark.parametrize("schema", ["", '{"type": "nonsense"}', '{"$ref": "other.json"}'])
def test_a_schema_that_is_none(schema: str) -> None:
    """A schema that is not there, or is none, is a mistake of the contract; nothing is fetched."""
    more = {"rows_json": schema} if schema else {}
    told = verdict("{get: /rows, schema: rows.json}", {"/rows": Said(200, ROWS)}, NOT_FOUND, **more)
    assert told.outcome.value == "failed"
    assert "rows.json" in told.reason


def described(version: str, schema: object) -> dict[str, object]:
    """Return a description of `GET /rows/{id}`."""
    answer = {"content": {"application/json": {"schema": schema}}}
    return {
        "openapi": version,
        "info": {},
        "paths": {"/rows/{id}": {"get": {"responses": {"2XX": answer}}}},
        "components": {"schemas": {"Note": {"type": "string", "nullable": True}}},
    }


@pytest.mark.parametrize(
    ("version", "schema", "body", "word"),
    [
        ("3.1.0", {"required": ["id"]}, {"id": 1}, "passed"),
        ("3.1.0", {"required": ["id"]}, {"no": 1}, "failed"),
        (
            "3.1.0",
            {"properties": {"n": {"$ref": "#/components/schemas/Note"}}},
            {"n": None},
            "failed",
        ),
        (
            "3.0.3",
            {"properties": {"n": {"$ref": "#/components/schemas/Note"}}},
            {"n": None},
            "passed",
        ),
        (
            "3.0.3",
            {"properties": {"n": {"minimum": 1, "exclusiveMinimum": True}}},
            {"n": 1},
            "failed",
        ),
        ("3.1.0", {"$ref": "#/components/schemas/Gone"}, {"id": 1}, "cantTell"),
    ],
)
def test_the_schema_of_the_description(
    version: str, schema: object, body: object, word: str
) -> None:
    """`schema: openapi` is what the API says of this answer, in the words of its version."""
    answers = {"/openapi.json": Said(200, described(version, schema)), "/rows/7": Said(200, body)}
    assert outcome("{get: /rows/7, schema: openapi}", answers) == word


def test_an_answer_that_the_description_does_not_tell() -> None:
    """Without a schema for the path there is nothing to keep."""
    answers = {"/openapi.json": Said(200, described("3.1.0", {})), "/other": Said(200, ROWS)}
    told = verdict("{get: /other, schema: openapi}", answers)
    assert told.outcome.value == "cantTell"
    assert "no schema for 200 of GET /other" in told.reason


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
