"""What may stand only in some places of the source is found anywhere else, in any language."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from contractcheck.model.problem import InputError
from contractcheck.model.verdict import Outcome
from tests.trees import found, judge, tree

K = "source-boundary"


def sources(rule: str, **files: str) -> dict[str, str]:
    """Return a tree with a contract of one rule, ``key: value`` lines, and source files."""
    texts = tree(**files)
    lines = "\n".join(f"    {line}" for line in rule.strip().splitlines())
    contract = f"kind: {K}\nid: app.source\nowner: us\nrules:\n  one:\n{lines}\n"
    return {**texts, "contracts/source.yaml": contract}


ELIXIR = r"""
pattern: '\bRepo\.(?:update|insert|delete)!?\('
only_in: lib/store.ex
in: lib/**/*.ex
"""
STORE = "defmodule Store do\n  def put(run), do: Repo.update(run)\nend\n"


def test_elixir_writes_outside_the_store() -> None:
    """A call is found, piped or not; one that is named in a comment, a string or a document is not."""
    texts = sources(
        ELIXIR,
        lib__store_ex=STORE,
        lib__page_ex='''
        defmodule Page do
          @moduledoc "Never Repo.update(run) here."
          @doc """
          Repo.insert(run)
          """
          # Repo.delete!(run)
          def show(run), do: IO.puts("Repo.update(run)")
          def close(run), do: run |> Repo.update!()
        end
        ''',
    )
    assert found(texts) == [
        (f"{K}/stands-outside", "lib/page.ex: def close(run), do: run |> Repo.update!()")
    ]


PYTHON = r"""
pattern: '\.status\s*=[^=]'
only_in: runs/service.py
in: '**/*.py'
except: ['tests/**', '**/migrations/**']
except_pattern: '#|clear_status'
"""


def test_python_writes_outside_the_service() -> None:
    """Assignments count; comparisons, keyword arguments, docstrings, tests and migrations do not."""
    texts = sources(
        PYTHON,
        runs__service_py="def start(run):\n    run.status = 1\n",
        runs__views_py='''
        """run.status = 1"""
        def show(run):
            """Sets run.status = 2."""
            if run.status == 3:  # run.status = 3
                return dict(status=4)
            note = "run.status = 5"
            run.status = clear_status(run)
            run.status = 6
        ''',
        tests__test_runs_py="run.status = 7\n",
        app__migrations__one_py="run.status = 8\n",
    )
    assert found(texts) == [(f"{K}/stands-outside", "runs/views.py: run.status = 6")]


TYPESCRIPT = r"""
pattern: ['\bfetch\s*\(', '\baxios\b']
never_in: src/components/**
says: a component that renders asks nobody
"""


def test_typescript_asks_in_a_component() -> None:
    """A call is found over lines and in a template literal's code; text and comments ask nobody."""
    texts = sources(
        TYPESCRIPT,
        src__api_ts="export const get = () => fetch('/x');\n",
        src__components__Row_tsx="""
        // fetch('/a')
        const label = "fetch('/b')";
        /** axios */
        const url = `${fetch
          ('/c')}`;
        export const prefetch = (a) => a.refetch();
        """,
    )
    assert found(texts) == [
        (f"{K}/stands-where-forbidden", "src/components/Row.tsx: const url = `${fetch")
    ]


UPDATES = r"""
pattern: '\.update\([^()]*\bstatus='
only_in: svc.py
in: '*.py'
except_pattern: '\.update\(\s*context=\w+\s*\)'
"""


def test_one_fault_in_a_file_is_one_finding() -> None:
    """The same words twice in a file are one finding with two places; other words are another."""
    texts = sources(
        UPDATES,
        svc_py="x = 1\n",
        a_py="runs.update(status=1)\nruns.update(\n    context=c,\n    status=2,\n)\nruns.update(status=1)\n",
    )
    findings = judge(texts).findings
    assert [[str(place) for place in one.places] for one in findings] == [
        ["a.py:1:5", "a.py:6:5"],
        ["a.py:2:5"],
    ]


CHAINED = r"""
pattern: ['Notification::route\(', '->notify\(', '->mail\(']
never_in: '*.php'
"""


def test_a_chain_is_one_fault() -> None:
    """Patterns that meet in one statement see one fault; the next statement is another."""
    texts = sources(
        CHAINED,
        a_php="<?php\nNotification::route('mail')\n    ->to($a)\n    ->notify($b);\n$c->notify($d);\n",
    )
    assert [line for _, line in found(texts)] == [
        "a.php: $c->notify($d);",
        "a.php: Notification::route('mail')",
    ]


STRINGS = r"""
pattern: 'https?://10\.'
looks_at: strings
never_in: '**/*.go'
"""


def test_only_strings_are_looked_at() -> None:
    """What stands in strings is told from what stands in comments."""
    texts = sources(
        STRINGS,
        a_go='// http://10.0.0.1\nconst A = "http://10.0.0.2"\nvar b = `x http://10.0.0.3`\n',
    )
    (finding,) = judge(texts).findings
    assert [str(place) for place in finding.places] == ["a.go:2:12", "a.go:3:12"]


def test_only_comments_are_looked_at() -> None:
    """A marker of unfinished work counts in comments only."""
    texts = sources(
        "pattern: '\\bFIXME\\b'\nlooks_at: comments\nnever_in: '**'",
        a_py='x = "FIXME"  # fine\ny = 2  # FIXME later\n',
    )
    assert found(texts) == [(f"{K}/stands-where-forbidden", "a.py: y = 2  # FIXME later")]


def test_text_is_taken_as_it_stands() -> None:
    """Files that no lexer knows can be looked at as text."""
    texts = sources(
        "pattern: secret\nlooks_at: text\nnever_in: '*.unheard'", a_unheard="no secret\n"
    )
    assert found(texts) == [(f"{K}/stands-where-forbidden", "a.unheard: no secret")]


def test_a_file_that_no_lexer_knows_cannot_be_told() -> None:
    """If it may hold the pattern; one that does not hold its words is of no concern."""
    rule = "pattern: '\\bsecret\\b'\nnever_in: '*.unheard'"
    result = judge(sources(rule, a_unheard="no secret\n"))
    assert result.findings == ()
    assert [one.outcome for one in result.verdicts] == [Outcome.CANT_TELL]
    assert "no lexer knows files like `a.unheard`" in result.verdicts[0].reason
    assert [one.outcome for one in judge(sources(rule, a_unheard="nothing\n")).verdicts] == [
        Outcome.PASSED
    ]


REQUIRED = "pattern: '\\bauthorize\\('\nrequired_in: app/*.rb"


def test_what_must_stand_in_every_file() -> None:
    """A guard that is commented out does not stand there."""
    texts = sources(
        REQUIRED,
        app__a_rb="def show\n  authorize(run)\nend\n",
        app__b_rb="def show\n  # authorize(run)\n  puts 'authorize(run)'\nend\n",
    )
    assert found(texts) == [(f"{K}/required-missing", "app/b.rb: def show")]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (REQUIRED, "no file `app/*.rb` is in the tree"),
        (ELIXIR, "`lib/store.ex`, which may hold it, is not in the tree"),
    ],
)
def test_a_rule_bound_to_nothing(rule: str, message: str) -> None:
    """Files that are gone hold no rule; that is a finding at the contract."""
    findings = judge(sources(rule, lib__page_ex="x = 1\n", a_py="x = 1\n")).findings
    assert [(one.rule, one.message) for one in findings] == [(f"{K}/place-gone", message)]
    assert findings[0].place.document == "contracts/source.yaml"


def test_a_rule_that_contradicts_itself() -> None:
    """A path that may and may not hold a pattern is found in the contract."""
    texts = sources("pattern: x\nin: '*.py'\nonly_in: a.py\nnever_in: '*.py'", a_py="y = 1\n")
    assert [rule for rule, _ in found(texts)] == [f"{K}/contradiction"]


@pytest.mark.parametrize("pattern", ["a(", "[z-a]", "(?=a)"])
def test_a_pattern_that_is_none(pattern: str) -> None:
    """A pattern that RE2 does not read stops the run at its line and column."""
    with pytest.raises(InputError) as caught:
        judge(sources(f"pattern: ['x', '{pattern}']\nnever_in: '**'"))
    (problem,) = caught.value.problems
    assert str(problem.location) == "contracts/source.yaml:6:20"
    assert problem.message.startswith(f"`{pattern}` is no pattern: ")


@pytest.mark.parametrize(
    ("rule", "place", "message"),
    [
        ("pattern: x", "6:5", "`only_in`"),
        ("pattern: x\nonly_in: a.py", "6:5", "`in` is missing"),
        ("pattern: x\nnevr_in: a.py", "7:5", "`nevr_in`"),
        ("never_in: a.py", "6:5", "`pattern` is missing"),
    ],
)
def test_a_rule_that_is_no_rule(rule: str, place: str, message: str) -> None:
    """What a rule needs and does not have is said where it is missing."""
    with pytest.raises(InputError) as caught:
        judge(sources(rule))
    assert any(
        str(one.location) == f"contracts/source.yaml:{place}" and message in f"{one}"
        for one in caught.value.problems
    ), caught.value


def test_a_pattern_cannot_make_it_hang() -> None:
    """Nested repetition over a long line ends at once."""
    texts = sources("pattern: '(?:a+)+!'\nnever_in: '*.py'", a_py=f"x = {'a' * 40_000}\n")
    assert found(texts) == []


def test_without_the_packages_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the verdict says how to install it."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as the built-in
        if name == "re2":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    result = judge(sources("pattern: 'unheard of'\nnever_in: '*.py'", a_py="x = 1\n"))
    assert [one.outcome for one in result.verdicts] == [Outcome.CANT_TELL]
    assert "pip install contractcheck[source]" in result.verdicts[0].reason


def subjects(asked: str, **files: str) -> dict[str, str]:
    """Return a tree with a contract on tests."""
    contract = (
        f"kind: {K}\nid: app.source\nowner: us\ntests:\n  in: tests/**\n  subjects: {asked}\n"
    )
    return {**tree(**files), "contracts/source.yaml": contract}


def test_a_subject_is_named_by_its_words() -> None:
    """Without a pattern the words of the subject count, singular or plural, side by side."""
    texts = subjects(
        "[stale runs, counts, retry]",
        tests__test_a_py="def test_stale_run_is_closed():\n    assert 1\n",
        tests__b_test_ts="it('counts', () => {});\nit('a count of entries retries', () => {});\n",
    )
    assert found(texts) == [
        (f"{K}/subject-untested", "contracts/source.yaml: subjects: [stale runs, counts, retry]")
    ]


def test_a_subject_is_named_by_a_pattern() -> None:
    """A pattern says what the test is called, case aside."""
    texts = subjects(
        "{authorization: 'authori[sz]|forbid'}",
        tests__test_a_py="class TestRuns:\n    def test_Forbids_strangers(self):\n        assert 1\n",
    )
    assert found(texts) == []


def test_a_file_may_name_the_subject() -> None:
    """A file that is named for a subject counts if a test in it runs."""
    good = subjects("[authorization]", tests__AuthorizationTest_php="<?php it('a', fn () => 1);")
    bad = subjects("[authorization]", tests__AuthorizationTest_php="<?php // it('a', fn () => 1);")
    assert found(good) == []
    assert [rule for rule, _ in found(bad)] == [f"{K}/subject-untested"]
    only_tests = {
        path: text.replace("tests/**", "tests/**\n  named_by: test") for path, text in good.items()
    }
    assert [rule for rule, _ in found(only_tests)] == [f"{K}/subject-untested"]
