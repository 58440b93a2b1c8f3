"""Documents show an API at its public host: where the description names it, no contract has to."""

from __future__ import annotations

import pytest

from tests.test_seeded_api_surface import tree
from tests.trees import found

API = """\
openapi: 3.1.0
info: {title: maps, version: "1"}
servers:
  - url: https://{region}.maps.example/v1
    variables: {region: {default: eu}}
  - url: http://maps.example:8443/v1
paths:
  /maps:
    post:
      requestBody:
        content:
          application/json:
            schema: {required: [name], additionalProperties: false, properties: {name: {type: string}}}
      responses: {"201": {description: Made}}
"""

CALL = "```sh\ncurl -X POST {} -H 'Content-Type: application/json' -d '{}'\n```\n"


def rules(keys: str, text: str, api: str = API) -> list[str]:
    """Return the rules of what a page shows wrongly."""
    answers = found(tree(keys, api) | {"page.md": text})
    return [rule.removeprefix("api-surface/") for rule, _ in answers]


@pytest.mark.parametrize(
    "host", ["https://eu.maps.example", "http://maps.example:8443", "https://EU.Maps.Example"]
)
def test_a_call_of_the_described_host_is_judged(host: str) -> None:
    """A host of `servers` is the API's: its calls and their bodies are held against it."""
    good = CALL.format(f"{host}/v1/maps", '{"name": "lakes"}')
    bad = CALL.format(f"{host}/v1/maps", '{"title": "lakes"}')
    absent = CALL.format(f"{host}/v1/atlases", "{}")
    assert rules("documents: page.md\nexamples: page.md\n", good) == []
    assert "documented-but-absent" in rules("documents: page.md\n", absent)
    assert rules("examples: page.md\n", bad) != []


@pytest.mark.parametrize(
    "host", ["https://other.example", "https://maps.example.evil", "https://us.maps.example"]
)
def test_a_call_of_another_host_is_not(host: str) -> None:
    """Another service may have other operations and other bodies."""
    text = CALL.format(f"{host}/v1/atlases", '{"title": 1}')
    text += '\nIt returns:\n\n```json\n{"x": 1}\n```\n'
    assert rules("documents: page.md\nexamples: page.md\n", text) == []


def test_hosts_of_the_contract_come_before_those_of_the_description() -> None:
    """Where a contract declares hosts they alone are the API's."""
    text = CALL.format("https://eu.maps.example/v1/atlases", "{}")
    assert rules("documents: page.md\nhosts: maps.test\n", text) == []


def test_what_is_shown_at_the_described_host_is_documented() -> None:
    """A call with the full URL documents its operation."""
    keys = "operations: [POST /maps]\ndocumented_in: page.md\n"
    shown = CALL.format("https://eu.maps.example/v1/maps", '{"name": "lakes"}')
    assert rules(keys, shown) == []
    assert rules(keys, CALL.format("https://other.example/v1/maps", "{}")) == [
        "operation-undocumented"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://eu.maps.example/v1/maps",
        "All maps are at <https://eu.maps.example/v1/maps>.",
        "All maps are at `https://eu.maps.example/v1/maps?f=json`, as a list.",
        "All maps are at http://localhost:8080/v1/maps.",
        "- https://eu.maps.example/v1/maps\n- more",
    ],
)
def test_a_url_in_text_is_a_route(text: str) -> None:
    """A tour of an API shows its pages by their URLs alone: each shows the operations of its path."""
    assert rules("operations: [POST /maps]\ndocumented_in: page.md\n", text) == []
    elsewhere = text.replace("/maps", "/atlases")
    told = rules("operations: [POST /maps]\ndocumented_in: page.md\n", elsewhere)
    assert told == ["operation-undocumented"]
    assert rules("documents: page.md\n", elsewhere) == []
    assert rules("documents: page.md\nprefixes: /v1\n", elsewhere) == ["documented-but-absent"]


@pytest.mark.parametrize(
    "text", ["See https://other.example/v1/atlases.", "See [it](https://other.example/v1/x)."]
)
def test_a_url_of_another_host_is_no_route(text: str) -> None:
    """Links lead to many places; only those on a host of the API are its routes."""
    assert rules("documents: page.md\nprefixes: [/v1, /]\n", text) == []


def test_swagger_names_its_host_too() -> None:
    """`host` and `basePath` of Swagger 2.0 are a server."""
    api = (
        "swagger: '2.0'\ninfo: {title: maps, version: '1'}\nhost: maps.example\nbasePath: /v1\n"
        "paths: {/maps: {get: {responses: {'200': {description: All}}}}}\n"
    )
    assert rules("documents: page.md\n", "Ask `GET https://maps.example/v1/maps`.", api) == []
    absent = rules("documents: page.md\n", "Ask `GET https://maps.example/v1/lakes`.", api)
    assert absent == ["documented-but-absent"]
