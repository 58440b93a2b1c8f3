"""A tree whose contract has one probe, and the verdict on it for what a server answers."""

from __future__ import annotations

from collections.abc import Mapping

from contractcheck.model.verdict import Verdict
from tests.loopback import Said, judge_live, loopback

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


def described(version: str, schema: object) -> dict[str, object]:
    """Return a description of `GET /rows/{id}`."""
    answer = {"content": {"application/json": {"schema": schema}}}
    return {
        "openapi": version,
        "info": {},
        "paths": {"/rows/{id}": {"get": {"responses": {"2XX": answer}}}},
        "components": {"schemas": {"Note": {"type": "string", "nullable": True}}},
    }
