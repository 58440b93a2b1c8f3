"""Gates whose evidence is a server: what it answers, that it does not, and how old an answer is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contractcheck.model.verdict import Verdict
from tests.loopback import Said, judge_live, loopback
from tests.servers import answering
from tests.snapshot_trees import GOOD, Terminal, write

NAMES = {"data": [{"name": "job-started"}, {"name": "job-finished"}]}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "servers": [{"url": "/api"}],
    "paths": {"/hubs": {"get": {"responses": {}}}, "/hubs/{id}": {"get": {"responses": {}}}},
}
REGISTRY = '{registry: hub /types, select: "$.data[*].name", '


def told(evidence: str, answer: Said, declared: str = "passed") -> tuple[Verdict, list[str]]:
    """Return the verdict on a gate and the rules of what is found, with a server that answers."""
    texts = {
        "contractcheck.yaml": "owner: me\napis: {hub: {url: 'http://127.0.0.1:1'}}\n",
        "contracts/a.yaml": "kind: readiness-gates\nid: a\napi: hub\ngates:\n"
        f"  one: {{declared: {declared}, evidence: {evidence}}}\n",
    }
    described = {"/openapi.json": Said(200, DESCRIPTION)}
    with loopback({"/types": answer, **described}) as server:
        result = judge_live(texts, {"hub": server.url})
    rules = [one.rule.partition("/")[2] for one in result.findings]
    return next(one for one in result.verdicts if one.clause == "a/one"), rules


@pytest.mark.parametrize(
    ("wanted", "answer", "rules"),
    [
        ("holds: job-started}", Said(200, NAMES), []),
        ("exactly: [job-finished, job-started]}", Said(200, NAMES), []),
        ("at_least: 2}", Said(200, NAMES), []),
        ("holds: job-queued}", Said(200, NAMES), ["over-declared"]),
        ("exactly: job-started}", Said(200, NAMES), ["over-declared"]),
        ("at_least: 3}", Said(200, NAMES), ["over-declared"]),
        ("holds: job-started}", Said(200, {"data": []}), ["declared-without-evidence"]),
        ("holds: job-started}", Said(401, "who?"), ["declared-without-evidence"]),
        ("holds: job-started}", Said(403, "no"), ["declared-without-evidence"]),
        ("holds: job-started}", Said(429, "later"), ["declared-without-evidence"]),
        ("holds: job-started}", Said(500, "oh"), ["declared-without-evidence"]),
        ("holds: job-started}", Said(200, "<html>"), ["declared-without-evidence"]),
    ],
)
def test_a_registry_shows_that_a_gate_is_passed(
    wanted: str, answer: Said, rules: list[str]
) -> None:
    """A wrong answer is against the gate; no answer, and an empty one, is neither for nor against it."""
    assert told(REGISTRY + wanted, answer)[1] == rules


@pytest.mark.parametrize(
    ("wanted", "rules"),
    [
        ("openapi_lists: [/hubs, GET /hubs, '/hubs/{hub}', /api/hubs]", []),
        ("openapi_lacks: [POST /hubs, /widgets]", []),
        ("openapi_lists: /Hubs", ["over-declared"]),
        ("openapi_lists: POST /hubs", ["over-declared"]),
        ("openapi_lists: /hubs, openapi_lacks: GET /hubs", ["over-declared"]),
    ],
)
def test_a_description_shows_that_a_gate_is_passed(wanted: str, rules: list[str]) -> None:
    """Paths and operations are listed or lacking; letter case counts, names of variables do not."""
    assert told(f"{{{wanted}}}", Said(200, NAMES))[1] == rules


@pytest.mark.parametrize("status", [401, 403])
def test_who_is_not_let_in_has_seen_no_failure(status: int) -> None:
    """A gate that is declared waiting cannot be told, one that is declared blocked is what it is."""
    evidence, answer = REGISTRY + "holds: job-started}", Said(status, "who?")
    verdict, rules = told(evidence, answer, "waiting")
    assert (verdict.outcome.value, rules) == ("cantTell", [])
    assert "blocked" in verdict.reason
    assert told(evidence, answer, "blocked")[0].outcome.value == "passed"
    assert told(evidence, Said(200, NAMES), "blocked")[1] == ["ready-to-flip"]
    assert told(REGISTRY + "holds: x}", Said(200, NAMES), "blocked")[1] == ["no-longer-blocked"]
    assert told(evidence, Said(500, "oh"), "blocked")[0].outcome.value == "cantTell"


def test_who_has_no_key_here_is_not_blocked() -> None:
    """A variable that is not set says nothing of the server: a gate declared blocked cannot be told."""
    texts = {
        "contractcheck.yaml": "owner: me\napis: {hub: {url: 'http://127.0.0.1:1',"
        " identities: {ops: {bearer: NOT_SET_ANYWHERE}}}}\n",
        "contracts/a.yaml": "kind: readiness-gates\nid: a\napi: hub\ngates:\n"
        "  one: {declared: blocked, evidence: {get: /types, as: ops, passes: 200}}\n",
    }
    with loopback({"/types": Said(200, NAMES)}) as server:
        result = judge_live(texts, {"hub": server.url})
    verdict = next(one for one in result.verdicts if one.clause == "a/one")
    assert verdict.outcome.value == "cantTell"
    assert "no credential: hub as ops" in verdict.reason


@pytest.mark.parametrize("schema", ["absent.json", "../../etc/passwd"])
def test_a_schema_that_cannot_be_used_is_not_against_the_gate(schema: str) -> None:
    """Nobody can tell: the server may have all that is wanted, and the reason names the schema."""
    probe = f"{{get: /types, schema: {schema}}}"
    verdict, rules = told(probe, Said(200, NAMES), "waiting")
    assert (verdict.outcome.value, rules) == ("cantTell", [])
    assert schema in verdict.reason
    assert told(probe, Said(200, NAMES), "passed")[1] == ["declared-without-evidence"]


def test_one_of_several_outweighs_a_server_that_is_away() -> None:
    """With `any_of` one piece that shows it is enough, whatever the other ones are."""
    both = f"{{any_of: [{REGISTRY}holds: job-started}}, path contracts/a.yaml]}}"
    assert told(both, Said(503, "away"))[1] == []
    every = f"[{REGISTRY}holds: job-started}}, path contracts/a.yaml]"
    assert told(every, Said(503, "away"))[1] == ["declared-without-evidence"]
    against = f"[{REGISTRY}holds: job-started}}, path nothing.md]"
    assert told(against, Said(503, "away"))[1] == ["over-declared"]


GATES = """\
kind: readiness-gates
id: app.go-live
evidence_age: {contract}
gates:
  words:
    declared: passed
    {gate}
    evidence: {{registry: hub /event-types, select: "$.data[*].name", at_least: 2{entry}}}
"""


@pytest.mark.parametrize(
    ("contract", "gate", "entry", "days"),
    [
        ("5d", "", "", 5),
        ("5d", "age: 3d", "", 3),
        ("5d", "age: 3d", ", age: 1d", 1),
        ("1d", "", ", age: 1w", 7),
    ],
)
def test_evidence_expires_the_day_after_its_age(  # noqa: PLR0913, PLR0917 - cases and fixtures
    contract: str,
    gate: str,
    entry: str,
    days: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The age of the entry counts before that of the gate, and that before the contract's."""
    text = GATES.format(contract=contract, gate=gate, entry=entry)
    terminal = Terminal(write(tmp_path, {"contracts/gates.yaml": text}), capsys)
    with answering(GOOD) as server:
        assert terminal("snapshot", "--api", f"hub={server.url}/api") == 0
    seen = datetime.now(UTC).date()
    last, behind = (str(seen + timedelta(days=number)) for number in (days, days + 1))
    assert terminal("check", "--contract", "app.go-live", "--as-of", last) == 0
    assert terminal("check", "--contract", "app.go-live", "--as-of", behind) == 1
    assert "evidence expired" in " ".join(terminal.out.split())
    assert terminal("gates", "--format", "json", "--as-of", behind) == 1
    (row,) = json.loads(terminal.out)["gates"]
    assert (row["state"], row["evidence"][0]["state"], row["age"]) == (
        "expired",
        "expired",
        days + 1,
    )
