"""Kinds, readers and formats of another package work as built-in ones do, from the command line."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.packaging.plugins import PLUGIN, contractcheck, install, install_plugin
from tests.packaging.trees import ROOT, write_tree

PAGE = (ROOT / "docs" / "how-to" / "extend.md").read_text("utf-8")
CONTRACT = """\
kind: glossary
id: tool.words
owner: maintainers
home: glossary.outline#Words
terms: [backlog, lane, verdict]
"""
WORDS = """\
Words of the tool.

= Words

* backlog: what waits
* lane: a choice of contracts
* verdict: what a clause came to
"""
KINDS, READERS, FORMATS = (f"contractcheck.{group}" for group in ("kinds", "readers", "formats"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package of `tests/plugin`."""
    return install_plugin(tmp_path_factory.mktemp("site"))


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Return a tree with a contract of the package's kind on a document of its format."""
    tree = write_tree(tmp_path / "tree")
    (tree / "contracts" / "words.yaml").write_text(CONTRACT, encoding="utf-8")
    (tree / "glossary.outline").write_text(WORDS, encoding="utf-8")
    return tree


def test_the_page_shows_what_is_tested() -> None:
    """Every file of the package stands in full on the page about extending, and nothing else."""
    shown = dict(re.findall(r"`tests/plugin/([\w.]+)`[^\n]*\n\n```\w+\n(.*?)```", PAGE, re.DOTALL))
    files = {path.name: path.read_text("utf-8") for path in PLUGIN.iterdir() if path.is_file()}
    assert shown == files
    assert f"```yml\n{CONTRACT}```" in PAGE
    assert f"```text\n{WORDS}```" in PAGE


def test_a_tree_that_holds_is_held(words: Path, installed: Path) -> None:
    """The kind judges what the reader reads, and `list` shows both its clauses."""
    done = contractcheck(words, installed, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 clauses: 10 passed" in done.stdout
    listed = contractcheck(words, installed, "list", "--contract", "tool.words")
    assert "tool.words  glossary, owner maintainers, 2 clauses" in listed.stdout
    paths = contractcheck(words, installed, "inputs").stdout.splitlines()
    assert "glossary.outline" in paths


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("* lane: a choice of contracts\n", "", "member-missing", 3),
        ("* lane", "* lanes", "member-differs", 6),
        ("* verdict", "* view: a place\n* verdict", "unknown-member", 7),
        ("= Words", "= Terms", "place-gone", 1),
        (
            "* lane: a choice of contracts\n* verdict: what a clause came to\n",
            "* verdict: what a clause came to\n* lane: a choice of contracts\n",
            "out-of-order",
            7,
        ),
    ],
)
def test_drift_is_found_and_shown_in_every_format(  # noqa: PLR0913, PLR0917 - fixtures, and the table
    words: Path, installed: Path, old: str, new: str, rule: str, line: int
) -> None:
    """Relations of ours and of the package's answer at the line; its own format shows it too."""
    document = words / "glossary.outline"
    document.write_text(WORDS.replace(old, new), encoding="utf-8")
    done = contractcheck(
        words, installed, "check", "--format", "csv", "--report", "json=report.json"
    )
    rows = [row for row in csv.reader(done.stdout.splitlines()) if row[0].startswith("glossary/")]
    assert (f"glossary/{rule}", "glossary.outline", str(line)) in {tuple(row[:3]) for row in rows}
    report = json.loads((words / "report.json").read_text("utf-8"))
    assert f"glossary/{rule}" in {finding["rule"] for finding in report["findings"]}
    for name in ("terminal", "github", "markdown"):
        shown = contractcheck(words, installed, "check", "--format", name)
        assert f"glossary/{rule}" in shown.stdout
        assert shown.returncode == done.returncode == 1


def test_its_rules_and_clauses_are_explained(words: Path, installed: Path) -> None:
    """`explain` knows them as it knows ours."""
    rule = contractcheck(words, installed, "explain", "glossary/out-of-order")
    assert "Readers look a term up where the alphabet puts it." in rule.stdout
    assert "glossary/out-of-order" in contractcheck(words, installed, "explain", "-q").stdout
    clause = contractcheck(words, installed, "explain", "tool.words/order", "--verbose")
    assert "in the order of the alphabet" in clause.stdout
    assert "glossary/out-of-order" in clause.stdout


def test_its_schema_says_what_is_wrong_with_a_contract(words: Path, installed: Path) -> None:
    """A contract that the package's schema refuses is refused at its line."""
    broken = CONTRACT.replace("terms:", "term:")
    (words / "contracts" / "words.yaml").write_text(broken, encoding="utf-8")
    done = contractcheck(words, installed, "check")
    assert done.returncode == 2
    assert "contracts/words.yaml:5:1" in done.stderr
    assert "terms" in done.stderr


def test_nothing_of_it_is_imported_without_need(tmp_path: Path, installed: Path) -> None:
    """A tree without its kind, its documents and its format never imports it."""
    tree = write_tree(tmp_path / "tree")
    for arguments in (["check"], ["list"], ["explain", "support-buckets/statement-moved"]):
        done = contractcheck(tree, installed, *arguments)
        assert done.returncode == 0, done.stderr
    poisoned = tmp_path / "site"
    text = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]
    install(poisoned, "poisoned", text["entry-points"], {})  # no module is there
    for arguments in (["check"], ["list"], ["explain", "support-buckets/statement-moved"]):
        done = contractcheck(tree, poisoned, *arguments)
        assert done.returncode == 0, done.stderr


KIND = (PLUGIN / "glossary_kind.py").read_text("utf-8")
READER = (PLUGIN / "outline_reader.py").read_text("utf-8")
BROKEN = {
    "no module": (KINDS, "glossary", "absent", "", "cannot be loaded: ModuleNotFoundError"),
    "no attribute": (KINDS, "glossary", "broken:absent", "", "cannot be loaded: AttributeError"),
    "raises on import": (KINDS, "glossary", "broken", "1 / 0", "ZeroDivisionError"),
    "no functions": (KINDS, "glossary", "broken", "", "it has no function `compile`"),
    "no rules": (KINDS, "glossary", "broken", KIND + "RULES = 1", "RULES are no sequence"),
    "foreign rule": (
        KINDS, "glossary", "broken", KIND.replace('"glossary/out-of', '"vocabulary/out-of'),
        "its rule `vocabulary/out-of-order` does not begin with `glossary/`",
    ),
    "no schema": (KINDS, "glossary", "broken", KIND + "SCHEMA = 1", "SCHEMA is no mapping"),
    "schema is none": (
        KINDS, "glossary", "broken", KIND + "SCHEMA = {'type': 7}", "SCHEMA is no JSON Schema",
    ),
    "schema leads nowhere": (
        KINDS, "glossary", "broken", KIND + "SCHEMA = {'$ref': 'absent.json'}",
        "SCHEMA is no JSON Schema",
    ),
    "a relation of ours": (
        KINDS, "glossary", "broken", KIND + "RELATIONS = {MembersAre: judge_order}",
        "RELATIONS are no mapping from types of `Argument`",
    ),
    "compile raises": (
        KINDS, "glossary", "broken", KIND + "def compile(contract): return 1 / 0",
        "cannot compile a contract: ZeroDivisionError",
    ),
    "compile yields others": (
        KINDS, "glossary", "broken", KIND + "def compile(contract): return [1]",
        "`compile` yields something else than Clause",
    ),
    "relation raises": (
        KINDS, "glossary", "broken", KIND + "RELATIONS = {InOrder: lambda cases: cases[9]}",
        "cannot judge: IndexError",
    ),
    "relation gives no verdict": (
        KINDS, "glossary", "broken", KIND + "RELATIONS = {InOrder: lambda cases: ()}",
        "gives no verdict on `tool.words/order`",
    ),
    "a name that is built in": (KINDS, "vocabulary", "broken", "", "is built in"),
    "a name that is none": (KINDS, "Glossary", "broken", "", "cannot be its name"),
    "reader raises": (
        READERS, ".outline", "broken:read", "def read(path, content, **roles): return {}[path]",
        "cannot read glossary.outline: KeyError",
    ),
    "reader is none": (READERS, ".outline", "broken:read", "read = 1", "it is no function"),
    "reader returns nothing": (
        READERS, ".outline", "broken:read", "def read(path, content, **roles): pass",
        "it returns no document for glossary.outline",
    ),
    "a suffix that is built in": (READERS, ".md", "broken:read", "", "`.md` is built in"),
    "a suffix that is none": (READERS, "outline", "broken:read", "", "cannot be its name"),
    "a format that is built in": (FORMATS, "json", "broken", "", "`json` is built in"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("group", "name", "value", "module", "words_"), BROKEN.values(), ids=BROKEN.keys()
)
def test_a_broken_plugin_is_named_with_its_package(  # noqa: PLR0913, PLR0917
    words: Path, tmp_path: Path, group: str, name: str, value: str, module: str, words_: str
) -> None:
    """Whatever is wrong with it: one message, exit code 2, and no traceback."""
    entries = {KINDS: {"glossary": "whole"}, READERS: {".outline": "reader:read_outline"}}
    entries.setdefault(group, {})
    entries[group] = {**entries[group], name: value}
    modules = {"broken.py": module, "whole.py": KIND, "reader.py": READER}
    site = install(tmp_path / "site", "broken-package", entries, modules)
    done = contractcheck(words, site, "check")
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"the {group.rpartition('.')[2][:-1]} `{name}` of broken-package 1.0" in done.stderr
    assert words_ in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_format_is_named_with_its_package(words: Path, tmp_path: Path) -> None:
    """A format that raises or renders no text ends in a message and 2."""
    for module, why in (
        ("def render(report, context): return {}[0]", "cannot render the report: KeyError"),
        ("def render(report, context): return b''", "it renders no text"),
        ("", "it has no function `render`"),
    ):
        site = tmp_path / str(len(module))
        install(site, "broken-package", {FORMATS: {"csv": "broken"}}, {"broken.py": module})
        (words / "contracts" / "words.yaml").unlink(missing_ok=True)
        done = contractcheck(words, site, "check", "--format", "csv")
        assert done.returncode == 2, done.stdout + done.stderr
        assert f"the format `csv` of broken-package 1.0:1:1: {why}" in done.stderr
        assert "Traceback" not in done.stderr


def test_an_undeclared_rule_is_said(words: Path, tmp_path: Path) -> None:
    """A kind that leaves out a rule of a relation it uses is told which."""
    text = KIND.replace('    *member_rules("glossary", "term"),\n', "")
    entries = {KINDS: {"glossary": "whole"}, READERS: {".outline": "reader:read_outline"}}
    site = install(tmp_path / "site", "half", entries, {"whole.py": text, "reader.py": READER})
    (words / "glossary.outline").write_text(WORDS.replace("* lane", "* lanes"), encoding="utf-8")
    done = contractcheck(words, site, "check")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "the kind `glossary` has no rule `glossary/member-differs`" in done.stderr


def test_two_packages_cannot_offer_one_name(words: Path, tmp_path: Path) -> None:
    """Which of the two is meant nobody can say, so neither is taken."""
    for package in ("first", "second"):
        install(tmp_path / "site", package, {KINDS: {"glossary": "whole"}}, {"whole.py": KIND})
    done = contractcheck(words, tmp_path / "site", "check")
    assert done.returncode == 2
    assert "has that name too" in done.stderr
    assert "first 1.0" in done.stderr
    assert "second 1.0" in done.stderr
