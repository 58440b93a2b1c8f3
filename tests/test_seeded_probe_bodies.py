"""Probes: what stands in the body of an answer, by values, by number, by schema, by what is registered."""

from __future__ import annotations

import json

import pytest

from tests.loopback import Said, judge_live, loopback
from tests.probing import (
    NOT_FOUND,
    ROWS,
    contract,
    described,
    outcome,
    verdict,
)

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


def test_each_fault_of_a_schema_is_told_at_its_place() -> None:
    """Beside the first fault the others are said too: a body is often one line."""
    schema = {"type": "object", "required": ["total"], "properties": {"name": {"type": "string"}}}
    answers = {
        "/openapi.json": Said(200, described("3.1.0", schema)),
        "/rows/7": Said(200, {"name": 1}),
    }
    with loopback(answers, NOT_FOUND) as server:
        result = judge_live(contract("{get: /rows/7, schema: openapi}"), {"hub": server.url})
    (finding,) = result.findings
    assert sorted(one.note.partition(";")[0] for one in finding.related[1:]) == [
        "`name` is not of the type string",
        "`total` is missing",
    ]


def test_an_answer_in_another_media_type_is_told_as_that() -> None:
    """A description that has the answer as text has no schema for the JSON that came, and that is said."""
    api = described("3.1.0", {"type": "string"})
    text = json.loads(json.dumps(api).replace("application/json", "text/plain"))
    answers = {
        "/openapi.json": Said(200, text),
        "/rows/7": Said(200, '"1.0"', {"Content-Type": "application/json"}),
    }
    told = verdict("{get: /rows/7, schema: openapi}", answers)
    assert told.outcome.value == "cantTell"
    assert "as application/json, which came, but for text/plain" in told.reason
