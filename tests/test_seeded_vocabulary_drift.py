"""Seeded drift in vocabularies and API surfaces: exactly one rule answers, at its line."""

from __future__ import annotations

import pytest

from tests.test_seeded_drift import edited
from tests.trees import found, judge, tree

CONTRACT = """
    kind: vocabulary
    id: events
    owner: maintainers
    noun: event type
    members:
      job-run-started: {supersedes: job-run-begun}
      job-run-finished:
      job-run-cancelled:
      job-run-paused: {status: deferred, until: pausing is decided, owner: core}
    superseded:
      job-run-state: [job-run-started, job-run-finished]
      card widget: [tile]
    attributed: docs/events.md#Neighbours
    profiles:
      dashboard: {only: [job-run-started], when: {job-run-finished: a widget exists}}
    counts:
      - {at: docs/events.md, phrase: "{count} event types"}
      - {at: docs/events.md#Dashboard, phrase: "{count}-event contract", profile: dashboard}
    views:
      - docs/events.md#All events
      - docs/events.md#As data
      - {at: docs/events.md#Table, column: Name}
      - {at: docs/events.md#Dashboard, profile: dashboard}
      - {file: events.json, select: "$.events"}
      - {at: docs/events.md#In a sentence, as: sentence}
"""
DOCUMENT = """
    # Events

    A run has three event types.

    ## All events

    - `job-run-started` when a worker takes the job
    - `job-run-finished`
    - `job-run-cancelled`, by a person
    - `job-run-paused` is deferred until pausing is decided

    ## As data

    ```json
    ["job-run-started", "job-run-finished",
     "job-run-cancelled"]
    ```

    ## Table

    | Kind | Name |
    | --- | --- |
    | begin | `job-run-started` |
    | end | `job-run-finished` |
    | end | `job-run-cancelled` |

    ## Dashboard

    The dashboard keeps a two-event contract:

    1. `job-run-started`
    2. `job-run-finished` once a widget exists

    ## In a sentence

    A run emits `job-run-started`, then `job-run-finished` or `job-run-cancelled`.

    ## Neighbours

    The neighbour repository still emits `job-run-begun` and `job-run-paused`.

    ## History

    The early name `job-run-begun` was replaced. Do not emit `job-run-state`.
"""
API = """
    kind: api-surface
    id: surface
    owner: maintainers
    api: jobs
    documents: [docs/api.md, docs/start.md#First call]
    prefixes: [/api/v1]
    planned: ["DELETE /jobs/{id}"]
"""
API_DOCUMENT = """
    # API

    `GET /api/v1/jobs` lists jobs, `GET /jobs/:id` shows one. Routes begin at `/api/v1/jobs`.
    There is no `POST /jobs/{id}/retry`, and `DELETE /jobs/{id}` comes later.

    | Method | Path |
    | --- | --- |
    | POST | `/jobs` |
    | GET | `/jobs/{job_id}/log` |

    A neighbour has `/health` and https://other.example/api/v1/nothing too.
"""
START = """
    # Start

    ## First call

    ```sh
    curl -X POST \\
      http://localhost:4000/api/v1/jobs
    curl -s "$BASE/api/v1/jobs/42?full=1"
    ```
"""
OPENAPI = """
    openapi: 3.1.0
    info: {title: jobs, version: "1"}
    servers: [{url: /api/v1}]
    paths:
      /jobs: {get: {}, post: {}}
      /jobs/{id}: {get: {}}
      /jobs/{id}/log: {get: {}}
"""


def vocabulary() -> dict[str, str]:
    """Return a clean tree of a vocabulary."""
    texts = tree(contracts__events_yaml=CONTRACT, docs__events_md=DOCUMENT)
    texts["docs/other.md"] = "# Other\n\nA worker emits `job-run-started`.\n"
    return {
        **texts,
        "events.json": '{"events": ["job-run-started", "job-run-finished", "job-run-cancelled"]}\n',
    }


def surface() -> dict[str, str]:
    """Return a clean tree of an API surface."""
    texts = tree(
        contracts__surface_yaml=API,
        docs__api_md=API_DOCUMENT,
        docs__start_md=START,
        openapi_yaml=OPENAPI,
    )
    return {**texts, "contractcheck.yaml": "apis: {jobs: {openapi: openapi.yaml}}\n"}


def test_the_clean_trees_are_clean() -> None:
    """Every view, name and operation of the clean trees holds."""
    assert found(vocabulary()) == []
    assert found(surface()) == []
    assert {v.outcome.value for v in judge(vocabulary()).verdicts} == {"passed"}


EVENTS = "docs/events.md"
VOCABULARY_DRIFT = [
    (
        "list shrunk",
        EVENTS,
        "- `job-run-cancelled`, by a person\n",
        "",
        "member-missing",
        "## All events",
    ),
    (
        "list grown",
        EVENTS,
        "- `job-run-finished`\n",
        "- `job-run-finished`\n- `job-queued`\n",
        "unknown-member",
        "- `job-queued`",
    ),
    (
        "renamed in the list",
        EVENTS,
        "- `job-run-finished`\n",
        "- `job-run-ended`\n",
        "member-differs",
        "- `job-run-ended`",
    ),
    (
        "misspelt in the data",
        EVENTS,
        '"job-run-started", "job',
        '"job-run-startd", "job',
        "member-differs",
        '["job-run-startd", "job-run-finished",',
    ),
    (
        "dropped from the table",
        EVENTS,
        "| end | `job-run-finished` |\n",
        "",
        "member-missing",
        "## Table",
    ),
    (
        "grown profile",
        EVENTS,
        "2. `job-run-finished` once a widget exists\n",
        "2. `job-run-finished` once a widget exists\n3. `job-run-cancelled`\n",
        "unknown-member",
        "3. `job-run-cancelled`",
    ),
    (
        "sentence shrunk",
        EVENTS,
        " or `job-run-cancelled`.",
        ".",
        "member-missing",
        "## In a sentence",
    ),
    (
        "file shrunk",
        "events.json",
        ', "job-run-cancelled"',
        "",
        "member-missing",
        '{"events": ["job-run-started", "job-run-finished"]}',
    ),
    (
        "deferred as live",
        "docs/other.md",
        "`job-run-started`",
        "`job-run-started` and `job-run-paused`",
        "deferred-as-live",
        "A worker emits `job-run-started` and `job-run-paused`.",
    ),
    (
        "superseded",
        "docs/other.md",
        "`job-run-started`",
        "`job-run-begun`",
        "superseded-name",
        "A worker emits `job-run-begun`.",
    ),
    (
        "superseded by several",
        "docs/other.md",
        "`job-run-started`",
        "`job-run-state`",
        "superseded-name",
        "A worker emits `job-run-state`.",
    ),
    (
        "near miss elsewhere",
        "docs/other.md",
        "job-run-started",
        "job-run-strated",
        "misspelt-name",
        "A worker emits `job-run-strated`.",
    ),
    (
        "look-alike letter",
        "docs/other.md",
        "job-run-started",
        "j\u043eb-run-started",
        "misspelt-name",
        "A worker emits `j\u043eb-run-started`.",
    ),
    (
        "count",
        EVENTS,
        "three event types",
        "four event types",
        "count-differs",
        "A run has four event types.",
    ),
    (
        "count of a profile",
        EVENTS,
        "two-event contract",
        "three-event contract",
        "count-differs",
        "The dashboard keeps a three-event contract:",
    ),
    ("section renamed", EVENTS, "## All events", "## Every event", "place-gone", None),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "rule", "line"),
    [row[1:] for row in VOCABULARY_DRIFT],
    ids=[row[0] for row in VOCABULARY_DRIFT],
)
def test_drift_of_a_vocabulary(path: str, old: str, new: str, rule: str, line: str | None) -> None:
    """One change makes one finding."""
    answers = found(edited(vocabulary(), path, old, new))
    assert [answer[0] for answer in answers] == [f"vocabulary/{rule}"]
    if line is not None:
        assert answers[0][1] == f"{path}: {line}"


def test_the_contract_as_odd_one_out() -> None:
    """A member no view shows is one finding that says the contract is the odd one out."""
    texts = edited(
        vocabulary(),
        "contracts/events.yaml",
        "  job-run-finished:\n",
        "  job-run-finished:\n  job-run-retried:\n",
    )
    texts = edited(
        texts,
        "contracts/events.yaml",
        '  - {at: docs/events.md, phrase: "{count} event types"}\n',
        "",
    )
    findings = [f for f in judge(texts).findings if f.rule == "vocabulary/member-missing"]
    assert len(findings) == 1
    assert "the contract is the odd one out" in findings[0].message


def test_names_that_hold_others() -> None:
    """A longer name is another name, and a member in a path is no mention."""
    texts = vocabulary()
    texts["docs/other.md"] = (
        "# Other\n\n`job-run-begun-at` stands in `events/job-run-begun.json`.\n"
    )
    assert found(texts) == []


API_DRIFT = [
    (
        "wrong method",
        "docs/api.md",
        "`GET /api/v1/jobs`",
        "`PUT /api/v1/jobs`",
        "`PUT /api/v1/jobs` lists jobs, `GET /jobs/:id` shows one. Routes begin at `/api/v1/jobs`.",
    ),
    (
        "unknown path",
        "docs/api.md",
        "`GET /jobs/:id`",
        "`GET /jobs/:id/x`",
        "`GET /api/v1/jobs` lists jobs, `GET /jobs/:id/x` shows one. Routes begin at `/api/v1/jobs`.",
    ),
    (
        "unknown route below a prefix",
        "docs/api.md",
        "Routes begin at `/api/v1/jobs`",
        "Routes begin at `/api/v1/runs`",
        "`GET /api/v1/jobs` lists jobs, `GET /jobs/:id` shows one. Routes begin at `/api/v1/runs`.",
    ),
    (
        "case of a path",
        "docs/api.md",
        "| POST | `/jobs` |",
        "| POST | `/Jobs` |",
        "| POST | `/Jobs` |",
    ),
    (
        "method in a table",
        "docs/api.md",
        "| POST | `/jobs` |",
        "| PATCH | `/jobs` |",
        "| PATCH | `/jobs` |",
    ),
    (
        "claimed after all",
        "docs/api.md",
        "There is no `POST",
        "There is also `POST",
        "There is also `POST /jobs/{id}/retry`, and `DELETE /jobs/{id}` comes later.",
    ),
    (
        "curl to nowhere",
        "docs/start.md",
        "/api/v1/jobs/42?full=1",
        "/api/v1/runs/42?full=1",
        'curl -s "$BASE/api/v1/runs/42?full=1"',
    ),
    ("gone from the API", "openapi.yaml", "  /jobs/{id}/log: {get: {}}\n", "", None),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [row[1:] for row in API_DRIFT],
    ids=[row[0] for row in API_DRIFT],
)
def test_drift_of_a_surface(path: str, old: str, new: str, line: str | None) -> None:
    """One change makes one finding."""
    answers = found(edited(surface(), path, old, new))
    assert [answer[0] for answer in answers] == ["api-surface/documented-but-absent"]
    if line is not None:
        assert answers[0][1] == f"{path}: {line}"


def test_a_plural_of_a_type_in_code_is_no_slip() -> None:
    """`DepotParcels` are several of the type `DepotParcel`; another letter elsewhere is a slip."""
    contract = """
        kind: vocabulary
        id: types
        owner: maintainers
        members: [DepotParcel]
    """
    page = (
        "# Types\n\nAll `DepotParcels` are weighed, each `DepotParcel` once, `DepotPercel` never.\n"
    )
    assert found(tree(contracts__types_yaml=contract, docs__types_md=page)) == [
        ("vocabulary/misspelt-name", f"docs/types.md: {page.splitlines()[2]}")
    ]
