"""What an operation says of callers, parameters, fields, values and answers is held against its description."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractcheck.model.verdict import Outcome
from tests.test_seeded_api_surface import faults, tree
from tests.trees import judge

API = """\
openapi: 3.1.0
info: {title: jobs, version: "1"}
components:
  securitySchemes:
    login: {type: oauth2, flows: {}}
    key: {type: http, scheme: Bearer}
  parameters:
    size: {name: size, in: query, schema: {type: integer, default: 20}}
  schemas:
    State: {type: string, enum: [open, done]}
    NewJob:
      type: object
      required: [name, queue]
      properties:
        name: {type: string}
        queue: {type: string, default: main}
        state: {anyOf: [{$ref: "#/components/schemas/State"}, {type: "null"}]}
        limit: {type: [integer, "null"], default: 3}
        labels: {type: array, items: {type: string}}
        days: {type: array, items: {type: string, enum: [mon, tue]}}
        options: {type: object, properties: {retry: {type: boolean, default: true}}}
        id: {type: string, readOnly: true}
    Job:
      allOf:
        - {$ref: "#/components/schemas/NewJob"}
        - type: object
          required: [madeAt]
          properties:
            madeAt: {type: string, format: date-time}
            source: {const: api}
            secret: {type: string, writeOnly: true}
    Jobs: {properties: {data: {type: array, items: {$ref: "#/components/schemas/Job"}}}}
paths:
  /jobs:
    get:
      security: [{key: []}, {login: [jobs:read]}]
      parameters:
        - {$ref: "#/components/parameters/size"}
        - {name: state, in: query, schema: {$ref: "#/components/schemas/State"}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: tenant, in: query, required: true, schema: {type: string}}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Jobs"}}}}
    post:
      security: [{key: []}, {}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/NewJob"}}}}
      responses:
        "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}
        4XX: {description: Refused}
    delete: {responses: {"204": {description: Gone}}}
"""


ITS = {"type": "array", "items": {"$ref": "#/components/schemas/Its"}}
SECONDS = 60
"""Many times what it takes: no machine that runs tests is that slow."""


def said(operation: str, fact: str) -> str:
    """Return the keys of a contract with one fact of an operation."""
    return f"operations:\n  {operation}: {fact}\n"


@pytest.mark.parametrize(
    "fact",
    [
        "{auth: required}",
        "{auth: [bearer, oauth2]}",
        "{auth: [key, login]}",
        "{auth: {oauth2: [jobs:read], bearer: }}",
        "{paginated: size, parameters: [tenant]}",
        "{filters: state, parameters: {tenant: {in: query, required: true}}}",
        "{parameters: {x-trace: {in: header}, tenant: {required: true}}}",
        "{defaults: {size: 20.0}}",
        "{enums: {state: [done, open]}}",
        "{types: {size: integer, state: string}}",
        "{body: none}",
        "{answers: [200]}",
        "{answers: {200: [data.id, 'data[].madeAt', data.options.retry]}}",
        "{answers: {200: {types: {data: list of object}, fixed: {data.source: api}}}}",
        "{answers: {200: {enums: {data.state: {at_least: [done]}}, nullable: data.limit}}}",
        "{set_by_server: [data.id]}",
    ],
)
def test_what_a_reading_operation_says(fact: str) -> None:
    """References, choices, lists and the order of values make no difference."""
    assert faults(said("GET /jobs", fact), API) == []


@pytest.mark.parametrize(
    "fact",
    [
        "{auth: optional}",
        "{auth: none}",
        "{requires: [queue, name], optional: [limit, state]}",
        "{requires: [queue, name], optional: [limit, state, labels, days, options], fields: exactly}",
        "{defaults: {queue: main, limit: 3, options.retry: true}}",
        "{enums: {state: [open, done]}}",
        "{enums: {state: [open, done, null]}}",
        "{enums: {days: [tue, mon]}}",
        "{types: {state: string, limit: integer, labels: list of string, options.retry: boolean}}",
        "{nullable: [state, limit]}",
        "{set_by_server: [id, madeAt]}",
        "{fixed: {source: api}}",
        "{types: {madeAt: string date-time}}",
        "{body: Application/JSON}",
        "{answers: [201, 404, 4XX]}",
        "{renamed: {missing: name}}",
    ],
)
def test_what_a_writing_operation_says(fact: str) -> None:
    """What is read only is no part of a request, and what may be null has its type all the same."""
    expected = ["field-missing"] if "missing" in fact else []
    assert [one.partition(" ")[0] for one in faults(said("POST /jobs", fact), API)] == expected


@pytest.mark.parametrize(
    ("operation", "fact", "expected"),
    [
        ("GET", "{auth: none}", "operation-guarded @ security: [{key: []}, {login: [jobs:read]}]"),
        ("GET", "{auth: optional}", "operation-guarded @ security: [{key"),
        ("POST", "{auth: required}", "operation-open @ security: [{key: []}, {}]"),
        ("DELETE", "{auth: required}", "operation-open @ delete:"),
        ("GET", "{auth: bearer}", "auth-differs @ security: [{key"),
        ("GET", "{auth: [bearer, oauth2, basic]}", "auth-differs @ security: [{key"),
        ("GET", "{auth: {oauth2: [jobs:write], bearer: }}", "auth-differs @ security: [{key"),
        ("GET", "{paginated: page, parameters: [tenant]}", "parameter-missing @ parameters:"),
        ("GET", "{filters: sate, parameters: [tenant]}", "parameter-missing @ - {name: state"),
        ("GET", "{filters: X-Trace, parameters: [tenant]}", "parameter-differs @ - {name: X-Trace"),
        ("GET", "{filters: tenant}", "parameter-differs @ - {name: tenant"),
        ("GET", "{filters: state}", "parameter-undeclared @ - {name: tenant"),
        ("GET", "{defaults: {size: 50}}", "default-differs @ size: {name: size"),
        ("GET", "{defaults: {size: '20'}}", "default-differs @ size: {name: size"),
        ("GET", "{enums: {state: [open]}}", "enum-differs @ State: {type: string"),
        ("GET", "{enums: {state: {at_least: [gone]}}}", "enum-differs @ State: {type: string"),
        ("GET", "{types: {size: string}}", "type-differs @ size: {name: size"),
        ("GET", "{body: application/json}", "body-differs @ get:"),
        ("GET", "{answers: [404]}", "answer-missing @ responses:"),
        ("GET", "{answers: {200: [total]}}", "field-missing @ Jobs: {properties"),
        ("GET", "{answers: {200: [data.secret]}}", "field-missing @ Job:"),
        ("GET", "{answers: {200: [data.made_at]}}", "field-missing @ madeAt: {type"),
        ("POST", "{requires: [name]}", "field-undeclared @ queue: {type"),
        ("POST", "{requires: [name, queue, limit]}", "field-differs @ limit: {type"),
        ("POST", "{requires: [name], optional: [queue]}", "field-differs @ queue: {type"),
        ("POST", "{requires: [name, que]}", "field-missing @ queue: {type"),
        ("POST", "{optional: [owner]}", "field-missing @ properties:"),
        ("POST", "{optional: [options.times]}", "field-missing @ options: {type"),
        ("POST", "{optional: [id]}", "field-missing @ id: {type: string, readOnly"),
        ("POST", "{defaults: {name: x}}", "default-differs @ name: {type"),
        ("POST", "{defaults: {options.retry: 1}}", "default-differs @ options: {type"),
        ("POST", "{enums: {name: [a]}}", "enum-differs @ name: {type"),
        ("POST", "{enums: {days: [mon]}}", "enum-differs @ days: {type"),
        ("POST", "{enums: {labels: [mon]}}", "enum-differs @ labels: {type"),
        ("POST", "{types: {labels: string}}", "type-differs @ labels: {type"),
        ("POST", "{types: {labels: list of integer}}", "type-differs @ labels: {type"),
        ("POST", "{types: {madeAt: string date}}", "type-differs @ madeAt: {type"),
        ("POST", "{nullable: [name]}", "type-differs @ name: {type"),
        ("POST", "{fixed: {source: web}}", "fixed-differs @ source: {const"),
        ("POST", "{fixed: {name: web}}", "fixed-differs @ name: {type"),
        ("POST", "{fixed: {colour: red}}", "field-missing @ post:"),
        ("POST", "{set_by_server: [name]}", "field-sent @ name: {type"),
        ("POST", "{set_by_server: [seenAt]}", "field-missing @ Job:"),
        ("POST", "{renamed: {name: title}}", "field-missing @ name: {type"),
        ("POST", "{body: [application/json, text/csv]}", "body-differs @ requestBody: {content"),
        ("POST", "{body: none}", "body-differs @ requestBody: {content"),
        ("POST", "{answers: [200, 201]}", "answer-missing @ responses:"),
        ("DELETE", "{requires: [name, queue]}", "body-differs @ delete:"),
    ],
)  # fmt: skip
def test_what_an_operation_does_not_say(operation: str, fact: str, expected: str) -> None:
    """Each fault is one finding, by its rule, at the line that has to be edited."""
    answers = faults(said(f"{operation} /jobs", fact), API)
    assert [one.replace("api.yaml: ", "")[: len(expected)] for one in answers] == [expected]


def test_a_value_of_a_choice_is_found_where_it_stands() -> None:
    """Values told one by one (``oneOf`` with ``const``) have lines of their own."""
    choice = "    State:\n      oneOf:\n        - const: open\n        - const: closed\n"
    api = API.replace("    State: {type: string, enum: [open, done]}\n", choice)
    keys = said("POST /jobs", "{enums: {state: [open, done]}}")
    assert faults(keys, api) == ["enum-differs @ api.yaml: - const: closed"]


def test_what_is_said_of_a_field_that_is_gone_is_told_once() -> None:
    """Default, values and type of a missing field do not apply."""
    fact = "{requires: [name, queue], optional: [owner], defaults: {owner: me}, types: {owner: string}}"
    assert len(faults(said("POST /jobs", fact), API)) == 1


def test_operations_share_a_fault_where_they_share_a_line() -> None:
    """A schema that two operations use is one place to edit, and one finding."""
    keys = (
        "operations:\n  GET /jobs: {answers: {200: {types: {data.name: integer}}}}\n"
        "  POST /jobs: {types: {name: integer}}\n"
    )
    assert [one.partition(" ")[0] for one in faults(keys, API)] == ["type-differs"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("required: [name, queue]", "required: name", "required: name"),
        ("        name: {type: string}", "        name: here", "name: here"),
        ("type: array, items: {type: string}", "allOf: here", "labels: {allOf: here}"),
        ('- {$ref: "#/components/parameters/size"}', "- here", "- here"),
        ("      properties:\n        name:", "      properties: []\n      x:\n        name:", "properties: []"),
        ("    NewJob:\n", "    NewJob: {$ref: '#/gone'}\n    Old:\n", "NewJob: {$ref: '#/gone'}"),
        ("    NewJob:\n", "    NewJob: {$ref: 'x.yaml'}\n    Old:\n", "NewJob: {$ref: 'x.yaml'}"),
    ],
)  # fmt: skip
def test_a_schema_that_is_none_cannot_be_told(old: str, new: str, line: str) -> None:
    """What depends on it cannot be told, with its place; what does not is judged."""
    assert API.count(old) == 1
    keys = (
        "operations:\n"
        "  GET /jobs: {auth: required, paginated: size, parameters: [tenant], answers: [200]}\n"
        "  POST /jobs: {requires: [name, queue], answers: [201]}\n"
    )
    broken = API.replace(old, new)
    number = [one.strip() for one in broken.splitlines()].index(line) + 1
    result = judge(tree(keys, broken))
    told = [one for one in result.verdicts if one.outcome is Outcome.CANT_TELL]
    assert told
    assert not result.findings
    assert all(f"api.yaml:{number}:" in one.reason for one in told)
    assert any(one.outcome is Outcome.PASSED for one in result.verdicts)


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/components/schemas/It"},
        {"allOf": [{"$ref": "#/components/schemas/It"}]},
        {"anyOf": [{"$ref": "#/components/schemas/It"}, {"type": "null"}]},
        {"type": "array", "items": {"$ref": "#/components/schemas/It"}},
        {"properties": {"name": {"$ref": "#/components/schemas/It"}}, "required": ["name"]},
        {"properties": {"name": {"type": "array", "items": {"$ref": "#/components/schemas/Its"}}}},
    ],
)
def test_circles_are_answered(schema: object) -> None:
    """A schema made of itself gives a verdict to each clause."""
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/It"}}}}
    api = {
        "openapi": "3.1.0",
        "paths": {"/jobs": {"post": {"requestBody": body, "responses": {"201": body}}}},
        "components": {"schemas": {"It": schema, "Its": ITS}},
    }
    fact = (
        "{requires: [name, name.name.name], fields: exactly, defaults: {name.id: 1}, enums: {name: [1]},"
        " types: {name: string}, set_by_server: [id], renamed: {a: b}, answers: {201: [x.y.z]}}"
    )
    result = judge(tree(said("POST /jobs", fact), json.dumps(api)))
    assert {one.outcome for one in result.verdicts} <= {*Outcome}
    assert any(one.outcome is Outcome.FAILED for one in result.verdicts)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
_PARTS = ("parameters", "requestBody", "responses", "security", "content", "schema", "200", "name")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_description_makes_an_error(data: st.DataObject) -> None:
    """Whatever stands in the place of a part, every clause has a verdict."""
    api = {
        "openapi": data.draw(st.sampled_from(["3.0.3", "3.1.0", "3.2.0"])),
        "paths": {"/jobs": {"post": {part: data.draw(_ANY) for part in _PARTS}}},
        "security": data.draw(_ANY),
        "components": data.draw(_ANY),
    }
    fact = "{auth: bearer, filters: [a], requires: [b], body: x/y, set_by_server: [c], answers: {200: [d]}}"
    result = judge(tree(said("POST /jobs", fact) + "open: {only: []}\n", json.dumps(api)))
    assert len([one for one in result.verdicts if one.clause.startswith("jobs/")]) >= 9


def big(count: int) -> str:
    """Return a description with many operations and schemas, as JSON."""
    schemas = {
        f"Schema{number}": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string", "description": "x" * 300},
                "next": {"$ref": f"#/components/schemas/Schema{(number + 1) % count}"},
            },
        }
        for number in range(count)
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Schema7"}}}}
    paths = {f"/p{n}": {"post": {"requestBody": body, "responses": {}}} for n in range(count)}
    return json.dumps({"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas}})


def test_a_large_description_is_read_in_seconds() -> None:
    """13 MB with 22 thousand operations are judged, every one of them, without a long wait."""
    text = big(22_000)
    assert len(text) > 13_000_000
    keys = said("POST /p21999", "{requires: [id], optional: [next.next.id]}")
    keys += "open: {only: /**}\nmutations: {only: [/**]}\nown_request_schemas: true\n"
    texts = tree(keys) | {"api.json": text}
    texts["contractcheck.yaml"] = "apis: {jobs: {openapi: api.json}}\n"
    started = time.monotonic()
    assert [one.rule for one in judge(texts).findings] == ["api-surface/field-differs"]
    assert time.monotonic() - started < SECONDS
