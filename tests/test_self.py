"""The project's own documents are held by its own contracts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
import yaml

from contractcheck.adapters.files import TreeFiles
from contractcheck.adapters.http import HttpClient
from contractcheck.cli.main import VERBS, cli
from contractcheck.engine.run import run
from contractcheck.model.finding import Finding
from contractcheck.model.verdict import Outcome
from contractcheck.ports import Overlay
from contractcheck.wiring.project import choose, load_project
from contractcheck.wiring.registries import REGISTRIES, make_collector

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def drifted(path: str = "", old: str = "", new: str = "") -> tuple[Finding, ...]:
    """Judge the contracts on this project, with one text of one of its files replaced."""
    files = TreeFiles(ROOT)
    changed: Mapping[str, bytes | None] = {}
    if path:
        text = files.read(path).decode()
        assert text.count(old) == 1, f"{path} holds this {text.count(old)} times: {old}"
        changed = {path: text.replace(old, new).encode()}
    project = load_project(Overlay(files, changed))
    chosen = choose(project, ["self.*"])
    collector = make_collector(project, HttpClient(), ())
    result = run(chosen, project.tree, collector, REGISTRIES)
    assert all(verdict.outcome in {Outcome.PASSED, Outcome.FAILED} for verdict in result.verdicts)
    return result.findings


def test_the_project_is_as_it_says() -> None:
    """The documents, schemas and sources of this project agree, and every clause could be judged."""
    assert drifted() == ()


DRIFTS = [
    (
        "a format without a line in the documents",
        "src/contractcheck/reports/formats/__init__.py",
        '    "json": "contractcheck.reports.formats.json",\n',
        '    "json": "contractcheck.reports.formats.json",\n    "sarif": "contractcheck.sarif",\n',
        "self.formats/views/program",
        "unknown-member",
    ),
    (
        "a format whose page is gone",
        "docs/reference/formats.md",
        "## github\n",
        "## GitHub annotations\n",
        "self.formats/views/page",
        "member-differs",
    ),
    (
        "a kind that the index leaves out",
        "docs/reference/contracts.md",
        "| [`lifecycle`](kinds/lifecycle.md) |",
        "| [life cycles](kinds/lifecycle.md) |",
        "self.kinds/views/page",
        "member-differs",
    ),
    (
        "a kind renamed in the program",
        "src/contractcheck/wiring/kinds.py",
        '    "api-surface",\n',
        '    "api-operations",\n',
        "self.kinds/views/program",
        "member-missing",
    ),
    (
        "an exit code that changed in the program",
        "src/contractcheck/model/report.py",
        "    EVIDENCE_MISSING = 4\n",
        "    EVIDENCE_MISSING = 5\n",
        "self.exit-codes/views/program",
        "member-missing",
    ),
    (
        "a row that is gone from the table of exit codes",
        "docs/reference/exit-codes.md",
        "| 3 | nothing judged | the whole run judged nothing |\n",
        "",
        "self.exit-codes/views/page",
        "member-missing",
    ),
    (
        "an outcome in other letters",
        "src/contractcheck/model/verdict.py",
        '    CANT_TELL = "cantTell"\n',
        '    CANT_TELL = "cannotTell"\n',
        "self.verdicts/views/program",
        "member-differs",
    ),
    (
        "an outcome in other words",
        "docs/explanation/architecture.md",
        "evidence where evidence was asked for | cannot tell (with the reason) |",
        "evidence where evidence was asked for | unknown (with the reason) |",
        "self.outcome-words/views/explanation",
        "member-missing",
    ),
    (
        "a layer that the explanation forgets",
        "docs/explanation/architecture.md",
        "| `ports` | what the core asks of the world |\n",
        "",
        "self.layers/views/page",
        "member-missing",
    ),
    (
        "a verb whose reference is gone",
        "docs/reference/command-line.md",
        "## contractcheck inputs\n",
        "## Inputs\n",
        "self.verbs/views/page",
        "member-missing",
    ),
]


@pytest.mark.parametrize(
    ("path", "old", "new", "clause", "rule"),
    [row[1:] for row in DRIFTS],
    ids=[r[0] for r in DRIFTS],
)
def test_a_drift_of_this_project(path: str, old: str, new: str, clause: str, rule: str) -> None:
    """One change on one side is found there."""
    findings = drifted(path, old, new)
    assert (clause, f"vocabulary/{rule}") in {(one.clause, one.rule) for one in findings}
    assert all(one.place.document == path for one in findings if one.clause == clause)


def options(command: click.Command) -> set[str]:
    """Return every option of a command and of the commands in it."""
    own = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    names = VERBS if isinstance(command, click.Group) else ()
    context = click.Context(command)
    inner = [cli.get_command(context, name) for name in names]
    return own.union(*(options(one) for one in inner if one), {"--help", "-h"})


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the verb and the options of each call that a page shows, in code or at a prompt."""
    for match in re.finditer(
        r"(?:^|[`$] ?|\s{2,})contractcheck ([a-z]\w*)([^`\n|;#]*)", text, re.MULTILINE
    ):
        yield match[1], re.findall(r"(?<!\S)--[a-z][a-z-]*", match[2])


def unknown(text: str) -> list[str]:
    """Return the verbs and options of calls on a page that this program does not have."""
    known = options(cli)
    found = []
    for verb, used in calls(text):
        found += [verb] if verb not in VERBS else []
        found += [option for option in used if option not in known]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_documented_calls_exist(page: Path) -> None:
    """Every verb and option that a page calls is one that the program has."""
    assert unknown(page.read_text(encoding="utf-8")) == []


def test_a_documented_call_that_does_not_exist() -> None:
    """A page that calls what is not there is found; another program's options are its own."""
    text = "Run `contractcheck verify --lane ci`.\n\n$ contractcheck check --offline --lane x\n"
    assert unknown(text) == ["verify", "--offline"]
    assert unknown("Run `git log --oneline`, then contractcheck compares.\n") == []


def test_layers_are_those_of_the_linter() -> None:
    """The layers that the contract declares are those that the build configuration holds."""
    contract = yaml.safe_load((ROOT / "contracts" / "self" / "layers.yaml").read_text("utf-8"))
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert contract["members"] == list(build["architecture"]["third-party"])
    linted = build["importlinter"]["contracts"][0]["layers"]
    assert contract["members"] == [name for line in linted for name in line.split(" | ")]
