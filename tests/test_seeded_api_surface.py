"""Which operations an API has, lacks and leaves open is held against its description, both ways."""

from __future__ import annotations

import textwrap

import pytest

from contractcheck.model.verdict import Outcome
from tests.trees import found, judge

API = """\
openapi: 3.1.0
info: {title: jobs, version: "1"}
servers: [{url: /api/v1}]
security: [{key: []}]
paths:
  /jobs:
    get: {tags: [work], responses: {}}
    post: {tags: [work], responses: {}}
  /jobs/{id}:
    get: {tags: [work], responses: {}}
  /search:
    post: {responses: {}}
  /health:
    get: {security: [], responses: {}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
"""


POST = "api.yaml: post: {tags: [work], responses: {}}"


def tree(keys: str, api: str = API, **documents: str) -> dict[str, str]:
    """Return a tree with an API and a contract with these keys about it."""
    head = "kind: api-surface\nid: jobs\nowner: us\napi: jobs\n"
    pages = {f"{name}.md": textwrap.dedent(text) for name, text in documents.items()}
    return {
        "contractcheck.yaml": "apis: {jobs: {openapi: api.yaml}}\n",
        "contracts/jobs.yaml": head + textwrap.dedent(keys),
        "api.yaml": api,
        **pages,
    }


def faults(keys: str, api: str = API, **documents: str) -> list[str]:
    """Return rule and place of each finding in short."""
    answers = found(tree(keys, api, **documents))
    return [f"{rule.removeprefix('api-surface/')} @ {place}" for rule, place in answers]


def outcomes(keys: str, api: str = API) -> set[Outcome]:
    """Return the outcomes of all clauses of the contract."""
    verdicts = judge(tree(keys, api)).verdicts
    return {one.outcome for one in verdicts if one.clause.startswith("jobs/")}


@pytest.mark.parametrize(
    "keys",
    [
        "operations: [GET /jobs, POST /jobs, 'GET /jobs/{id}']",
        "operations: ['GET /jobs/{job_id}']",
        "operations: [GET /api/v1/jobs, 'GET /api/v1/jobs/{x}']",
        "operations: [GET /jobs/]",
        "paths: [/jobs, '/jobs/{whatever}']",
        "paths: {at_least: /jobs}",
        "paths: {exactly: [/jobs, '/jobs/{id}', /search, /health]}",
        "lacks: [DELETE /jobs, /Jobs, '/jobs/{id}/runs', PUT /search]",
        "operations: [GET /jobs, POST /jobs, 'GET /jobs/{id}']\nscope: /jobs/**",
        "operations: [GET /jobs, POST /jobs, 'GET /jobs/{id}']\nscope: /jobs/",
        "operations: [GET /jobs, POST /jobs, 'GET /jobs/{id}']\nscope: tag:work",
        "operations: [GET /jobs, POST /jobs]\nscope: /jobs",
        "paths: /jobs\nscope: [GET /jobs, POST /jobs]",
        "operations: ['GET /jobs/{id}']\nscope: /jobs/*",
        "open: {only: GET /health}",
        "open: {only: /health}",
        "open: {only: ['/health/**']}",
        "mutations: {only: /jobs, reads: POST /search}",
        "mutations: {only: ['/jobs/**', /search]}",
        "mutations: {only: ['tag:work'], reads: [/search]}",
        "own_request_schemas: true",
    ],
)
def test_what_is_so_makes_no_finding(keys: str) -> None:
    """Base paths, names of parameters and ways to write a scope make no difference."""
    assert faults(keys) == []
    assert outcomes(keys) == {Outcome.PASSED}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("operations: [DELETE /jobs]", "operation-missing @ api.yaml: /jobs:"),
        ("operations: [GET /Jobs]", "operation-missing @ api.yaml: /jobs:"),
        ("operations: [GET /job]", "operation-missing @ api.yaml: /jobs:"),
        ("operations: [GET /users]", "operation-missing @ api.yaml: paths:"),
        ("operations: ['GET /jobs/{id}/runs']", "operation-missing @ api.yaml: paths:"),
        ("paths: [/users]", "operation-missing @ api.yaml: paths:"),
        ("lacks: [POST /search]", "lacked-but-present @ api.yaml: post: {responses: {}}"),
        ("lacks: ['/jobs/{key}']", "lacked-but-present @ api.yaml: get: {tags: [work], responses: {}}"),
        ("operations: [GET /jobs]\nscope: /jobs", f"operation-undeclared @ {POST}"),
        ("operations: [GET /jobs, PUT /jobs]\nscope: /jobs", f"operation-missing @ {POST}"),
        ("scope: tag:work\npaths: /jobs", "operation-undeclared @ api.yaml: /jobs/{id}:"),
        ("scope: POST /*\noperations: [POST /jobs]", "operation-undeclared @ api.yaml: post: {responses: {}}"),
        ("mutations: {only: /jobs}", "mutation-elsewhere @ api.yaml: post: {responses: {}}"),
        ("mutations: {only: /search}", f"mutation-elsewhere @ {POST}"),
        ("mutations: {only: ['/jobs/*', /search]}", f"mutation-elsewhere @ {POST}"),
        ("mutations: {only: [/jobs, /search], reads: /find}", "operation-missing @ api.yaml: paths:"),
        ("open: {only: []}", "operation-open @ api.yaml: get: {security: [], responses: {}}"),
        ("open: {only: [/health, /search]}", "operation-guarded @ api.yaml: security: [{key: []}]"),
        ("open: {only: [/health, /status]}", "operation-missing @ api.yaml: paths:"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_found_where_the_description_is_edited(keys: str, expected: str) -> None:
    """Each fault is one finding, at the line of the operation or of the nearest there is."""
    assert faults(keys) == [expected]


def test_a_path_that_is_gone_is_one_fault_however_many_methods_it_had() -> None:
    """The second operation of the same path does not say it again."""
    keys = "operations: [GET /users, POST /users]"
    assert faults(keys) == ["operation-missing @ api.yaml: paths:"]
    verdicts = {one.clause: one.outcome for one in judge(tree(keys)).verdicts}
    assert verdicts["jobs/operations/POST-/users"] is Outcome.FAILED


def test_a_renamed_path_is_one_fault_where_nothing_else_may_be() -> None:
    """What is missing and what is there instead are told together."""
    keys = "paths: {exactly: [/job, '/jobs/{id}', /search, /health]}"
    assert faults(keys) == ["operation-missing @ api.yaml: /jobs:"]


def test_what_an_operation_says_does_not_apply_where_it_is_not_there() -> None:
    """A missing operation is told once, and its details do not apply."""
    keys = "operations: {GET /users: {auth: required, filters: [name], answers: [200]}}"
    assert len(faults(keys)) == 1
    assert outcomes(keys) == {Outcome.FAILED, Outcome.INAPPLICABLE}


SHOWN = """
    # Calls

    `GET /jobs` lists them, and `POST /api/v1/jobs` makes one.

    | Path | Method |
    | --- | --- |
    | `/jobs/:id` | GET |
"""
LINE = "operation-undocumented @ page.md: # Calls"
DOCUMENTED = "scope: /jobs/**\npaths: [/jobs, '/jobs/{id}']\ndocumented_in: page.md#Calls\n"


def test_every_operation_in_the_scope_is_documented() -> None:
    """Prose, tables, base paths and other names of parameters show an operation."""
    assert faults(DOCUMENTED, page=SHOWN) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`POST /api/v1/jobs`", "`PUT /api/v1/jobs`"),
        ("and `POST /api/v1/jobs` makes one", "and more"),
        ("and `POST /api/v1/jobs` makes one", "and there is no `POST /api/v1/jobs`"),
        ("and `POST /api/v1/jobs` makes one", "and ~~`POST /api/v1/jobs`~~ more"),
        ("| `/jobs/:id` | GET |", "| `/jobs/:id` | DELETE |"),
    ],
)
def test_an_operation_that_is_not_shown_is_found(old: str, new: str) -> None:
    """Another method, a denial and struck text do not show it."""
    assert old in SHOWN
    assert faults(DOCUMENTED, page=SHOWN.replace(old, new)) == [LINE]


def test_without_a_scope_only_what_is_named_must_be_documented() -> None:
    """An API may have more than the contract speaks of."""
    keys = "operations: [GET /jobs]\ndocumented_in: page.md#Calls\n"
    assert faults(keys, page="# Calls\n\n`GET /jobs`\n") == []
    assert faults(keys, page="# Calls\n\nNone.\n") == [LINE]


def test_a_further_api_is_held_to_the_same() -> None:
    """``also`` names another description; its clauses and findings are its own."""
    texts = tree("also: staging\noperations: [GET /jobs]\n")
    texts["contractcheck.yaml"] = (
        "apis: {jobs: {openapi: api.yaml}, staging: {openapi: other.yaml}}\n"
    )
    texts["other.yaml"] = API.replace("  /jobs:\n", "  /work:\n")
    assert found(texts) == [("api-surface/operation-missing", "other.yaml: paths:")]
    assert [one.clause for one in judge(texts).findings] == ["jobs/operations/GET-/jobs@staging"]


SWAGGER = """\
swagger: "2.0"
basePath: /api/v1
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}
security: [{key: []}]
paths:
  /jobs:
    get: {security: [], responses: {}}
    post: {responses: {}}
"""


def test_swagger_is_read_too() -> None:
    """Scope, base path and security are told in Swagger's words."""
    keys = "operations: [GET /api/v1/jobs, POST /jobs]\nscope: /\nopen: {only: GET /jobs}\n"
    assert faults(keys, SWAGGER) == []
    assert faults("open: {only: []}", SWAGGER) == [
        "operation-open @ api.yaml: get: {security: [], responses: {}}"
    ]


MODERN = API.replace("3.1.0", "3.2.0").replace(
    "  /health:\n",
    "  /cache:\n    additionalOperations: {PURGE: {responses: {}}}\n"
    "    query: {responses: {}}\n  /health:\n",
)


def test_methods_of_their_own_change_something_and_query_does_not() -> None:
    """What has no key of its own since OpenAPI 3.2 is judged as well."""
    keys = "mutations: {only: [/jobs, /search]}"
    assert faults(keys, MODERN) == [
        "mutation-elsewhere @ api.yaml: additionalOperations: {PURGE: {responses: {}}}"
    ]


OUTSIDE = API.replace("  /health:\n", "  /more: {$ref: 'other.yaml#/more'}\n  /health:\n")


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ("operations: [GET /more]", Outcome.CANT_TELL),
        ("operations: {GET /more: {auth: required}}", Outcome.CANT_TELL),
        ("lacks: [POST /more]", Outcome.CANT_TELL),
        ("mutations: {only: [/jobs, /search]}", Outcome.CANT_TELL),
        ("open: {only: /health}", Outcome.CANT_TELL),
        ("operations: [GET /jobs]", Outcome.PASSED),
        ("lacks: [/users]", Outcome.PASSED),
    ],
)
def test_what_stands_in_another_file_cannot_be_told(keys: str, outcome: Outcome) -> None:
    """A path behind a reference out of the description may have any operation."""
    assert outcomes(keys, OUTSIDE) == {outcome}


SHARED = """\
openapi: 3.1.0
info: {title: jobs, version: "1"}
paths:
  /jobs:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}
      responses:
        "201": {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}
components:
  schemas:
    Job: {type: object, required: [id, name], properties: {id: {}, name: {}}}
    NewJob: {type: object, required: [name], properties: {name: {}}}
    JobMade: {allOf: [{$ref: "#/components/schemas/NewJob"}, {properties: {id: {}}}]}
    Jobs: {type: array, items: {$ref: "#/components/schemas/Job"}}
"""
REQUEST = 'requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}'
ANSWER = '"201": {content: {application/json: {schema: {$ref: "#/components/schemas/Job"}}}}'


@pytest.mark.parametrize(
    ("request_schema", "answer_schema", "shared"),
    [
        ("Job", "Job", True),
        ("Job", "Jobs", True),
        ("NewJob", "Job", False),
        ("NewJob", "JobMade", False),
        ("JobMade", "NewJob", True),
    ],
)
def test_a_request_has_a_schema_of_its_own(
    request_schema: str, answer_schema: str, *, shared: bool
) -> None:
    """An answer may be made of the request and more; a request not of its answer."""
    request = REQUEST.replace("schemas/Job", f"schemas/{request_schema}")
    answer = ANSWER.replace("schemas/Job", f"schemas/{answer_schema}")
    api = SHARED.replace(REQUEST, request).replace(ANSWER, answer)
    expected = [f"schema-shared @ api.yaml: {request}"] if shared else []
    assert faults("own_request_schemas: true", api) == expected
    assert faults("own_request_schemas: POST /jobs", api) == expected


@pytest.mark.parametrize(
    "broken",
    [
        API.replace("security: [{key: []}]", "security: key"),
        API.replace("    get: {tags: [work], responses: {}}", "    get: 1", 1),
        API.replace("paths:", "paths: []\nx-paths:"),
        API.replace("/search:", "search:"),
        "[]",
        "openapi: [",
        "",
    ],
)
def test_a_broken_description_is_no_verdict(broken: str) -> None:
    """Nothing is accused by a description that cannot be read, and nothing passes."""
    keys = "open: {only: /health}\nown_request_schemas: true"
    result = judge(tree(keys, broken))
    told = [one for one in result.verdicts if one.clause == "jobs/open"]
    assert [one.outcome for one in told] == [Outcome.CANT_TELL]
    assert "api.yaml" in told[0].reason


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("operations: [GET /jobs]\nlacks:\n  - GET /jobs\n", "- GET /jobs"),
        ("paths: {exactly: [/jobs]}\nlacks: /jobs\n", "lacks: /jobs"),
        ("operations: ['GET /jobs/{id}']\nlacks: '/jobs/{job}'\n", "lacks: '/jobs/{job}'"),
        ("operations: {POST /jobs: {requires: [a], optional: [a]}}", ""),
        ("operations: {POST /jobs: {optional: [a], set_by_server: [a]}}", ""),
    ],
)
def test_a_contract_that_contradicts_itself_is_found(keys: str, line: str) -> None:
    """What is both there and lacking, or sent and set by the server, no API can satisfy."""
    expected = f"contradiction @ contracts/jobs.yaml: {line or keys}"
    assert expected in faults(keys)


def test_a_path_may_lack_a_method_it_is_not_said_to_have() -> None:
    """Other methods and other paths contradict nothing."""
    keys = "operations: [GET /jobs]\npaths: ['/jobs/{id}']\nlacks: [PUT /jobs, 'PUT /jobs/{id}']\n"
    assert faults(keys) == []
