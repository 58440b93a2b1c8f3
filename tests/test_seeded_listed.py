"""A view of a registry that the API does not list yet: it does not apply, and is not accused."""

from __future__ import annotations

import pytest

from tests.loopback import Said, judge_live, loopback

REGISTRY = {"data": [{"name": "job-started"}, {"name": "job-finished"}]}


def described(*paths: str) -> Said:
    """Return a description of an API with these paths."""
    operations: dict[str, object] = {path: {"get": {"responses": {}}} for path in paths}
    return Said(200, {"openapi": "3.1.0", "info": {}, "paths": operations})


def texts(path: str = "/types?perPage=200") -> dict[str, str]:
    """Return a tree whose vocabulary counts in a registry once the API lists it."""
    return {
        "contractcheck.yaml": "owner: me\napis: {hub: {url: 'http://127.0.0.1:1/api'}}\n",
        "contracts/a.yaml": (
            "kind: vocabulary\nid: a\nmembers: [job-started, job-finished]\nviews:\n"
            "  - page.md#Types\n"
            f"  - {{id: live, registry: hub {path}, select: '$.data[*].name', if_listed: true}}\n"
        ),
        "page.md": "# A\n\n## Types\n\n- `job-started`\n- `job-finished`\n",
    }


@pytest.mark.parametrize(
    ("description", "answer", "word"),
    [
        (described("/types"), Said(200, REGISTRY), "passed"),
        (described("/api/types"), Said(200, REGISTRY), "passed"),
        (described("/types"), Said(200, {"data": [{"name": "job-started"}]}), "failed"),
        (described("/types"), Said(404), "cantTell"),
        (described("/Types", "/types/{id}"), Said(404), "inapplicable"),
        (described(), Said(200, {"data": []}), "inapplicable"),
        (Said(404), Said(200, REGISTRY), "cantTell"),
        (Said(200, "<html>"), Said(200, REGISTRY), "cantTell"),
    ],
)
def test_a_view_counts_once_the_api_lists_it(description: Said, answer: Said, word: str) -> None:
    """Not listed does not apply, listed is judged, and what cannot be known cannot be told."""
    answers = {"/api/openapi.json": description, "/api/types?perPage=200": answer}
    with loopback(answers) as server:
        result = judge_live(texts(), {"hub": f"{server.url}/api"})
    outcomes = {one.clause: one.outcome.value for one in result.verdicts}
    assert outcomes["a/views/live"] == word
    assert outcomes["a/views/page.md#Types"] == "passed"


def test_what_does_not_apply_is_not_asked() -> None:
    """A path that is not there by right is left alone."""
    with loopback({"/api/openapi.json": described()}) as server:
        judge_live(texts(), {"hub": f"{server.url}/api"})
    assert server.lines == ["GET /api/openapi.json"]
