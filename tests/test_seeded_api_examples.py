"""Calls and bodies that documents show fit the API: what is found, and what is left alone."""

from __future__ import annotations

import pytest

from contractcheck.model.finding import Severity
from contractcheck.model.verdict import Outcome
from tests.job_api import OPENAPI, found_in_page, job_tree, messages_in_page
from tests.trees import judge

EXAMPLES = "examples: page.md\n"
URL = "https://jobs.example/api/v1"


def shown(text: str, language: str = "sh") -> str:
    """Return a page with one fence."""
    return f"# Page\n\n```{language}\n{text}\n```\n"


def answered(body: str, lead: str = "`GET /jobs/{id}` returns:") -> str:
    """Return a page with a body of JSON behind a lead-in."""
    return f"# Page\n\n{lead}\n\n```json\n{body}\n```\n"


JOB = '{"id": 1, "queue": "mail", "worker": "W", "insertedAt": "2026-01-01T00:00:00Z"}'


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (f"curl '{URL}/jobs?stat=open'", "example-parameter-unknown"),
        (f"curl {URL}/jobs?state=opened", "example-value-invalid"),
        (f"curl {URL}/jobs?limit=many", "example-value-invalid"),
        (f"curl -G {URL}/jobs -d sort=id", "example-parameter-unknown"),
        (f"curl {URL}/logs", "example-field-missing"),
        (f"curl '{URL}/logs?sinse=1'", "example-parameter-unknown"),
        (f"""curl {URL}/jobs -d '{{"queue": "a"}}'""", "example-field-missing"),
        (f"""curl {URL}/jobs -d '{{"queue": 1, "worker": "W"}}'""", "example-value-invalid"),
        (f"""curl {URL}/jobs --json '{{"que": "a", "worker": "W"}}'""", "example-field-unknown"),
        (
            f"""curl {URL}/jobs --data-raw '{{"queue": "a", "worker": "W", "state": "done"}}'""",
            "example-value-invalid",
        ),
        (
            f"""curl -XPOST {URL}/jobs -d "{{\\"queue\\": \\"a\\", \\"worker\\": 3}}\"""",
            "example-value-invalid",
        ),
        (
            f"""curl {URL}/jobs -d '{{"queue": "a", "worker": "W", "retry": {{"times": "3"}}}}'""",
            "example-value-invalid",
        ),
        (
            f"""curl {URL}/jobs -d '{{"queue": "a", "worker": "W", "labels": ["a", 4]}}'""",
            "example-value-invalid",
        ),
        (
            f"""curl {URL}/jobs -d '{{"queue": "a", "worker": "W", "insertedAt": "x"}}'""",
            "example-set-by-server",
        ),
        (
            f"""curl {URL}/jobs -H 'Content-Type: text/xml' -d '{{"queue": "a", "worker": "W"}}'""",
            "example-content-type",
        ),
        (f"curl {URL}/hooks -d adress=x", "example-field-unknown"),
        (f"curl {URL}/hooks -d address=x -d active=perhaps", "example-value-invalid"),
        (f"http POST {URL}/jobs queue=a worker=W state=done", "example-value-invalid"),
        (f"http {URL}/jobs stat==open", "example-parameter-unknown"),
        (f"wget -qO- '{URL}/jobs?stat=open'", "example-parameter-unknown"),
        (f'wget --post-data=\'{{"queue": "a"}}\' {URL}/jobs', "example-field-missing"),
    ],
)
def test_a_command_that_does_not_fit(call: str, rule: str) -> None:
    """One fault of a command is one finding, at its line."""
    assert [one for one, _ in found_in_page(EXAMPLES, shown(call))] == [rule]


@pytest.mark.parametrize(
    ("language", "code", "rule"),
    [
        (
            "js",
            'fetch(`${BASE}/jobs`, {method: "POST", body: JSON.stringify({queue: "a"})})',
            "field-missing",
        ),
        ("js", 'axios.post("/jobs", {queue: "a", wroker: name})', "field-unknown"),
        ("ts", 'await fetch("https://jobs.example/api/v1/jobs?stat=open")', "parameter-unknown"),
        (
            "python",
            'requests.post(f"{BASE}/jobs", json={"queue": 1, "worker": w})',
            "value-invalid",
        ),
        ("python", 'httpx.get(BASE + "/jobs", params={"stat": "open"})', "parameter-unknown"),
        ("http", 'POST /jobs\nHost: jobs.example\n\n{"queue": "a"}', "field-missing"),
        ("http", "GET /jobs\n  ?limit=3\n  &stat=open HTTP/1.1", "parameter-unknown"),
        ("", "GET /jobs?stat=open HTTP/1.1\nHost: jobs.example", "parameter-unknown"),
    ],
)
def test_code_that_does_not_fit(language: str, code: str, rule: str) -> None:
    """Calls in JavaScript, Python and as HTTP messages are read as commands are."""
    assert [one for one, _ in found_in_page(EXAMPLES, shown(code, language))] == [f"example-{rule}"]


@pytest.mark.parametrize(
    ("lead", "body", "rule"),
    [
        ("`GET /jobs/{id}` returns:", JOB.replace("1", '"1"', 1), "value-invalid"),
        ("`GET /jobs/4` answers `200`:", JOB.replace('"queue"', '"queueName"'), "field-unknown"),
        (
            "The response of `GET /jobs/{id}`:",
            JOB.replace('"worker": "W", ', '"state": "done", '),
            "value-invalid",
        ),
        ("Send this to `POST /jobs`:", '{"queue": "a", "Worker": "W"}', "field-unknown"),
        ("The body of `POST /jobs`:", '{"queue": "a", "worker": "W", "id": 3}', "set-by-server"),
        ("`GET /jobs` returns:", '{"items": []}', "field-missing"),
        ("`GET /jobs` returns:", f"[{JOB}]", "value-invalid"),
        ("`POST /jobs` answers `409` with:", '{"error": 5}', "value-invalid"),
    ],
)
def test_a_body_that_does_not_fit(lead: str, body: str, rule: str) -> None:
    """A body belongs to the operation its lead-in names, as request or answer."""
    assert [one for one, _ in found_in_page(EXAMPLES, answered(body, lead))] == [f"example-{rule}"]


def test_an_answer_behind_its_call() -> None:
    """What a terminal shows behind a prompt, and a fence behind a call, is the answer to the call."""
    console = f'$ curl {URL}/jobs/4\n{{"id": "4", "queue": "a", "insertedAt": "x"}}\n'
    assert found_in_page(EXAMPLES, shown(console, "console")) == [
        ("example-value-invalid", '{"id": "4", "queue": "a", "insertedAt": "x"}')
    ]
    page = shown(f"curl {URL}/jobs/4") + '\n```json\n{"id": 4, "queue": "a"}\n```\n'
    assert messages_in_page(EXAMPLES, page) == ["`insertedAt` is required and not in this example"]


def test_an_answer_with_another_status() -> None:
    """A success that the operation does not answer is found; what it shows is judged all the same."""
    page = shown(
        f"POST /jobs\n\n{{...}}\n\nHTTP/1.1 200 OK\n\n{JOB.replace('1', 'null', 1)}", "http"
    )
    assert [rule for rule, _ in found_in_page(EXAMPLES, page)] == [
        "example-status-unknown",
        "example-value-invalid",
    ]


def test_a_fault_stands_at_its_own_line() -> None:
    """Of a body in quotes over many lines the line of the field is named, and what to write there."""
    page = shown(f'curl {URL}/jobs \\\n  -d \'{{\n    "queue": "mail",\n    "wroker": "W"\n  }}\'')
    result = judge(job_tree(EXAMPLES, page=page))
    (finding,) = result.findings
    assert (finding.place.span.line, finding.place.span.column) == (7, 6)
    assert finding.repairs[0].replacement == "worker"
    assert any(one.at.document == "jobs.yaml" for one in finding.related)


def test_an_undeclared_field_is_a_warning() -> None:
    """Where the API does not refuse a field the finding is a warning, and the clause passes."""
    page = answered(JOB.replace("}", ', "colour": "red"}'))
    result = judge(job_tree(EXAMPLES, page=page))
    assert [one.severity for one in result.findings] == [Severity.WARNING]
    assert {one.outcome for one in result.verdicts} == {Outcome.PASSED}


def test_what_is_held_is_held() -> None:
    """A field the API leaves free stands where the contract has it, in every example that shows its parent."""
    contract = "examples: {at: page.md, of: POST /jobs request, holds: args.origin.host}\n"

    def page(args: str) -> str:
        return shown(f"""curl {URL}/jobs -d '{{"queue": "a", "worker": "W"{args}}}'""")

    assert found_in_page(contract, page("")) == []
    assert found_in_page(contract, page(', "args": {"origin": {"host": "x"}}')) == []
    assert found_in_page(contract, page(', "args": {...}')) == []
    for args in ('{"host": "x"}', '{"origin": {"hosts": "x"}}', '{"origin": {}}'):
        rules = [rule for rule, _ in found_in_page(contract, page(f', "args": {args}'))]
        assert rules == ["example-field-elsewhere"]


def test_credentials_are_asked_for_on_request() -> None:
    """A guarded operation shown without credentials is found where that is asked for; an open one is not."""
    contract = "examples: {at: page.md, shows_auth: true}\n"
    bare = shown(f"curl {URL}/jobs")
    assert [rule for rule, _ in found_in_page(contract, bare)] == ["example-without-credentials"]
    assert found_in_page(EXAMPLES, bare) == []
    for call in (
        f"curl {URL}/jobs -H 'Authorization: Bearer $KEY'",
        f"curl -u me:$PASSWORD {URL}/jobs",
        f'curl "${{AUTH[@]}}" {URL}/jobs',
        f"curl {URL}/health",
        f"http {URL}/jobs 'X-Api-Key:$KEY'",
    ):
        assert found_in_page(contract, shown(call)) == []


@pytest.mark.parametrize(
    "call",
    [
        "curl https://other.example/api/v1/jobs?stat=open",
        f"curl {URL}/jobs?state=$STATE",
        f"curl {URL}/jobs?state=<state>",
        f"curl '{URL}/jobs?label[]=a&label[]=b&state=open,closed'".replace("open,closed", "open"),
        f"curl {URL}/jobs -d @job.json",
        f'curl {URL}/jobs -d "$BODY"',
        f"cat job.json | curl {URL}/jobs -d @-",
        f"""curl {URL}/jobs -d '{{"queue": "mail", ...}}'""",
        f"""curl {URL}/jobs -d '{{"queue": "<queue>", "worker": "string", "priority": "$PRIORITY"}}'""",
        f"""curl {URL}/jobs -d '{{"queue": "'"$QUEUE"'", "worker": "YOUR_WORKER", "state": "..."}}'""",
        f"""curl {URL}/jobs -d '{{"queue": "a", "worker": "W", "args": {{"any": [1, {{"thing": 2}}]}}}}'""",
        f"""curl {URL}/jobs -d '{{"queue": "a", "worker": "W", "note": null, "secret": "s"}}'""",
        f"curl -X DELETE {URL}/jobs/4",
        f"curl {URL}/unknown?x=1",
        f"http POST {URL}/jobs queue=a worker=W priority:=3",
        f"# curl {URL}/jobs?stat=open",
    ],
)
def test_a_command_that_is_left_alone(call: str) -> None:
    """Other hosts, files, variables, placeholders, ellipses and free objects are no faults."""
    assert found_in_page(EXAMPLES, shown(call)) == []


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("js", 'app.get("/jobs", (request, answer) => answer.json({stat: 1}))'),
        ("js", 'fetch("/jobs", {method: "POST", body: JSON.stringify(job)})'),
        ("js", 'fetch("/jobs", {method: "POST", body: JSON.stringify({...job, queue})})'),
        ("python", '@app.post("/jobs")\ndef make(): ...'),
        ("python", 'requests.post(f"{BASE}/jobs", json=payload)'),
        ("python", 'requests.get(f"{BASE}/jobs", params=filters)'),
        ("python", 'cache.get("/jobs?stat=open")'),
        ("yaml", "jobs:\n  stat: open"),
        ("http", 'POST /jobs\n\n{"queue": "{{queue}}", "worker": "{{worker}}"}'),
        ("http", "GET /jobs?stat=open\nHost: other.example"),
        ("text", "GET jobs from the queue\nPOST them elsewhere"),
    ],
)
def test_code_that_is_left_alone(language: str, code: str) -> None:
    """Routes that are declared, bodies in variables and other things with such names are no calls."""
    assert found_in_page(EXAMPLES, shown(code, language)) == []


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        ("A job in the file `jobs.json`:", '{"id": "x"}'),
        (
            "`POST /jobs` calls your webhook with this payload:",
            '{"event": "x", "job": {"id": "x"}}',
        ),
        ("`GET /jobs/{id}` used to return:", '{"id": "x", "queue": "a"}'),
        ("`GET /jobs/{id}` does not return:", '{"id": "x", "queue": "a"}'),
        ("In v2 `GET /jobs/{id}` will return:", '{"id": "x", "queue": "a"}'),
        ("Otherwise `GET /jobs/{id}` returns an error:", '{"message": "none"}'),
        ("`POST /jobs` answers `422` with:", '{"message": "none"}'),
        ("A body for `POST /jobs` or `PUT /jobs`:", '{"id": "x"}'),
        ("The lifecycle of a job:", '{"open": ["running"], "running": ["closed"]}'),
        ("`GET /jobs/{id}` returns:", JOB),
        ("`GET /jobs/{id}` returns the job as it was inserted:", JOB),
        ("`GET /jobs/{id}` returns:", '{\n  "id": 1,\n  // and the rest of the job\n  ...\n}'),
        ("`GET /jobs` returns:", f'{{"items": [{JOB}, ...], "next": null}}'),
        ("`GET /jobs` returns jobs, each like this:", JOB),
        ("`GET /logs` returns:", '["started", "..."]'),
        ("`GET /jobs` returns:", '{"items": [{}, {}], "next": null}'),
    ],
)
def test_a_body_that_is_left_alone(lead: str, body: str) -> None:
    """Other things, other times, errors, parts and elements of lists are no faults."""
    assert found_in_page(EXAMPLES, answered(body, lead)) == []


def test_the_answer_of_another_operation() -> None:
    """A body belongs to the nearest operation that is named, not to one before it."""
    page = "# Page\n\n`POST /jobs` makes one.\n\n`GET /jobs` returns:\n\n"
    page += f'```json\n{{"items": [{JOB}], "next": "x"}}\n```\n'
    assert found_in_page(EXAMPLES, page) == []


def test_history_is_left_alone() -> None:
    """What stood in an example once may have been right then."""
    tree = job_tree("examples: '*.md'\n", CHANGELOG=shown(f"curl {URL}/jobs?stat=open"))
    assert [one.rule for one in judge(tree).findings] == []


def test_headings_tell_what_a_body_is() -> None:
    """A heading with the operation, and headings below it, say what the bodies under them are."""
    page = """
        # API
        ## `POST /jobs`
        ### Request
        ```json
        {"queue": "a"}
        ```
        ### Response
        ```json
        {"id": 1, "queue": "a"}
        ```
        ### Errors
        ```json
        {"message": "no"}
        ```
    """
    assert messages_in_page(EXAMPLES, page) == [
        "`worker` is required and not in this example",
        "`insertedAt` is required and not in this example",
    ]


def test_the_contract_tells_what_a_body_is() -> None:
    """Where the document does not say whose body it is, ``of`` does."""
    page = '# Job\n\n```json\n{"queue": "a"}\n```\n'
    assert found_in_page(EXAMPLES, page) == []
    told = "examples: {at: page.md, of: POST /jobs request}\n"
    assert [rule for rule, _ in found_in_page(told, page)] == ["example-field-missing"]


def test_a_place_that_is_gone() -> None:
    """A bound section that is renamed is a finding."""
    contract = "examples: page.md#Calls\n"
    assert [rule for rule, _ in found_in_page(contract, "# Call\n")] == ["place-gone"]


def test_a_description_that_cannot_be_read() -> None:
    """A reference to nothing in the API's description is told with its place, and nothing is claimed."""
    tree = job_tree(EXAMPLES, page=answered(JOB))
    tree["jobs.yaml"] = OPENAPI.replace(
        '"#/components/schemas/Base"', '"#/components/schemas/None"'
    )
    (verdict,) = judge(tree).verdicts
    assert verdict.outcome is Outcome.CANT_TELL
    assert "jobs.yaml" in verdict.reason
