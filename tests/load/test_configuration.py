"""The configuration of a tree, from each of its homes, with every mistake at its place."""

from __future__ import annotations

import pytest

from contractcheck.load.configuration import load_configuration
from contractcheck.load.validation import SchemaValidator
from contractcheck.model.configuration import ApiSource, Configuration, Lane, OnCantTell
from contractcheck.model.identities import Bearer
from contractcheck.model.problem import InputError

from .conftest import Tree

YAML = """\
contracts: contracts/**/*.yaml
documents: {include: ["**/*.md"], exclude: [vendor/**]}
history: [CHANGELOG.md, "*# Implementation Log", "*# 20??-??-?? *"]
generated: docs/reference/*.md
owner: ops
apis:
  inter-hub: {url: "http://127.0.0.1:8080/api/v2/", openapi: /openapi.json, base_paths: [/api/v2/],
              identities: {ops: {bearer: OPS_HUB_KEY}}}
  file: {openapi: api/openapi.yaml, snapshot_age: 2w}
snapshots: kept/answers/
lanes:
  hook: {on_cant_tell: allow, contracts: "powertools.*", max_snapshot_age: 7d}
  ci:   {live: [inter-hub], on_cant_tell: fail}
"""
TOML = """\
[project]
name = "x"

[tool.contractcheck]
contracts = "contracts/**/*.yaml"
documents = {include = ["**/*.md"], exclude = ["vendor/**"]}
history = ["CHANGELOG.md", "*# Implementation Log", "*# 20??-??-?? *"]
generated = "docs/reference/*.md"
owner = "ops"
snapshots = "kept/answers/"
apis.file.openapi = "api/openapi.yaml"
apis.file.snapshot_age = "2w"
[tool.contractcheck.apis.inter-hub]
url = "http://127.0.0.1:8080/api/v2/"
openapi = "/openapi.json"
base_paths = ["/api/v2/"]
identities.ops.bearer = "OPS_HUB_KEY"
[tool.contractcheck.lanes]
hook = {on_cant_tell = "allow", contracts = "powertools.*", max_snapshot_age = "7d"}
ci = {live = ["inter-hub"], on_cant_tell = "fail"}
"""


def said(
    tree: Tree, validator: SchemaValidator, source: str, name: str = "contractcheck.yaml"
) -> list[str]:
    """Return what loading the file says, line by line."""
    with pytest.raises(InputError) as caught:
        load_configuration(tree({name: source}), validator)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("name", "source"),
    [("contractcheck.yaml", YAML), ("contractcheck.yml", YAML), ("pyproject.toml", TOML)],
)
def test_the_whole_configuration(
    tree: Tree, validator: SchemaValidator, name: str, source: str
) -> None:
    """Each home gives the same values."""
    loaded = load_configuration(tree({name: source}), validator)
    assert loaded == Configuration(
        document=name,
        contracts=("contracts/**/*.yaml",),
        include=("**/*.md",),
        exclude=("vendor/**",),
        history=("CHANGELOG.md", "*# Implementation Log", "*# 20??-??-?? *"),
        generated=("docs/reference/*.md",),
        owner="ops",
        apis={
            "inter-hub": ApiSource(
                "inter-hub",
                url="http://127.0.0.1:8080/api/v2",
                openapi="/openapi.json",
                base_paths=("/api/v2",),
                identities={"ops": Bearer("OPS_HUB_KEY")},
            ),
            "file": ApiSource("file", openapi="api/openapi.yaml", snapshot_age=14),
        },
        snapshots="kept/answers",
        lanes={
            "hook": Lane("hook", (), OnCantTell.ALLOW, ("powertools.*",), max_snapshot_age=7),
            "ci": Lane("ci", live=("inter-hub",), on_cant_tell=OnCantTell.FAIL),
        },
    )


def test_defaults(tree: Tree, validator: SchemaValidator) -> None:
    """Without a configuration, or with an empty one, the defaults hold."""
    assert load_configuration(tree({}), validator) == Configuration()
    files = tree({"pyproject.toml": "[project]\nname = 'x'\n"})
    assert load_configuration(files, validator) == Configuration()
    files = tree({"contractcheck.yaml": "# nothing yet\n"})
    assert load_configuration(files, validator) == Configuration(document="contractcheck.yaml")


def test_a_given_path(tree: Tree, validator: SchemaValidator) -> None:
    """A named file is read wherever it is, and must be there and say something."""
    files = tree({"conf/my.json": '{"owner": "me"}', "a.toml": "x = 1"})
    assert load_configuration(files, validator, "conf/my.json").owner == "me"
    with pytest.raises(InputError, match=r"gone\.yaml:1:1: there is no such file"):
        load_configuration(files, validator, "gone.yaml")
    with pytest.raises(InputError, match=r"a\.toml:1:1: the file has no table"):
        load_configuration(files, validator, "a.toml")


def test_two_homes(tree: Tree, validator: SchemaValidator) -> None:
    """Two files of equal standing are refused; a file of our own comes before pyproject.toml."""
    files = tree({"contractcheck.yaml": "owner: a", "pyproject.toml": "[broken"})
    assert load_configuration(files, validator).owner == "a"
    with pytest.raises(
        InputError, match=r"contractcheck\.yml:1:1: contractcheck\.yaml is there too"
    ):
        load_configuration(tree({"contractcheck.yml": "owner: b"}), validator)


ALL_KEYS = (
    "    valid here: apis, attestations, contracts, documents, generated, history, lanes, owner, "
    "snapshots"
)
VARIABLE_HELP = (
    "    The name of the environment variable that holds the value, `OPS_HUB_KEY`; never the value."
)
URL_HELP = "    a URL like https://hub.example/api/v2; secrets by `identities`"
API = "apis: {hub: {url: '%s'}}"
PROOFS = "    choose `bearer`, `header`, `basic` or `exchange`"
EXCHANGE = "apis: {hub: {url: 'http://h', identities: {ops: {bearer: KEY}, me: {exchange: %s}}}}"
MISTAKES = {
    "contract: a": ["1:1: unknown key `contract`; did you mean `contracts`?", ALL_KEYS],
    "documents: {exclud: a}": [
        "1:13: unknown key `exclud`; did you mean `exclude`?",
        "    valid here: exclude, include",
    ],
    "- a": [
        "1:1: expected a mapping, found a list",
        "    What contractcheck.yaml, or [tool.contractcheck] in pyproject.toml, may say.",
    ],
    "lanes: {ci: {max_age: 7d}}": [
        "1:14: unknown key `max_age`; did you mean `max_snapshot_age`?",
        "    valid here: contracts, gates_without_evidence, live, max_snapshot_age, on_cant_tell",
    ],
    "lanes: {ci: {max_snapshot_age: 7 days}}": [
        "1:32: `7 days` does not have the form asked for here",
        "    An age is whole days or weeks: `7d`, `2w`.",
    ],
    "snapshots: ../elsewhere": [
        "1:12: `../elsewhere` does not have the form asked for here",
        "    The folder of the answers that `contractcheck snapshot` records; `snapshots` unless told.",
    ],
    "lanes: {ci: {on_cant_tell: fial}}": [
        "1:28: `fial` is not one of the choices here; did you mean `fail`?",
        "    choose allow or fail",
    ],
    "apis: {inter-hub: {}}\nlanes:\n  ci: {live: [interhub]}": [
        "3:15: unknown API `interhub`; did you mean `inter-hub`?",
        "    declared below `apis`: inter-hub",
    ],
    "lanes: {ci: {live: [hub]}}": ["1:21: unknown API `hub`", "    declare it below `apis`"],
    "apis: {hub: {identities: {me: {bearer: sk-live-canary}}}}": [
        "1:40: this value does not have the form asked for here",
        VARIABLE_HELP,
    ],
    "apis: {hub: {identities: {me: {}}}}": ["1:31: a key is missing", PROOFS],
    "apis: {hub: {identities: {me: {basic: {user: BOB, password: canary}}}}}": [
        "1:61: this value does not have the form asked for here",
        VARIABLE_HELP,
    ],
    "apis: {hub: {identities: {me: {bearer: A, basic: {user: B, password: C}}}}}": [
        "1:31: only one of `bearer` and `basic` may stand here",
        PROOFS,
    ],
    "apis: {hub: {identities: {nobody: {bearer: KEY}}}}": [
        "1:27: `nobody` proves nothing and is always there",
        "    name it otherwise",
    ],
    EXCHANGE % "{post: /token, as: op}": [
        "1:98: unknown identity `op`; did you mean `ops`?",
        "    declared: me, nobody, ops",
    ],
    EXCHANGE % "{post: /token, as: me}": [
        "1:98: the identity waits for its own token: me -> me",
        "    name one that has a secret",
    ],
    EXCHANGE % "{post: /token, select: '$['}": [
        "1:102: not an RFC 9535 JSONPath: unbalanced brackets, line 1, column 2",
    ],
    EXCHANGE % "{post: /token, form: {client_secret: {variable: canary}}}": [
        "1:127: this is not the name of an environment variable",
        "    capitals, digits and `_`: `CLIENT_SECRET`",
    ],
    "apis: {hub: {openapi: a.yaml, identities: {me: {exchange: {post: /token}}}}}": [
        "1:59: a token is asked for below the URL, and the API has no `url`",
        "    add the `url`",
    ],
    API % "https://me:canary@hub.example/": ["1:19: a URL must not carry credentials", URL_HELP],
    API % "https://canary@hub.example/": ["1:19: a URL must not carry credentials", URL_HELP],
    API % "https://canary:@hub.example/": ["1:19: a URL must not carry credentials", URL_HELP],
    API % "ftp://canary/": ["1:19: a URL must begin with http:// or https://", URL_HELP],
    API % "file:///etc/canary": ["1:19: a URL must begin with http:// or https://", URL_HELP],
    API % "hub.example": ["1:19: a URL must begin with http:// or https://", URL_HELP],
    API % "https://": ["1:19: this is not a URL", URL_HELP],
    API % "https://[canary": ["1:19: this is not a URL", URL_HELP],
    API % "https://h:canary/": ["1:19: this is not a URL", URL_HELP],
    API % "https://h canary/": ["1:19: this is not a URL", URL_HELP],
    API % "https://h/?key=canary": ["1:19: an API's URL has no `?` or `#` part", URL_HELP],
    "apis: {hub: {openapi: 'https://canary@h/o.json'}}": [
        "1:23: a URL must not carry credentials",
        URL_HELP,
    ],
    "apis: {hub: {openapi: //canary@h/o.json}}": [
        "1:23: a URL must begin with http:// or https://",
        URL_HELP,
    ],
    "apis: {hub: {openapi: /o.json}}": [
        "1:23: a path below the URL, and the API has no `url`",
        "    add the `url`",
    ],
    "apis: {'a/b': {}}": [
        "1:8: `a/b` cannot be a key here",
        (
            "    A name starts with a letter or digit and goes on with letters, digits, "
            "`.`, `_` and `-`."
        ),
    ],
    "owner: a\nowner: b": [
        "2:1: the key `owner` stands twice, first at line 1",
        "    remove or rename one of them",
    ],
}


@pytest.mark.parametrize("source", MISTAKES, ids=range(len(MISTAKES)))
def test_mistakes(tree: Tree, validator: SchemaValidator, source: str) -> None:
    """Each mistake is said at its place, and what may be a secret is never repeated."""
    first, *rest = MISTAKES[source]
    lines = said(tree, validator, source)
    assert lines == [f"contractcheck.yaml:{first}", *rest]
    assert "canary" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "[tool.contractcheck]\n\n  ownr = 'x'\n",
            "3:3: unknown key `ownr`; did you mean `owner`?",
        ),
        ("[tool.contractcheck]\nowner = 5.5\n", "2:9: expected text, found `5.5`"),
        (
            "[tool.contractcheck]\nowner = 2024-01-31\nhistory = 1979-05-27\nx = inf\n",
            "4:1: unknown key `x`",
        ),
        ("tool.contractcheck.lanes.ci.live = ['a']", "1:36: unknown API `a`"),
        ("[tool.'contractcheck'.lanes.\"ci\"]\nlive = ['a']", "2:8: unknown API `a`"),
        (
            "[tool.contractcheck.documents]\nexclud = []\n",
            "2:1: unknown key `exclud`; did you mean `exclude`?",
        ),
        (
            "[tool]\ncontractcheck = {ownr = 'x'}\n",
            "2:17: unknown key `ownr`; did you mean `owner`?",
        ),
        ("[tool]\ncontractcheck = 5\n", "2:17: expected a mapping, found `5`"),
        ("x = [1,\n  2\n", "3:1: not valid TOML: unclosed array"),
        ("é = 1\n", "1:1: not valid TOML: invalid statement"),
        ("x = " + "[" * 100_000, "1:1: nested too deep"),
        ("[tool.contractcheck]\nx." + "a." * 3000 + "b = 1", "1:1: nested deeper than 64 levels"),
        ("x = " + "9" * 5000, "1:1: a number has too many digits, or a date is none"),
    ],
)
def test_mistakes_in_pyproject(
    tree: Tree, validator: SchemaValidator, source: str, expected: str
) -> None:
    """A table of pyproject.toml is located by its lines."""
    lines = said(tree, validator, source, "pyproject.toml")
    assert lines[0] == f"pyproject.toml:{expected}"


def test_toml_that_is_not_utf8(tree: Tree, validator: SchemaValidator) -> None:
    """A wrong byte is said at its place."""
    files = tree({"pyproject.toml": b"a = 1\nb = '\xff'\n"})
    with pytest.raises(InputError, match=r"pyproject\.toml:2:6: byte 0xFF is not UTF-8"):
        load_configuration(files, validator)
