"""The same contract holds for an API whichever specification describes it."""

from __future__ import annotations

import pytest

from tests.test_seeded_operations import RULE, surface
from tests.trees import found

OPENAPI = """
openapi: {version}
info: {{title: jobs, version: "1"}}
servers: [{{url: /api/v1}}]
paths:
  /jobs: {{get: {{}}, post: {{}}}}
"""
SWAGGER = """
swagger: "2.0"
info: {title: jobs, version: "1"}
host: jobs.example
basePath: /api/v1
paths:
  /jobs: {get: {}, post: {}}
"""
DESCRIPTIONS = {
    **{version: OPENAPI.format(version=version) for version in ("3.0.4", "3.1.2", "3.2.0")},
    "2.0": SWAGGER,
}


@pytest.mark.parametrize("description", DESCRIPTIONS.values(), ids=DESCRIPTIONS.keys())
@pytest.mark.parametrize(
    ("document", "answers"),
    [
        ("`GET /api/v1/jobs` and `POST /jobs`", []),
        ("`DELETE /api/v1/jobs`", [RULE]),
        ("`GET /api/v1/job`", [RULE]),
        ("`COPY /api/v1/jobs`", [RULE]),
        ("| Method | Path |\n|---|---|\n| GET, PUT | /api/v1/jobs |", [RULE]),
        ("| Method | Path |\n|---|---|\n| MOVE | /api/v1/jobs |", [RULE]),
        ("| Method | Path |\n|---|---|\n| Update with POST | /api/v1/jobs |", []),
        ("Run `copy /etc/jobs /tmp`, then `search /api`.", []),
    ],
)
def test_documents_are_held_against_every_version(
    description: str, document: str, answers: list[str]
) -> None:
    """What the API lacks is found, and what it has is not."""
    texts = {**surface(document), "openapi.yaml": description}
    assert [rule for rule, _ in found(texts)] == answers


def test_methods_of_its_own_are_documented_as_others_are() -> None:
    """A method below `additionalOperations`, and `QUERY`, may be named in documents."""
    more = "  /jobs: {query: {}, additionalOperations: {COPY: {}}}\n"
    api = DESCRIPTIONS["3.2.0"].replace("  /jobs: {get: {}, post: {}}\n", more)
    texts = {**surface("`QUERY /api/v1/jobs`, `COPY /api/v1/jobs`"), "openapi.yaml": api}
    assert found(texts) == []
    texts = {**surface("`QUERY /api/v1/jobs`, `MOVE /api/v1/jobs`"), "openapi.yaml": api}
    assert [rule for rule, _ in found(texts)] == [RULE]
