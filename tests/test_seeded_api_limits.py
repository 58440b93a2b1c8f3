"""What the API sets limits to, an example keeps: bounds, times, the alternative it is, its direction."""

from __future__ import annotations

import pytest

from contractcheck.model.verdict import Outcome
from tests.job_api import OPENAPI, job_tree
from tests.trees import found, judge

LIMITED = (
    OPENAPI.replace("openapi: 3.0.3", "openapi: 3.1.0")
    .replace("{type: integer, default: 20}", "{type: integer, minimum: 1, maximum: 200}")
    .replace(
        "priority: {type: integer, default: 3}",
        "priority: {anyOf: [{type: integer, exclusiveMinimum: 0, maximum: 9}, {type: 'null'}]}\n"
        "        due: {type: string, format: date}\n"
        "        target: {oneOf: [{$ref: '#/components/schemas/Mail'}, {$ref: '#/components/schemas/Call'}]}",
    )
    .replace(
        "    Fault:",
        "    Mail: {type: object, required: [by, address],"
        " properties: {by: {const: mail}, address: {type: string}}}\n"
        "    Call: {type: object, required: [by, number],"
        " properties: {by: {const: call}, number: {type: string}}}\n"
        "    Fault:",
    )
)


def rules_of(page: str, contract: str = "examples: page.md\n") -> list[str]:
    """Return the rules that a page breaks beside the API with limits."""
    tree = {**job_tree(contract, page=page), "jobs.yaml": LIMITED}
    return [rule.partition("/")[2] for rule, _ in found(tree)]


def sent(fields: str) -> str:
    """Return a page with a call that sends these fields besides the required ones."""
    body = f'{{"queue": "a", "worker": "W", {fields}}}'
    return f"# Page\n\n```sh\ncurl https://jobs.example/api/v1/jobs --json '{body}'\n```\n"


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ('"priority": 10', ["example-value-invalid"]),
        ('"priority": 0', ["example-value-invalid"]),
        ('"due": "14 March 2026"', ["example-value-invalid"]),
        ('"due": "14.03.2026"', ["example-value-invalid"]),
        ('"due": "2026-03-14T09:00:00Z"', ["example-value-invalid"]),
        ('"target": {"by": "call", "address": "a@b.example"}', ["example-field-missing"]),
        ('"target": {"by": "mail"}', ["example-field-missing"]),
        ('"priority": 9', []),
        ('"priority": 1', []),
        ('"priority": null', []),
        ('"due": "2026-03-14"', []),
        ('"due": "YYYY-MM-DD"', []),
        ('"due": "<day>"', []),
        ('"target": {"by": "call", "number": "12"}', []),
        ('"target": {"by": "<how>", "address": "a@b.example"}', []),
        ('"target": {"by": "call", "...": "..."}', []),
    ],
)
def test_a_request_keeps_to_the_limits_of_its_fields(fields: str, rules: list[str]) -> None:
    """A bound, a form of time and the alternative that is named count; placeholders do not."""
    assert rules_of(sent(fields)) == rules


@pytest.mark.parametrize(
    ("limit", "rules"),
    [
        ("2000", ["example-value-invalid"]),
        ("0", ["example-value-invalid"]),
        ("200", []),
        ("$LIMIT", []),
    ],
)
def test_a_parameter_keeps_to_its_bounds(limit: str, rules: list[str]) -> None:
    """What stands behind the question mark is held against minimum and maximum too."""
    call = f'curl "https://jobs.example/api/v1/jobs?limit={limit}"'
    assert rules_of(f"# Page\n\n```sh\n{call}\n```\n") == rules


@pytest.mark.parametrize(
    ("field", "rules"),
    [
        ('"insertedAt": "2026-01-01"', ["example-value-invalid"]),
        ('"insertedAt": "2026-01-01T00:00:00"', []),
        ('"insertedAt": "2026-01-01T00:00:00Z", "secret": "s"', ["example-field-unknown"]),
    ],
)
def test_an_answer_keeps_to_times_and_to_its_direction(field: str, rules: list[str]) -> None:
    """A day is no moment, and what is only sent is in no answer."""
    api = LIMITED.replace(
        "insertedAt: {type: string, format: date-time, readOnly: true}",
        "insertedAt: {type: string, format: date-time, readOnly: true}\n"
        "            secret: {type: string, writeOnly: true}",
    )
    body = f'{{"id": 1, "queue": "mail", "worker": "W", {field}}}'
    page = f"# Page\n\n`GET /jobs/{{id}}` returns:\n\n```json\n{body}\n```\n"
    tree = {**job_tree("examples: page.md\n", page=page), "jobs.yaml": api}
    assert [rule.partition("/")[2] for rule, _ in found(tree)] == rules


def test_a_field_that_is_sent_elsewhere_is_told_where() -> None:
    """A name is never said to be the nearest to itself."""
    contract = "documented: [{at: page.md#New, of: POST /jobs request}]\n"
    page = "# Page\n\n## New\n\n| Field | In |\n| --- | --- |\n| `queue` | query |\n"
    findings = judge(job_tree(contract, page=page)).findings
    assert [one.message for one in findings] == [
        "`POST /jobs request` has no `queue` in the query; it has one in the body"
    ]


def test_fields_of_a_path_behind_a_reference_cannot_be_told() -> None:
    """A path whose operations stand in another file is not said to lack them."""
    contract = "documented: [{at: page.md#New, of: POST /elsewhere request}]\n"
    page = "# Page\n\n## New\n\n- `queue` (string)\n"
    api = OPENAPI.replace("paths:\n", "paths:\n  /elsewhere: {$ref: 'other.yaml#/x'}\n")
    result = judge({**job_tree(contract, page=page), "jobs.yaml": api})
    assert not result.findings
    assert [one.outcome for one in result.promised][:1] == [Outcome.CANT_TELL]


def test_a_text_that_fits_neither_of_two_apis_is_one_finding() -> None:
    """A second API with the same description fails too, without a second finding at the place."""
    page = '# Page\n\n```sh\ncurl https://jobs.example/api/v1/jobs --json \'{"queue": 1, "worker": "W"}\'\n```\n'
    tree = job_tree("also: [jobs-too]\nexamples: page.md\n", page=page)
    both = "apis: {jobs: {openapi: jobs.yaml}, jobs-too: {openapi: other.yaml}}"
    tree["contractcheck.yaml"] = tree["contractcheck.yaml"].replace(
        "apis: {jobs: {openapi: jobs.yaml}}", both
    )
    result = judge({**tree, "other.yaml": OPENAPI})
    assert len(result.findings) == 1
    failed = [one for one in result.promised if one.outcome is Outcome.FAILED]
    assert len(failed) == 2  # one for each API


@pytest.mark.parametrize(
    "text",
    [
        "Earlier versions had `POST /work`.",
        "Older releases of Jobs accepted `POST /work`.",
        "`POST /work` is gone.",
    ],
)
def test_what_earlier_versions_had_is_past(text: str) -> None:
    """What is said to be gone, or to have been in earlier versions, is no claim."""
    assert rules_of(f"# Page\n\n{text}\n", "documents: page.md\n") == []
