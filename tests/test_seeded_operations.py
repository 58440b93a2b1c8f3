"""Which operations in documents are judged: by host, by prefix, by place, however they are written."""

from __future__ import annotations

import pytest

from contractcheck.model.verdict import Outcome
from tests.trees import found, judge, tree

RULE = "api-surface/documented-but-absent"


def surface(document: str, keys: str = "") -> dict[str, str]:
    """Return a tree with an API of `/jobs` alone, and one document about it."""
    texts = tree(
        openapi_yaml="""
            openapi: 3.1.0
            info: {title: jobs, version: "1"}
            paths:
              /api/v1/jobs: {get: {}, post: {}}
              /api/v1/jobs/{id}: {get: {}}
        """
    )
    contract = "kind: api-surface\nid: surface\nowner: us\napi: jobs\n"
    return {
        **texts,
        "contracts/surface.yaml": contract + "documents: docs/api.md\n" + keys,
        "contractcheck.yaml": "apis: {jobs: {openapi: openapi.yaml}}\n",
        "docs/api.md": f"# API\n\n{document}\n",
    }


def fenced(text: str) -> str:
    """Return a text as a fence."""
    return f"```\n{text}\n```"


def rules(document: str, keys: str = "") -> list[str]:
    """Return the rules that answer."""
    return [rule for rule, _ in found(surface(document, keys))]


DECLARED = "hosts: [MEILISEARCH_URL, cd.example.com, 'api.example.com:8080']\n"
JUDGED = [
    "curl -X POST 'MEILISEARCH_URL/z'",
    "curl MEILISEARCH_URL/z",
    "curl 'http://MEILISEARCH_URL/z'",
    "curl cd.example.com/api/z",
    "curl CD.Example.com:443/api/z",
    "curl -o /tmp/z api.example.com:8080/z",
    "curl https://{{ .Host }}/z",
    "curl 'https://{{ .Host }}:8080/z'",
    "curl https://<host>/z",
    "curl https://$HOST/z",
    "curl {{base_url}}/z",
    "curl $URL/z",
    'curl "${X}/z"',
    "curl <base>/z",
    "curl -H 'Accept: a/b' --url $URL/z",
    'curl -d \'{"at": "http://other.example/x"}\' cd.example.com/z',
    "GET MEILISEARCH_URL/z",
    "GET {{base_url}}/z",
    "POST https://<host>/z",
    "POST https://{{ .Host }}/z",
    "GET https://{{ .Host }}/api/v1/jobs/{{ id }}/z",
]


@pytest.mark.parametrize("line", JUDGED)
def test_a_declared_or_placeholder_host_is_the_apis(line: str) -> None:
    """An operation that the API lacks is found however its host is written."""
    assert rules(fenced(line), DECLARED) == [RULE]


@pytest.mark.parametrize(
    "line",
    [
        "curl other.example/z",
        "curl https://other.example/z",
        "curl -o /tmp/z https://other.example",
        "curl -x cd.example.com/z https://other.example/z",
        "curl -H 'Origin: https://cd.example.com/z' https://other.example/z",
        "curl api.example.com:9090/z",
        "curl cd.example.com.other/z",
        "curl http://localhost:4355/api/v1/zz",
        "curl localhost:4355/api/v1/zz",
        "curl http://127.0.0.1/api/v1/zz",
        "GET http://localhost:4355/api/v1/zz",
        "curl $URL",
        "GET https://{{ .Host }}/api/v1/jobs/{{ id }}",
        "GET {{base_url}}/api/v1/jobs/<job id>",
    ],
)
def test_other_hosts_are_not_judged(line: str) -> None:
    """Where hosts are declared, no other is the API's, loopback included."""
    assert rules(fenced(line), DECLARED) == []


@pytest.mark.parametrize("keys", ["", "hosts: [cd.example.com, localhost]\n"])
@pytest.mark.parametrize("host", ["http://localhost:4355", "localhost:4355", "127.0.0.1:80"])
def test_loopback_is_judged_where_nothing_else_is_declared(keys: str, host: str) -> None:
    """A quickstart calls the API at localhost, unless the contract names hosts without it."""
    assert rules(fenced(f"curl {host}/api/v1/zz"), keys) == [RULE]


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Host: other.svc", []),
        ("Accept: a/b\nHost: other.svc:80", []),
        ("Host: cd.example.com", [RULE]),
        ("Host: <your host>", [RULE]),
        ("Accept: a/b", [RULE]),
        ("\nHost: other.svc", [RULE]),
    ],
)
def test_the_host_header_of_a_request(header: str, answers: list[str]) -> None:
    """A request in a fence goes to the host that its header names."""
    request = fenced(f"GET /z HTTP/1.1\n{header}")
    assert rules(request, DECLARED) == answers
    assert rules(request) == [RULE]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Then `post /z` it.", [RULE]),
        ("Then `Post /z` it.", [RULE]),
        ("Then `POST /z` it.", [RULE]),
        ("| Call |\n| --- |\n| `post /z` |", [RULE]),
        ("Then `get /api/v1/jobs` it.", []),
        ("Then post /z it.", []),
        ("Then `please post /z` it.", []),
        ("Then `post /z now` it.", []),
    ],
)
def test_a_lower_case_method_in_a_code_span(text: str, answers: list[str]) -> None:
    """A span that is a method and a path names an operation in whatever letters."""
    assert rules(text) == answers


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("GET /api/v1/zz", [RULE]),
        ("GET /api/v2/zz", [RULE]),
        ("GET /v1/secret/data", []),
        ("curl http://localhost/metrics", []),
        ("GET /metrics", []),
        ("GET /", []),
    ],
)
def test_prefixes_bound_what_is_the_apis(line: str, answers: list[str]) -> None:
    """With prefixes, a path of another service is not judged; one whose beginning the API knows is."""
    assert rules(fenced(line), "prefixes: /api/v1\n") == answers
    assert rules(fenced(line)) == [RULE]


@pytest.mark.parametrize(
    ("rows", "answers"),
    [
        ("| GET | /api/v1/jobs |\n| GET | /zz |", [RULE]),
        ("| GET | /metrics |\n| GET | /zz |", []),
    ],
)
def test_a_table_is_of_one_service(rows: str, answers: list[str]) -> None:
    """Beside an operation of the API, a row outside the prefixes is taken for the API's too."""
    assert rules(f"| Method | Path |\n| --- | --- |\n{rows}", "prefixes: /api/v1\n") == answers


EXCEPTED = """\
`GET /api/v1/gone` lists them.

## Migration

### From 0.9

Call `GET /api/v1/older` once.

| Method | Path |
| --- | --- |
| GET | /api/v1/oldest |

## Today

`GET /api/v1/jobs`
"""


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (
            "",
            [
                "`GET /api/v1/gone` lists them.",
                "| GET | /api/v1/oldest |",
                "Call `GET /api/v1/older` once.",
            ],
        ),
        ("except: docs/api.md#Migration\n", ["`GET /api/v1/gone` lists them."]),
        (
            "except: ['**/api.md#Migration', docs/none.md]\n",
            ["`GET /api/v1/gone` lists them."],
        ),
        ("except: docs/api.md\n", []),
        ("except: docs/**\n", []),
    ],
)
def test_excepted_places(keys: str, lines: list[str]) -> None:
    """What stands at an excepted place is not judged, in its subsections and tables too."""
    texts = surface(EXCEPTED, keys)
    expected = sorted((RULE, f"docs/api.md: {line}") for line in lines)
    assert found(texts) == expected


def test_an_excepted_place_does_not_stand_for_the_bound_one() -> None:
    """Where the documented place is gone, an excepted one that stands does not hide it."""
    texts = surface("`GET /api/v1/jobs`", "except: docs/other.md\n")
    texts["docs/other.md"] = texts.pop("docs/api.md")
    assert [rule for rule, _ in found(texts)] == ["api-surface/place-gone"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("docs/none.md", "no document `docs/none.md` is in the tree"),
        ("notes/**", "no document `notes/**` is in the tree"),
        (
            "drafts/*.md",
            "`documents` of the configuration leaves out what `drafts/*.md` means: 1 there",
        ),
    ],
)
def test_documents_that_are_not_there_are_told_at_the_contract(pattern: str, message: str) -> None:
    """No document at a place is the contract's matter: the API description has nothing to do with it."""
    texts = surface("`GET /api/v1/jobs`")
    path = "contracts/surface.yaml"
    texts[path] = texts[path].replace("docs/api.md", f"'{pattern}'")
    texts["drafts/api.md"] = "# Draft\n"
    texts["contractcheck.yaml"] += "documents: {exclude: drafts/**}\n"
    assert found(texts) == [("api-surface/place-gone", f"{path}: documents: '{pattern}'")]
    assert judge(texts).findings[0].message == message


@pytest.mark.parametrize("pattern", ["docs/*.adoc", "docs/api.adoc", "docs/new/**"])
def test_documents_without_a_reader_cannot_be_told(pattern: str) -> None:
    """A document that no reader reads was not looked at, which is never a failure."""
    texts = surface("`GET /api/v1/jobs`")
    path = "contracts/surface.yaml"
    texts[path] = texts[path].replace("docs/api.md", f"'{pattern}'")
    texts["docs/api.adoc"] = texts["docs/new/api.adoc"] = "# API\n"
    result = judge(texts)
    reason = f"unreadable: {pattern} (no reader for .adoc: 1 there)"
    assert [(v.outcome, v.reason) for v in result.verdicts] == [(Outcome.CANT_TELL, reason)]
    assert (result.findings, [str(gap) for gap in result.gaps]) == ((), [reason])


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("sh", "http POST :4000/api/v1/job name=x"),
        ("sh", "wget -qO- http://localhost:4000/api/v1/job"),
        ("js", 'await fetch("http://localhost:4000/api/v1/job", {method: "POST"})'),
        ("js", "axios.get(`${BASE}/api/v1/job`)"),
        ("python", 'requests.put(f"{BASE}/api/v1/jobs", json=job)'),
        ("python", 'httpx.get(BASE + "/api/v1/job")'),
    ],
)
def test_calls_in_other_programs(language: str, code: str) -> None:
    """HTTPie, wget and calls in JavaScript and Python name operations as curl does."""
    assert rules(f"```{language}\n{code}\n```") == [RULE]
    assert (
        rules(
            f"```{language}\n{code}\n```".replace("v1/job", "v1/jobs")
            .replace("jobss", "jobs")
            .replace("put", "post")
        )
        == []
    )


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("js", 'app.get("/api/v1/job", (request, answer) => answer.end())'),
        ("js", 'fetch("https://other.example/api/v1/job")'),
        ("python", '@router.get("/api/v1/job")\ndef job(): ...'),
        ("python", 'path = "/api/v1/job"'),
        ("sh", "http :4000/api/v1/jobs | less"),
        ("text", "http is a protocol; see /api/v1/job"),
    ],
)
def test_code_that_calls_nothing(language: str, code: str) -> None:
    """Routes that a program declares, other hosts and mere texts are no calls."""
    assert rules(f"```{language}\n{code}\n```") == []
