"""What a description says of one operation, in OpenAPI 3 and in Swagger 2.0."""

from __future__ import annotations

import pytest

from contractcheck.model.api_described import describe
from contractcheck.model.api_operation import Described
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.openapi import read_openapi
from contractcheck.readers.yaml_data import read_yaml

MODERN = """
openapi: 3.0.3
security: [{key: []}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    sign: {type: http, scheme: Bearer}
    flow: {type: oauth2, flows: {}}
  parameters:
    page: {name: page, in: query, schema: {type: integer, default: 1}}
  requestBodies:
    hub: {required: true, content: {text/csv: {}, application/json: {schema: {$ref: '#/components/schemas/Hub'}}}}
  schemas:
    Hub:
      required: [name, id]
      properties: {id: {readOnly: true}, name: {type: string}, secret: {writeOnly: true}}
paths:
  /hubs/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {$ref: '#/components/parameters/page'}
    get:
      parameters: [{name: page, in: query, required: true, schema: {type: integer}}]
      security: []
      responses: {"200": {description: Found}}
    put:
      security: [{sign: []}, {flow: [write]}]
      requestBody: {$ref: '#/components/requestBodies/hub'}
      responses:
        4XX: {description: Wrong, content: {application/problem+json: {schema: {properties: {title: {}}}}}}
        "202": {description: Done, content: {application/json: {schema: {$ref: '#/components/schemas/Hub'}}}}
    post: {responses: {default: {description: Done}}}
    patch: {security: [{key: []}, {}], responses: {}}
"""

SWAGGER = """
swagger: "2.0"
consumes: [application/json]
securityDefinitions: {login: {type: basic}}
security: [{login: []}]
paths:
  /hubs:
    post:
      produces: [application/json]
      parameters:
        - {name: body, in: body, required: true, schema: {required: [name], properties: {name: {type: string}}}}
        - {name: limit, in: query, type: integer, default: 20, enum: [20, 50]}
      responses: {201: {description: Made, schema: {properties: {id: {type: string}}}}}
    put:
      consumes: [multipart/form-data]
      parameters:
        - {name: file, in: formData, type: file, required: true}
        - {name: note, in: formData, type: string}
      responses: {200: {description: Put}}
"""


def operation(text: str, name: str) -> Described:
    """Return the one operation of a description with this name."""
    api = read_openapi(read_yaml("api.yaml", text.lstrip().encode()))
    return describe(api, next(one for one in api.operations if str(one) == name))


def test_parameters_of_the_path_are_those_of_each_operation() -> None:
    """The operation's own replace them; references are followed."""
    got, put = operation(MODERN, "GET /hubs/{id}"), operation(MODERN, "PUT /hubs/{id}")
    assert [(one.name, one.required) for one in got.parameters] == [("page", True), ("id", True)]
    page = put.parameter("page", "query")
    assert page is not None
    assert (page.required, page.schema.default) == (False, (1,))
    assert str(page.at) == "api.yaml:9:12"


@pytest.mark.parametrize(
    ("method", "schemes"),
    [
        ("GET", []),
        ("PUT", ["bearer", "oauth2"]),
        ("POST", ["apiKey"]),
        ("PATCH", ["apiKey"]),
    ],
)
def test_who_may_call(method: str, schemes: list[str]) -> None:
    """Its own security replaces that of all; an empty alternative lets anybody in."""
    security = operation(MODERN, f"{method} /hubs/{{id}}").security
    assert security.is_guarded is (method in {"PUT", "POST"})
    assert [one.type for one in security.schemes] == schemes


def test_requests_and_answers() -> None:
    """JSON is chosen among content types; the server's fields are not sent, secrets not shown."""
    put = operation(MODERN, "PUT /hubs/{id}")
    assert put.request is not None
    assert (put.request.media, put.body_required) == ("application/json", True)
    assert [one.name for one in put.request_fields()] == ["name", "secret"]
    assert [one.name for one in put.response_fields()] == ["id", "name"]
    assert [one.name for one in put.response_fields("404")] == ["title"]
    assert put.response("500") is None
    default = operation(MODERN, "POST /hubs/{id}").answer("500")
    assert default is not None
    assert default.status == "default"


def test_swagger_says_the_same_in_other_words() -> None:
    """A body parameter is the body, parameters have their type themselves, forms have fields."""
    post, put = operation(SWAGGER, "POST /hubs"), operation(SWAGGER, "PUT /hubs")
    assert [(one.name, one.required) for one in post.request_fields()] == [("name", True)]
    assert [one.name for one in post.response_fields()] == ["id"]
    limit = post.parameter("limit", "query")
    assert limit is not None
    assert (limit.schema.types, limit.schema.default) == (frozenset({"integer"}), (20,))
    assert limit.schema.enum == (20, 50)
    assert post.security.schemes[0].type == "basic"
    assert [(one.name, one.required) for one in put.request_fields()] == [
        ("file", True),
        ("note", False),
    ]
    assert put.request is not None
    assert (put.request.media, put.body_required) == ("multipart/form-data", True)


def _all_of(told: Described) -> tuple[object, ...]:
    return told.parameters, told.bodies, [one.bodies for one in told.answers]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[{name: page, in: query, required: true, schema: {type: integer}}]", "{}", "not a list"),
        ("{name: page, in: query, required: true, schema: {type: integer}}", "1", "not an object"),
        ("{name: page, in: query, required: true,", "{in: query,", "without `name` or `in`"),
        ("security: []\n", "security: {}\n", "`security` is not a list"),
        ("security: []\n", "security: [key]\n", "no security requirement"),
        ('responses: {"200": {description: Found}}', "responses: []", "not an object"),
        ('{"200": {description: Found}}', '{"200": 1}', "not an object"),
        ('{"200": {description: Found}}', '{"200": {content: []}}', "not an object"),
        ("'#/components/parameters/page'", "'#/components/parameters/none'", "names nothing"),
        ("'#/components/parameters/page'", "'more.yaml#/page'", "leads out of this document"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(old: str, new: str, message: str) -> None:
    """A broken part of a description is an error with a place for whoever asks for that part."""
    broken = MODERN.replace(old, new)
    assert broken != MODERN
    with pytest.raises(UnreadableError, match=r"api\.yaml:\d+:\d+") as caught:
        _all_of(operation(broken, "GET /hubs/{id}"))
    assert message in str(caught.value)
