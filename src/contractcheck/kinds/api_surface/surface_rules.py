"""What can be wrong with the operations of an API, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity

KIND = "api-surface"
_ERROR = Severity.ERROR

SURFACE_RULES = (
    Rule(
        f"{KIND}/operation-missing",
        _ERROR,
        "The API lacks an operation or path the contract names.",
        "Whoever was promised it gets an answer that says not found.",
        "Serve and describe it, or take it out of the contract; the finding names the nearest there is.",
        "contract   operations: [GET /jobs, POST /jobs]\nopenapi    /jobs: {get: ...}",
    ),
    Rule(
        f"{KIND}/operation-undeclared",
        _ERROR,
        "The API has an operation or path the contract does not name, where it names all.",
        "What nobody has declared nobody keeps, and nobody has looked at who may call it.",
        "Name it, or take it out of the API.",
        "contract   scope: /jobs/**\n           operations: [GET /jobs]\n"
        "openapi    /jobs: {get: ..., delete: ...}",
    ),
    Rule(
        f"{KIND}/operation-undocumented",
        _ERROR,
        "A place does not show an operation the API has.",
        "What is not documented is found by trying, and used in ways nobody meant.",
        "Document it, or narrow the `scope`.",
        "contract   scope: /jobs/**\n           documented_in: api.md#Jobs\n"
        "openapi    /jobs: {get: ..., post: ...}\napi.md     `GET /jobs`",
    ),
    Rule(
        f"{KIND}/lacked-but-present",
        _ERROR,
        "The API has an operation the contract says it lacks.",
        "Plans and documents still tell the way around it.",
        "Name it as what the API has, and take the way around out of the documents.",
        "contract   lacks: POST /jobs\nopenapi    /jobs: {get: ..., post: ...}",
    ),
    Rule(
        f"{KIND}/operation-open",
        _ERROR,
        "An operation asks nobody for credentials, and by the contract it should.",
        "Anybody may call it.",
        "Guard it (`security` of the operation or of all), or declare it open.",
        "contract   operations: {GET /jobs: {auth: required}}\n"
        "openapi    /jobs: {get: {security: []}}",
    ),
    Rule(
        f"{KIND}/operation-guarded",
        _ERROR,
        "An operation asks for credentials, and by the contract it is open.",
        "Who was told that it is public gets a refusal.",
        "Open it (`security: []`), or take it out of what is open.",
        "contract   open: {only: GET /health}\nopenapi    /health: {get: {security: [{key: []}]}}",
    ),
    Rule(
        f"{KIND}/auth-differs",
        _ERROR,
        "An operation takes other credentials, or asks for other scopes, than the contract says.",
        "A caller with the right key is refused, or one with too little let in.",
        "Correct the scheme and its scopes, or the contract.",
        "contract   auth: {oauth2: [jobs:write]}\nopenapi    security: [{login: [jobs:read]}]",
    ),
    Rule(
        f"{KIND}/mutation-elsewhere",
        _ERROR,
        "An operation changes something where the contract says nothing is changed.",
        "A second way to change things goes past the gate that the first one keeps.",
        "Take it out, or list it under `reads` if it changes nothing.",
        "contract   mutations: {only: /proposals/**}\nopenapi    /jobs: {post: ...}",
    ),
    Rule(
        f"{KIND}/schema-shared",
        _ERROR,
        "A request takes the schema of its own answer.",
        "It promises that a client may send what only the server sets.",
        "Give the request a schema of its own.",
        "contract   own_request_schemas: true\n"
        "openapi    post: {requestBody: {... $ref: Job}, responses: {201: {... $ref: Job}}}",
    ),
)
