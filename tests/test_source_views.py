"""A set that source code or a workflow shows is held against the contract like any other view."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from contractcheck.model.verdict import Outcome
from tests.trees import found, judge, tree

SOURCE = """
    <?php
    final class Keys
    {
        public const TOTAL = 'total';
        public const FAILED = 'failed';

        public static function all(): array
        {
            return [self::TOTAL, self::FAILED];
        }
    }
    """
WORKFLOW = """
    on: {push: {}, pull_request: {}}
    jobs:
      build:
        steps:
          - name: Compile
            run: make
      gate:
        needs: [build, docs]
        steps: [{run: "true"}]
      docs:
        steps: [{run: make docs}]
    """


def keys(view: str, source: str = SOURCE, members: str = "[total, failed]") -> dict[str, str]:
    """Return a tree whose contract has one view besides a document that agrees with it."""
    texts = tree(
        contracts__keys_yaml=f"""
        kind: vocabulary
        id: runs.keys
        owner: us
        spelling: false
        members: {members}
        views:
          - {view}
        """,
        app__Keys_php=source,
    )
    return {**texts, ".github/workflows/ci.yml": tree(ci_yml=WORKFLOW)["ci.yml"]}


ALL = '{source: app/Keys.php, of: "Keys::all"}'


def test_a_source_that_agrees() -> None:
    """The constants behind a list are followed to their texts."""
    assert found(keys(ALL)) == []


def test_a_key_gone_from_the_source() -> None:
    """What the list no longer has is missing beside the one declared before it."""
    less = SOURCE.replace("[self::TOTAL, self::FAILED]", "[self::TOTAL]")
    assert found(keys(ALL, less)) == [
        ("vocabulary/member-missing", "app/Keys.php: return [self::TOTAL];")
    ]


def test_a_key_commented_out() -> None:
    """A comment shows nothing."""
    less = SOURCE.replace("self::FAILED]", "/* self::FAILED */]")
    assert [rule for rule, _ in found(keys(ALL, less))] == ["vocabulary/member-missing"]


def test_a_text_that_changed_behind_its_constant() -> None:
    """The view differs where the list names the constant."""
    other = SOURCE.replace("'failed'", "'errors'")
    assert found(keys(ALL, other)) == [
        ("vocabulary/member-missing", "app/Keys.php: return [self::TOTAL, self::FAILED];"),
        ("vocabulary/unknown-member", "app/Keys.php: return [self::TOTAL, self::FAILED];"),
    ]


def test_a_symbol_that_was_renamed() -> None:
    """A symbol that is gone is a place that is gone; the nearest name is shown."""
    renamed = SOURCE.replace("function all", "function alls")
    (finding,) = judge(keys(ALL, renamed)).findings
    assert finding.rule == "vocabulary/place-gone"
    assert finding.message == "no symbol `Keys::all`; the nearest is `alls`"
    assert str(finding.place) == "app/Keys.php:7:28"


def test_a_file_that_is_gone() -> None:
    """So is a file."""
    texts = keys(ALL)
    del texts["app/Keys.php"]
    (finding,) = judge(texts).findings
    assert finding.rule == "vocabulary/place-gone"
    assert finding.message == "no file `app/Keys.php` is read"


def test_a_list_that_is_computed_cannot_be_told() -> None:
    """A view that only running the program would show is no pass, and no finding."""
    computed = SOURCE.replace("[self::TOTAL, self::FAILED]", "array_keys(self::MAP)")
    result = judge(keys(ALL, computed))
    assert result.findings == ()
    (clause,) = [one for one in result.verdicts if "/views/" in one.clause]
    assert clause.outcome is Outcome.CANT_TELL
    assert "app/Keys.php:9:16" in clause.reason
    assert "`array_keys`" in clause.reason


def test_without_the_packages_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the verdict says how to install it."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as the built-in
        if name.startswith("pygments"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = judge(keys(ALL))
    (clause,) = [one for one in result.verdicts if "/views/" in one.clause]
    assert clause.outcome is Outcome.CANT_TELL
    assert "pip install contractcheck[source]" in clause.reason


@pytest.mark.parametrize(
    ("view", "members"),
    [
        ("{workflow: ci.yml, of: jobs}", "[build, gate, docs]"),
        ("{workflow: ci.yml, of: needs gate}", "[build, docs]"),
        ("{workflow: ci.yml, of: steps build}", "[Compile]"),
        ("{workflow: .github/workflows/ci.yml, of: events}", "[push, pull_request]"),
    ],
)
def test_a_workflow_shows_names(view: str, members: str) -> None:
    """Jobs, what a job needs, the names of steps and events are views."""
    assert found(keys(view, members=members)) == []
    assert [rule for rule, _ in found(keys(view, members=f"{members[:-1]}, other-name]"))] == [
        "vocabulary/member-missing"
    ]


def test_a_job_more_in_the_workflow() -> None:
    """A name that is not declared is found at its own line."""
    assert found(keys("{workflow: ci.yml, of: needs gate}", members="[build]")) == [
        ("vocabulary/unknown-member", ".github/workflows/ci.yml: needs: [build, docs]")
    ]


def test_a_job_that_is_gone() -> None:
    """A job that is not in the workflow is a place that is gone."""
    (finding,) = judge(keys("{workflow: ci.yml, of: needs gates}", members="[build]")).findings
    assert finding.rule == "vocabulary/place-gone"
    assert finding.message == "no job `gates`; the nearest is `gate`"


REWRITTEN = [
    ("line ends of Windows", "\n", "\r\n"),
    ("tabs", "    ", "\t"),
    ("double quotes", "'", '"'),
    ("a list in the old syntax", "[self::TOTAL, self::FAILED]", "array(self::TOTAL, self::FAILED)"),
    ("another order", "self::TOTAL, self::FAILED", "self::FAILED, self::TOTAL"),
    (
        "a line each, with a comma behind the last",
        "[self::TOTAL, self::FAILED]",
        "[\n self::TOTAL, // 'all'\n self::FAILED, /* 'bad' */\n ]",
    ),
    ("the name of the class", "self::", "Keys::"),
    ("the text itself", "self::TOTAL,", "'total',"),
    ("documentation", "    public static", "    /** @return list{'none'} */\n    public static"),
    (
        "another method",
        "    public static",
        "    public function b() { return ['z']; }\n    public static",
    ),
    ("a namespace", "final class", "namespace App\\Keys;\n\nfinal class"),
]


@pytest.mark.parametrize(("_", "find", "replace"), REWRITTEN, ids=[one for one, _, _ in REWRITTEN])
def test_a_source_that_is_written_otherwise(_: str, find: str, replace: str) -> None:
    """What changes no member makes no finding."""
    assert find in SOURCE
    assert found(keys(ALL, SOURCE.replace(find, replace))) == []
