"""A description that refers to other files: what stands in it is told, what stands elsewhere is not guessed."""

from __future__ import annotations

import pytest

from contractcheck.model.verdict import Outcome
from tests.test_seeded_api_surface import tree
from tests.trees import judge

API = """\
openapi: 3.0.2
info: {title: maps, version: "1"}
security: []
components:
  parameters:
    form: {name: f, in: query, schema: {type: string, enum: [json, html], default: json}}
paths:
  /:
    get:
      parameters: [{$ref: "#/components/parameters/form"}]
      responses:
        "200": {$ref: "https://schemas.example/maps.yaml#/LandingPage"}
        "400": {description: Bad}
  /maps:
    get:
      parameters:
        - {$ref: "#/components/parameters/form"}
        - {$ref: "https://schemas.example/maps.yaml#/limit"}
      responses: {"200": {content: {application/json: {schema: {properties: {maps: {type: array}}}}}}}
    post:
      requestBody: {$ref: "https://schemas.example/maps.yaml#/NewMap"}
      responses: {"201": {description: Made}}
"""


def outcome(operation: str, fact: str) -> set[Outcome]:
    """Return the outcomes of what is said of one operation, apart from that it is there."""
    result = judge(tree(f"operations:\n  {operation}: {fact}\n", API))
    return {
        one.outcome
        for one in result.verdicts
        if one.clause.startswith("jobs/operations/") and one.clause.count("/") > 2
    }


@pytest.mark.parametrize(
    ("operation", "fact"),
    [
        ("GET /", "{auth: none}"),
        ("GET /", "{parameters: [f], answers: [400]}"),
        ("GET /", "{enums: {f: [json, html]}, defaults: {f: json}}"),
        ("GET /maps", "{auth: none, answers: {200: [maps]}}"),
        ("GET /maps", "{defaults: {f: json}}"),
        ("POST /maps", "{auth: none, answers: [201]}"),
    ],
)
def test_what_does_not_depend_on_another_file_is_told(operation: str, fact: str) -> None:
    """Callers need no answers, and a parameter that stands here needs no other parameter."""
    assert Outcome.FAILED not in outcome(operation, fact)
    assert Outcome.PASSED in outcome(operation, fact)


@pytest.mark.parametrize(
    ("operation", "fact"),
    [
        ("GET /", "{answers: {200: [links]}}"),
        ("GET /maps", "{parameters: [limit]}"),
        ("GET /maps", "{defaults: {limit: 10}}"),
        ("POST /maps", "{requires: [name]}"),
        ("POST /maps", "{body: application/json}"),
    ],
)
def test_what_may_stand_in_another_file_is_not_claimed(operation: str, fact: str) -> None:
    """Nobody can tell whether a parameter, a field or an answer is behind a reference out of the document."""
    assert Outcome.CANT_TELL in outcome(operation, fact)
    assert Outcome.FAILED not in outcome(operation, fact)


@pytest.mark.parametrize("fact", ["{auth: bearer}", "{enums: {f: [json]}}", "{answers: [404]}"])
def test_a_fault_beside_such_a_reference_is_found(fact: str) -> None:
    """What stands here and is wrong is an error, whatever else cannot be read."""
    assert Outcome.FAILED in outcome("GET /", fact)


def test_an_answer_that_is_none_is_untold_alone() -> None:
    """What is said of the other answers is judged; what a broken one shows cannot be told."""
    broken = API.replace('"400": {description: Bad}', '"400": Bad')
    assert broken != API
    shows = judge(tree("operations: {GET /: {answers: {400: [why]}}}", broken))
    assert Outcome.CANT_TELL in {one.outcome for one in shows.verdicts}
    named = judge(tree("operations: {GET /: {auth: none, answers: [400]}}", broken))
    assert Outcome.CANT_TELL not in {one.outcome for one in named.verdicts}


def test_the_root_of_an_api_is_one_operation() -> None:
    """`GET /` names the landing page, not every operation: the rest of a scope has to be named as well."""
    keys = "operations: [GET /]\nscope: /\n"
    undeclared = [one.subject for one in judge(tree(keys, API)).findings]
    assert undeclared == ["GET /maps", "POST /maps"]
    keys = "operations: [GET /]\ndocumented_in: page.md\n"
    told = judge(tree(keys, API, page="Ask `GET /` first."))
    assert told.findings == ()
