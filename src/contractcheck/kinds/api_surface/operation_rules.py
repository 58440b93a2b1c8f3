"""What can be wrong with one operation of an API, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.kinds.api_surface.surface_rules import KIND
from contractcheck.model.finding import Rule, Severity

_ERROR = Severity.ERROR

OPERATION_RULES = (
    Rule(
        f"{KIND}/parameter-missing",
        _ERROR,
        "An operation lacks a parameter the contract names.",
        "Servers ignore what they do not know: the list is not narrowed, and nobody is told.",
        "Restore the parameter, or take it out; the finding names the nearest there is.",
        "contract   filters: [state]\nopenapi    parameters: [{name: status, in: query}]",
    ),
    Rule(
        f"{KIND}/parameter-differs",
        _ERROR,
        "A parameter stands elsewhere, or is required where it was optional, or the other way round.",
        "Calls that worked are refused.",
        "Correct the parameter, or the contract.",
        "contract   filters: [state]\nopenapi    parameters: [{name: state, in: query, required: true}]",
    ),
    Rule(
        f"{KIND}/parameter-undeclared",
        _ERROR,
        "An operation requires a parameter the contract does not name.",
        "Every caller that follows the contract is refused.",
        "Make it optional, or name it.",
        "contract   filters: [state]\n"
        "openapi    parameters: [..., {name: owner, in: query, required: true}]",
    ),
    Rule(
        f"{KIND}/field-missing",
        _ERROR,
        "A request or an answer lacks a field the contract names.",
        "What is sent under that name is lost, and what is read under it is not there.",
        "Restore the field, or take it out; the finding names the nearest there is.",
        "contract   requires: [name]\nopenapi    properties: {title: ...}",
    ),
    Rule(
        f"{KIND}/field-differs",
        _ERROR,
        "A field of a request is required where it was optional, or the other way round.",
        "Calls that worked are refused, or ones that should be refused are taken.",
        "Correct the `required` of its schema, or the contract.",
        "contract   requires: [name]\nopenapi    required: []",
    ),
    Rule(
        f"{KIND}/field-undeclared",
        _ERROR,
        "A request requires a field the contract does not name, or has one where it names all.",
        "Every caller that follows the contract is refused.",
        "Take it out, or name it.",
        "contract   requires: [name]\nopenapi    required: [name, owner]",
    ),
    Rule(
        f"{KIND}/field-sent",
        _ERROR,
        "A request takes a field that the server sets.",
        "A client may then say when something happened, or who did it.",
        "Take it out of the request, or mark it `readOnly`.",
        "contract   set_by_server: [createdAt]\nopenapi    requestBody: {... createdAt: ...}",
    ),
    Rule(
        f"{KIND}/default-differs",
        _ERROR,
        "A field or parameter has another default, or none.",
        "Callers that leave it out get something else than they were told.",
        "Correct the default, or the contract.",
        "contract   defaults: {limit: 20}\nopenapi    limit: {type: integer, default: 100}",
    ),
    Rule(
        f"{KIND}/enum-differs",
        _ERROR,
        "A field or parameter may have other values.",
        "A value that is gone is refused, and a new one meets callers that do not know it.",
        "Correct the values, or the contract.",
        "contract   enums: {state: [open, done]}\nopenapi    state: {enum: [open, closed]}",
    ),
    Rule(
        f"{KIND}/fixed-differs",
        _ERROR,
        "A field that always has one value has another, or may have any.",
        "What was a mark to rely on is none.",
        "Correct the `const`, or the contract.",
        "contract   fixed: {source: api}\nopenapi    source: {type: string}",
    ),
    Rule(
        f"{KIND}/type-differs",
        _ERROR,
        "A field or parameter has another type or format, or cannot be null where it may be.",
        "Programs that read it break, or what they send is refused.",
        "Correct the type, or the contract.",
        "contract   types: {metadata: object}\nopenapi    metadata: {type: string}",
    ),
    Rule(
        f"{KIND}/body-differs",
        _ERROR,
        "A request takes other content types, a body where there is none, or none where there is one.",
        "A call in the content type that was promised is refused.",
        "Correct the `content` of the request, or the contract.",
        "contract   body: application/json\nopenapi    content: {application/xml: ...}",
    ),
    Rule(
        f"{KIND}/answer-missing",
        _ERROR,
        "An operation does not describe an answer the contract names.",
        "Callers have no word for what they get.",
        "Describe the answer, or take it out.",
        "contract   answers: [200, 404]\nopenapi    responses: {200: ...}",
    ),
)
