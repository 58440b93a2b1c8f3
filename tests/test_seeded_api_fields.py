"""Fields and parameters that documents list say what the API says of them, in tables and lists."""

from __future__ import annotations

import pytest

from contractcheck.model.verdict import Outcome
from tests.job_api import OPENAPI, found_in_page, job_tree, messages_in_page
from tests.trees import judge

NEW = "documented: [{at: page.md#New, of: POST /jobs request}]\n"
ALL_NEW = "documented: [{at: page.md#New, of: POST /jobs request, shows: exactly}]\n"
HEADER = "| Field | Required | Type | Default | Description |\n| --- | --- | --- | --- | --- |\n"
CLEAN = """| `queue` | yes | string | | where it waits |
| `worker` | yes | string | | who does it |
| `priority` | no | integer | `3` | the lower the sooner |
| `state` | no | string | | one of `open`, `running` or `closed` |
| `args` | no | object | | what it is given |
| `retry` | no | object | | how often, and when |
| `retry.times` | no | integer | | how often |
| `labels` | no | array of strings | | words to find it by |
| `note` | no | string or null | | for people |
| `secret` | no | string | | never shown |
"""
LIST = """- `queue` (string, required): where it waits
- `worker` (required): who does it
- `priority`: optional. The lower the sooner; defaults to `3`.
- `state`, *optional*: one of `open`, `running`, `closed`
- Optional: `args`, `labels`, `note`, `secret`
- `retry` (object):
  - `times` (integer)
  - `backoff`: `linear` or `exponential`
"""


def table(old: str = "", new: str = "") -> str:
    """Return a page with a table of the fields of a new job, one text in it replaced."""
    assert not old or CLEAN.count(old) == 1
    return f"# Page\n\n## New\n\n{HEADER}{CLEAN.replace(old, new) if old else CLEAN}"


def listed(old: str = "", new: str = "") -> str:
    """Return a page with a list of the fields of a new job, one text in it replaced."""
    assert not old or LIST.count(old) == 1
    return f"# Page\n\n## New\n\n{LIST.replace(old, new) if old else LIST}"


def rules(contract: str, page: str) -> list[str]:
    """Return the rules that answer."""
    return [rule for rule, _ in found_in_page(contract, page)]


def test_a_list_that_fits() -> None:
    """A table and a list that say what the API says are no fault, complete or not."""
    assert rules(ALL_NEW, table()) == []
    assert rules(ALL_NEW, listed()) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("| `queue` |", "| `queueName` |", "field-unknown"),
        ("| `priority` |", "| `prio` |", "field-unknown"),
        ("| `worker` | yes |", "| `worker` | no |", "field-required-differs"),
        ("| `args` | no |", "| `args` | required |", "field-required-differs"),
        ("| `args` | no | object |", "| `args` | no | string |", "field-type-differs"),
        ("array of strings", "array of integers", "field-type-differs"),
        ("array of strings", "string", "field-type-differs"),
        ("| `priority` | no | integer |", "| `priority` | no | boolean |", "field-type-differs"),
        ("| `3` |", "| `0` |", "field-default-differs"),
        ("| | who does it", "| `Mail` | who does it", "field-default-differs"),
        ("the lower the sooner", "the lower the sooner; defaults to `5`", ""),
        ("or `closed` |", "or `done` |", "field-values-differ"),
        ("`open`, `running` or", "`open`, `waiting`, `running` or", "field-values-differ"),
        ("`open`, `running` or `closed`", "`open` or `closed`", "field-values-differ"),
        ("| `retry.times` |", "| `retry.count` |", "field-unknown"),
        ("| `note` | no |", "| `insertedAt` | yes |", "field-set-by-server"),
    ],
)
def test_a_table_that_says_otherwise(old: str, new: str, rule: str) -> None:
    """A name, flag, type, default or value that differs is one finding; a column of its own comes first."""
    assert rules(NEW, table(old, new)) == ([rule] if rule else [])


def test_names_without_back_ticks() -> None:
    """A list and a table say the same without back-ticks, and are found out all the same."""
    assert rules(ALL_NEW, listed().replace("`", "")) == []
    assert rules(ALL_NEW, table().replace("`", "")) == []
    assert rules(NEW, listed("(string, required)", "(string, optional)").replace("`", "")) == [
        "field-required-differs"
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("`queue` (string, required)", "`queue` (string, optional)", "field-required-differs"),
        ("`queue` (string, required)", "`queue` (integer, required)", "field-type-differs"),
        ("`worker` (required)", "`worker_name` (required)", "field-unknown"),
        ("defaults to `3`", "defaults to `5`", "field-default-differs"),
        ("defaults to `3`", "`5` by default", "field-default-differs"),
        ("*optional*: one of", "*required*: one of", "field-required-differs"),
        ("`running`, `closed`", "`running`, `done`", "field-values-differ"),
        ("- Optional: `args`", "- Required: `args`", "field-required-differs"),
        ("`labels`, `note`", "`tags`, `note`", "field-unknown"),
        ("`times` (integer)", "`times` (string)", "field-type-differs"),
        ("  - `times` (integer)", "  - `count` (integer)", "field-unknown"),
        (
            "`worker` (required): who does it",
            "`worker` \u2014 boolean; required",
            "field-type-differs",
        ),
    ],
)
def test_a_list_that_says_otherwise(old: str, new: str, rule: str) -> None:
    """Of a list the same is found: in brackets, behind the name, behind a label, and in lists below."""
    page = listed(old, new)
    if "Required: `args`" in new:
        assert rules(NEW, page) == [rule] * 4
    else:
        assert rules(NEW, page) == [rule]


def test_a_list_that_has_to_be_complete() -> None:
    """What is left out is found where the list is to show all, and a renamed one is one finding."""
    without = table("| `priority` | no | integer | `3` | the lower the sooner |\n", "")
    assert rules(NEW, without) == []
    assert messages_in_page(ALL_NEW, without) == [
        "the field `priority` of `POST /jobs request` is not listed here"
    ]
    assert rules(ALL_NEW, table("| `priority` |", "| `prio` |")) == ["field-unknown"]
    at_least = ALL_NEW.replace("exactly", "at least")
    assert rules(at_least, without) == ["field-undocumented"]
    assert rules(at_least, table() + "| `colour` | no | string | | not yet |\n") == []


@pytest.mark.parametrize(
    ("of", "heading", "rows", "expected"),
    [
        (
            "GET /jobs query",
            "Query parameter | Type",
            ["`state` | string", "`limit` | integer", "`label` | string"],
            [],
        ),
        (
            "GET /jobs query",
            "Query parameter | Type",
            ["`state` | string", "`page` | integer"],
            ["field-unknown"],
        ),
        ("GET /jobs query", "Parameter | Default", ["`limit` | 50"], ["field-default-differs"]),
        (
            "GET /jobs query",
            "Filter | Values",
            ["`state` | `open`, `running`, `done`"],
            ["field-values-differ"],
        ),
        ("GET /logs query", "Name | Optional", ["`since` | yes"], ["field-required-differs"]),
        ("GET /jobs/{id}", "Parameter | In | Required", ["`id` | path | yes"], []),
        ("GET /jobs/{id}", "Parameter | In | Required", ["`id` | query | yes"], ["field-unknown"]),
        (
            "GET /jobs/{id} response",
            "Property | Type",
            ["`id` | string", "`queue` | string"],
            ["field-type-differs"],
        ),
        (
            "GET /jobs response",
            "Property | Type",
            ["`items` | array", "`items[].id` | integer", "`next` | string"],
            [],
        ),
        (
            "GET /jobs response",
            "Property | Type",
            ["`id` | integer", "`insertedAt` | date-time"],
            [],
        ),
        ("GET /jobs response", "Property | Type", ["`identifier` | integer"], ["field-unknown"]),
        ("POST /hooks request", "Field | Type", ["`adress` | string"], ["field-unknown"]),
        ("PUT /jobs request", "Field | Type", ["`queue` | string"], ["fields-of-no-operation"]),
    ],
)
def test_parts_of_operations(of: str, heading: str, rows: list[str], expected: list[str]) -> None:
    """Parameters, answers and forms are compared as bodies are; a column says where something is sent."""
    lines = "".join(f"| {row} |\n" for row in rows)
    page = f"## New\n\n| {heading} |\n|{' --- |' * len(heading.split('|'))}\n{lines}"
    assert rules(f"documented: [{{at: page.md#New, of: '{of}'}}]\n", page) == expected


@pytest.mark.parametrize(
    "page",
    [
        "## New\n\nRequired fields:\n\n- `queue`\n- `worker`\n\nOptional fields:\n\n- `args`\n- `note`\n",
        "## New\n\n### Required\n\n- `queue`\n- `worker`\n\n### Optional\n\n- `args`\n",
        "## New\n\n- `queue`: required.\n- `args`: required for workers of mail, else optional.\n",
        "## New\n\n- `args`: for example `open` or `done`\n- `state`: such as `open` or `running`\n",
        '## New\n\n| Field | Type |\n| --- | --- |\n| `state` | `"open"` |\n| `args` | `Arguments` |\n',
        (
            "## New\n\n| Field | Required |\n| --- | --- |\n| `queue` | \u2713 |\n| `args` | \u2014 |\n"
            "| `state` | depends |\n"
        ),
        (
            "## New\n\n| Field | Type | Default |\n| --- | --- | --- |\n"
            "| `priority` | number | 3 |\n| `note` | string | none |\n"
        ),
        "## New\n\n- `args`: anything\n  - `to` (string)\n  - `subject` (string)\n",
        "## New\n\n- `state`: one of\n  - `open`\n  - `done`\n- `queue`\n",
        "## New\n\n- queue: where it waits\n- worker: who does it\n- Note: more to come\n",
        (
            "## New\n\n| Name | Type |\n| --- | --- |\n| `retry` | object |\n"
            "| \u21b3 `times` | integer |\n| \u21b3 `backoff` | string |\n"
        ),
        "## New\n\nThe `queueName` is optional.\n\n- `queue`\n",
        "## New\n\n- `priority` \u2014 integer, default is 3, optional\n- `queue` \u2014 string; required\n",
        "## New\n\n| Name | In | Required |\n| --- | --- | --- |\n| body | body | yes |\n",
    ],
)
def test_what_is_left_alone(page: str) -> None:
    """Lead-ins, conditions, samples, types by name, signs and free objects are read as people do."""
    assert rules(NEW, page) == []


def test_what_is_said_of_other_times() -> None:
    """A list that denies, plans or tells of the past says nothing of today."""
    for heading in ("Not supported", "Planned", "Removed fields"):
        page = f"## New\n\n- `queue`\n\n### {heading}\n\n- `colour`\n"
        assert rules(NEW, page) == []


def test_faults_stand_at_their_cells() -> None:
    """A default stands at its cell, and the API's line is among the related places."""
    (finding,) = judge(job_tree(NEW, page=table("| `3` |", "| `0` |"))).findings
    assert (finding.place.span.line, finding.place.span.column) == (9, 32)
    assert finding.repairs[0].replacement == "3"
    (related,) = [one.at for one in finding.related if one.at.document == "jobs.yaml"]
    assert OPENAPI.splitlines()[related.span.line - 1].strip().startswith("priority:")


def test_fields_of_another_content_type() -> None:
    """A field that only a form takes is known too, beside those of the body in JSON."""
    tree = job_tree(NEW, page=table() + "| `upload` | no | string | | a file |\n")
    assert [one.rule for one in judge(tree).findings] == ["api-surface/field-unknown"]
    form = "multipart/form-data: {schema: {type: object, properties: {upload: {type: string}}}}"
    json = '{application/json: {schema: {$ref: "#/components/schemas/NewJob"}}}'
    assert OPENAPI.count(json) == 1
    tree["jobs.yaml"] = OPENAPI.replace(json, f"{json[:-1]}, {form}}}")
    assert judge(tree).findings == ()


def test_a_place_without_fields() -> None:
    """A section that is gone, and one without a table or list of fields, is a finding."""
    assert rules(NEW, "## Other\n\n- `queue`\n") == ["place-gone"]
    assert rules(NEW, "## New\n\nSend a queue.\n") == ["place-gone"]
    assert rules(NEW, "## New\n\n| Code | Meaning |\n| --- | --- |\n| 404 | none |\n") == [
        "place-gone"
    ]


def test_a_description_that_cannot_be_read() -> None:
    """A reference to nothing is told with its place, and nothing is claimed."""
    tree = job_tree(NEW, page=table())
    tree["jobs.yaml"] = OPENAPI.replace(
        '"#/components/schemas/Base"', '"#/components/schemas/None"'
    )
    (verdict,) = judge(tree).verdicts
    assert verdict.outcome is Outcome.CANT_TELL
