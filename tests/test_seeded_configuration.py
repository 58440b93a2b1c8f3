"""Settings that are not documented, not given or empty, and secrets nobody declared, are found where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.problem import InputError
from contractcheck.model.verdict import Outcome
from tests.trees import found, judge, tree

CONTRACT = """
    kind: configuration
    id: app.settings
    owner: maintainers
    needs: [APP_URL, APP_KEY]
    any_of: [[APP_MAP, app_map]]
"""
FULL = "APP_URL=https://a.example\nAPP_KEY=${APP_KEY}\nAPP_MAP=m.json\n"


def with_env(text: str) -> dict[str, str]:
    """Return a tree whose env file has this text."""
    return tree(contracts__app_yaml=CONTRACT + "    provided_by: app.env\n") | {"app.env": text}


def with_page(text: str) -> dict[str, str]:
    """Return a tree whose page has this text below `Settings`."""
    contract = CONTRACT + "    documented_in: page.md#Settings\n"
    return tree(contracts__app_yaml=contract) | {"page.md": f"# App\n\n## Settings\n\n{text}\n"}


@pytest.mark.parametrize(
    "line",
    [
        "APP_URL=https://a.example",
        "export APP_URL=https://a.example",
        "  APP_URL = 'https://a.example'",
        'APP_URL="https://a.example" # the hub',
        "APP_URL: https://a.example",
        "APP_URL=${HUB}",
        "APP_URL=${HUB:-https://a.example}",
        'APP_URL="one\ntwo"',
        "APP_URL=\nAPP_URL=https://a.example",
        "APP_URL=https://a.example\r",
    ],
)
def test_env_files_give(line: str) -> None:
    """Each way an env file gives a setting is one; of two lines the last one counts."""
    assert found(with_env(FULL.replace("APP_URL=https://a.example", line))) == []


@pytest.mark.parametrize(
    "line",
    [
        "APP_URL=",
        "APP_URL=''",
        'APP_URL=""',
        "APP_URL=   # later",
        "APP_URL=${HUB:-}",
        "APP_URL=\r",
    ],
)
def test_present_but_empty(line: str) -> None:
    """What is present but empty is not provided, at its line."""
    text = FULL.replace("APP_URL=https://a.example", line)
    assert found(with_env(text)) == [
        ("configuration/setting-empty", f"app.env: {line.strip()}"),
    ]


@pytest.mark.parametrize(
    "line", ["# APP_URL=x", "APP_URL_OLD=x", "MY_APP_URL=x", 'NOTE="\nAPP_URL=x"']
)
def test_not_given(line: str) -> None:
    """A comment, another name and a line inside a quoted text give nothing."""
    text = FULL.replace("APP_URL=https://a.example", line)
    assert [rule for rule, _ in found(with_env(text))] == ["configuration/setting-missing"]


def test_the_nearest_name_is_where_to_edit() -> None:
    """A setting that is misspelt is found at its line."""
    assert found(with_env(FULL.replace("APP_URL", "APP_URI"))) == [
        ("configuration/setting-missing", "app.env: APP_URI=https://a.example")
    ]


NAMED = [
    "Set `APP_URL`, `APP_KEY` and `APP_MAP`.",
    "- `APP_URL`: where\n- `APP_KEY`: the key\n- `app_map`: a file",
    "| Name | Required |\n| --- | --- |\n| APP_URL | yes |\n| APP_KEY | yes |\n| APP_MAP | yes |",
    "```sh\nexport APP_URL=... APP_KEY=... APP_MAP=...\n```",
    "`APP_URL` and `APP_KEY` are required; `APP_MAP` too. `APP_LOG` is optional.",
    "`APP_URL`, `APP_KEY` and `APP_MAP` are needed.\n\nOptional:\n\n- `APP_LOG`",
    "None of `APP_URL`, `APP_KEY`, `APP_MAP` is optional.",
    "Besides `APP_URL`, `APP_KEY` and `APP_MAP` there is the optional `APP_LOG`.",
    "`APP_URL`, `APP_KEY`; `APP_MAP` is optional where `app_map` stands in the file.",
    "`APP_URL` (with an optional port) and `APP_KEY`; `APP_MAP` too.",
    "- `APP_URL`: the URL, optionally with a path\n- `APP_KEY`: the key\n- `APP_MAP`: a file",
    "`APP_KEY` must never be kept in Git; `APP_URL`, `APP_MAP` may be.",
]


@pytest.mark.parametrize("text", NAMED)
def test_documents_name_settings(text: str) -> None:
    """Prose, lists, tables and code name settings, whatever else is optional."""
    assert found(with_page(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Set `APP_KEY` and `APP_MAP`; `APP_URL` is optional.",
        "Set `APP_KEY` and `APP_MAP`. The optional `APP_URL` names the hub.",
        "Set `APP_KEY` and `APP_MAP`. `APP_URL` need not be set.",
        "- `APP_URL`: optional, the hub\n- `APP_KEY`: the key\n- `APP_MAP`: a file",
        "Set `APP_KEY` and `APP_MAP`. `APP_URL` is an optional setting.",
        "- `APP_URL` (optional)\n- `APP_KEY`\n- `APP_MAP`",
        "`APP_KEY` and `APP_MAP` are needed.\n\nOptional settings:\n\n- `APP_URL`",
        "`APP_KEY` and `APP_MAP`.\n\n### Optional settings\n\nUse `APP_URL`.",
        "| Name | Required |\n| --- | --- |\n| APP_URL | no |\n| APP_KEY | yes |\n| APP_MAP | yes |",
        "| Name | Optional |\n| --- | --- |\n| APP_URL | x |\n| APP_KEY |  |\n| APP_MAP |  |",
    ],
)
def test_called_optional(text: str) -> None:
    """A needed setting that is called optional is found there, and only that one."""
    ((rule, line),) = found(with_page(text))
    assert rule == "configuration/setting-optional"
    assert "APP_URL" in line


@pytest.mark.parametrize(
    "name", ["`APP_URL_FILE`", "~~`APP_URL`~~", "<!-- APP_URL -->", "`MY_APP_URL`"]
)
def test_not_named(name: str) -> None:
    """Other names, struck text and comments name nothing."""
    text = f"Set {name}, `APP_KEY` and `APP_MAP`."
    assert [rule for rule, _ in found(with_page(text))] == ["configuration/setting-undocumented"]


POD = """
apiVersion: v1
kind: Pod
metadata: {name: app}
spec:
  containers:
    - name: app
      env:
        - {name: APP_URL, value: "https://a.example"}
        - name: APP_KEY
          valueFrom: {secretKeyRef: {name: app, key: key}}
        - {name: APP_MAP, value: m.json}
"""
STORE = "---\napiVersion: v1\nkind: Secret\nmetadata: {name: app}\nstringData: {key: '%s'}\n"


def with_cluster(text: str) -> dict[str, str]:
    """Return a tree whose cluster file has this text."""
    return tree(contracts__app_yaml=CONTRACT + "    provided_by: k8s/*.yaml\n") | {
        "k8s/app.yaml": text
    }


def test_a_cluster() -> None:
    """A pod is given what its references lead to, in whichever document it stands."""
    assert found(with_cluster(POD)) == []
    assert found(with_cluster(POD + STORE % "<filled by operators>")) == []
    ((rule, line),) = found(with_cluster(POD + STORE % ""))
    assert (rule, line) == ("configuration/setting-empty", "k8s/app.yaml: stringData: {key: ''}")
    other = (STORE % "x").replace("key:", "other:")
    assert [rule for rule, _ in found(with_cluster(POD + other))] == ["configuration/setting-empty"]


@pytest.mark.parametrize(
    "text",
    [
        POD.replace('"https://a.example"', '"{{ .Values.url }}"'),
        "{{- if .Values.on }}\n" + POD + "{{- end }}\n",
        POD.replace(
            "      env:\n", "      envFrom: [{configMapRef: {name: elsewhere}}]\n      env:\n"
        ).replace("APP_URL", "OTHER"),
    ],
)
def test_what_nobody_can_tell(text: str) -> None:
    """Templates and what is kept elsewhere are neither given nor missing."""
    result = judge(with_cluster(text))
    assert result.findings == ()
    assert Outcome.CANT_TELL in {verdict.outcome for verdict in result.verdicts}


def test_the_order_of_a_list_and_the_shape_of_a_mapping_do_not_matter() -> None:
    """Compose takes a list or a mapping, and an env file beside it."""
    contract = tree(contracts__app_yaml=CONTRACT + "    provided_by: compose.yaml\n")
    for block in (
        "environment: [APP_URL=https://a.example, APP_KEY, APP_MAP=m]",
        "environment: {APP_URL: https://a.example, APP_KEY: $APP_KEY, APP_MAP: m}",
        "env_file: ./app.env",
        "env_file: [{path: app.env}]",
    ):
        text = f"services:\n  app:\n    {block}\n"
        assert found(contract | {"compose.yaml": text, "app.env": FULL}) == []


def test_secrets_that_are_read() -> None:
    """A read of an undeclared secret is found; a declared one only where it comes another way."""
    contract = tree(
        contracts__app_yaml="""
            kind: configuration
            id: app.secrets
            owner: maintainers
            secrets: {APP_KEY: {from: secrets.APP_KEY}}
            read_by: [.github/workflows/*.yml, app.env]
        """
    )
    workflow = (
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: a ${{ secrets.%s }}\n"
    )
    path = ".github/workflows/ci.yml"
    for name, rules in (
        ("APP_KEY", []),
        ("GITHUB_TOKEN", []),
        ("OTHER", ["configuration/secret-undeclared"]),
    ):
        files = contract | {path: workflow % name, "app.env": "URL=a\n"}
        assert [rule for rule, _ in found(files)] == rules
    files = contract | {path: workflow % "APP_KEY", "app.env": "APP_KEY=${APP_KEY}\n"}
    assert found(files) == [("configuration/secret-from-elsewhere", "app.env: APP_KEY=${APP_KEY}")]


@pytest.mark.parametrize(
    "text", ["a: [", "a: 1\na: 2\n", "\x00", "jobs: {}\non: push", "services: [1]", "- a"]
)
def test_broken_files(text: str) -> None:
    """A broken or odd file ends in a finding or a doubt, never in a crash."""
    for path in ("k8s/a.yaml", "k8s/b.yaml"):
        files = tree(contracts__app_yaml=CONTRACT + "    provided_by: k8s/*\n    secrets: [X]\n")
        result = judge(files | {path: text})
        assert all(verdict.outcome is not Outcome.PASSED for verdict in result.verdicts[:3])


_ATOMS = [
    "a: 1",
    "kind: Pod",
    "apiVersion: v1",
    "spec: {containers: [a]}",
    "spec: []",
    "metadata: a",
    "data: [a]",
]
_ATOMS += [
    "env: a",
    "jobs: {a: b}",
    "on: a",
    "services: {a: b}",
    "services: {a: {environment: [1, {}]}}",
    "items: a",
]


@given(st.lists(st.sampled_from(_ATOMS), unique_by=lambda text: text.partition(":")[0]))
def test_any_shape(lines: list[str]) -> None:
    """Files whose values have another shape than they should are judged all the same."""
    files = tree(contracts__app_yaml=CONTRACT + "    provided_by: a.yaml\n    secrets: [X]\n")
    judge(files | {"a.yaml": "\n".join(lines)})


@pytest.mark.parametrize(
    "keys",
    [
        "needs: [APP_URL]",
        "needs: {APP_URL: {means: where it is}}",
        "any_of: [[APP_URL, APP_HOST]]",
    ],
)
def test_what_shows_nowhere_is_refused(keys: str) -> None:
    """Settings that no place shows are held nowhere: the contract says nothing."""
    with pytest.raises(InputError) as error:
        judge({"contracts/c.yaml": f"kind: configuration\nid: app\nowner: us\n{keys}\n"})
    (problem,) = error.value.problems
    assert problem.help == "choose `documented_in` or `provided_by`"


def test_names_of_secrets_need_no_place() -> None:
    """A contract may declare a secret and no more: its value is looked for in every file."""
    keys = "needs: {APP_KEY: {secret: true}}"
    judge({"contracts/c.yaml": f"kind: configuration\nid: app\nowner: us\n{keys}\n"})
