"""What can be wrong with listed fields and with examples, in the words ``explain`` shows."""

from __future__ import annotations

from contractcheck.model.finding import Rule, Severity

_KIND = "api-surface"
_ERROR = Severity.ERROR
_LISTED = "People write their first request from this list, and the API is what refuses it."
_SHOWN = "An example is what people copy; one that does not fit fails at the first try."

FIELD_RULES = (
    Rule(
        f"{_KIND}/fields-of-no-operation",
        _ERROR,
        "The operation whose fields are listed is not in the API.",
        "A list of fields of an operation that is gone, or was renamed, cannot be right.",
        "Name the operation in `of` as the API has it now.",
        "contract   {at: docs/jobs.md, of: PUT /jobs request}\nopenapi    /jobs: {post: ...}",
    ),
    Rule(
        f"{_KIND}/field-unknown",
        _ERROR,
        "A list names a field or parameter that the API does not have.",
        _LISTED,
        "Write the name that the API has, or take the row away.",
        "jobs.md    | `queue_name` | yes |\nopenapi    properties: {queue: ...}",
    ),
    Rule(
        f"{_KIND}/field-undocumented",
        _ERROR,
        "The API has a field or parameter that a list which is to be complete does not name.",
        "What is not listed is not used, and a required field that is not listed makes every request fail.",
        "List it, or let the list show `at most` what the API has.",
        "contract   {at: docs/jobs.md, of: GET /jobs query, shows: exactly}\nopenapi    parameters: [{name: state}]",
    ),
    Rule(
        f"{_KIND}/field-required-differs",
        _ERROR,
        "A list says that a field is optional and the API requires it, or the other way round.",
        _LISTED,
        "Say what the API says.",
        "jobs.md    | `queue` | optional |\nopenapi    required: [queue]",
    ),
    Rule(
        f"{_KIND}/field-type-differs",
        _ERROR,
        "A list gives a field another type than the API.",
        _LISTED,
        "Name the type that the API has.",
        "jobs.md    | `args` | string |\nopenapi    args: {type: object}",
    ),
    Rule(
        f"{_KIND}/field-default-differs",
        _ERROR,
        "A list gives a field another default than the API, or one that is required a default.",
        "Whoever leaves the field out relies on what is written here.",
        "Write the default that the API has.",
        "jobs.md    | `priority` | `0` |\nopenapi    priority: {default: 3}",
    ),
    Rule(
        f"{_KIND}/field-values-differ",
        _ERROR,
        "A list has a value that the API does not allow, or lacks one that it has.",
        "A value that is refused, or one nobody knows of, is found out by trial only.",
        "List the values that the API has.",
        "jobs.md    | `state` | one of `open`, `done` |\nopenapi    state: {enum: [open, closed]}",
    ),
    Rule(
        f"{_KIND}/field-set-by-server",
        _ERROR,
        "A field that the server sets is listed among what a client sends.",
        "A client that sends it is refused, or believes that its value counts.",
        "Take it from the request, and list it with the answer.",
        "jobs.md    Send: `queue`, `insertedAt`\nopenapi    insertedAt: {readOnly: true}",
    ),
)

EXAMPLE_RULES = (
    Rule(
        f"{_KIND}/example-field-unknown",
        _ERROR,
        "An example shows a field that the API does not declare; a warning where the API does not refuse it.",
        _SHOWN,
        "Write the name that the API has, or leave the field out.",
        'start.md   -d \'{"queue_name": "mail"}\'\nopenapi    properties: {queue: ...}',
    ),
    Rule(
        f"{_KIND}/example-field-missing",
        _ERROR,
        "An example lacks a field or parameter that the API requires.",
        _SHOWN,
        "Show it; an ellipsis says that fields are left out.",
        "start.md   -d '{}'\nopenapi    required: [queue]",
    ),
    Rule(
        f"{_KIND}/example-value-invalid",
        _ERROR,
        "A value in an example is none that the API takes: by its type, the listed ones, its bounds or form.",
        _SHOWN,
        "Show a value that the API takes; a placeholder such as `<id>` stands for any.",
        'start.md   -d \'{"state": "opened"}\'\nopenapi    state: {enum: [open, closed]}',
    ),
    Rule(
        f"{_KIND}/example-set-by-server",
        _ERROR,
        "An example sends a field that the server sets.",
        "Who copies it is refused, or believes that the value counts.",
        "Leave it out of the request.",
        'start.md   -d \'{"insertedAt": "2026-01-01"}\'\nopenapi    insertedAt: {readOnly: true}',
    ),
    Rule(
        f"{_KIND}/example-parameter-unknown",
        _ERROR,
        "The address of an example has a query parameter that the operation does not have.",
        "Most servers overlook such a parameter: the answer is another one than expected, without an error.",
        "Write the parameter that the operation has.",
        "start.md   curl $URL/jobs?stat=open\nopenapi    parameters: [{name: state, in: query}]",
    ),
    Rule(
        f"{_KIND}/example-content-type",
        _ERROR,
        "An example sends a content type that the operation does not take.",
        _SHOWN,
        "Show a content type of the operation.",
        "start.md   -H 'Content-Type: text/plain'\nopenapi    content: {application/json: ...}",
    ),
    Rule(
        f"{_KIND}/example-status-unknown",
        _ERROR,
        "An example shows a success with a status that the operation does not answer.",
        "Programs test for the status they have seen in the example.",
        "Show the status that the operation answers.",
        "start.md   HTTP/1.1 200 OK\nopenapi    responses: {'201': ...}",
    ),
    Rule(
        f"{_KIND}/example-field-elsewhere",
        _ERROR,
        "An example lacks a field that the contract has it hold, or shows it at another place.",
        "The API takes both and reads only one: what stands elsewhere is lost without an error.",
        "Show the field where the contract has it.",
        'contract   holds: metadata.origin\nstart.md   -d \'{"metadata": {"from": "cron"}}\'',
    ),
    Rule(
        f"{_KIND}/example-without-credentials",
        _ERROR,
        "A call of a guarded operation is shown without any credential.",
        "Who copies it gets `401`, and looks for the mistake in the wrong place.",
        "Show the header, with a variable in the place of the secret.",
        "start.md   curl $URL/jobs\nopenapi    security: [{bearer: []}]",
    ),
)
