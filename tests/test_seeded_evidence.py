"""What a CI workflow proves: commands as whole shell words, and runs that a change starts."""

from __future__ import annotations

import textwrap

import pytest

from tests.test_seeded_drift import CI, B, edited, support
from tests.trees import found, judge


def proven_by(command: str, run: str, *, on: str = "push") -> dict[str, str]:
    """Return a clean tree whose proof is a command, with a step that runs ``run``."""
    texts = edited(
        support(), "contracts/support.yaml", "job ci.yml docs", f"command ci.yml {command}"
    )
    texts = edited(texts, CI, "on: push", f"on: {on}")
    block = textwrap.indent(run, " " * 12)
    return edited(texts, CI, "      - run: make docs\n", f"      - run: |\n{block}\n")


RUNS = [
    ("mix test", "mix test"),
    ("mix test", "mix test --only docs"),
    ("mix test", "cd app && mix test"),
    ("mix test", "mix deps.get; mix test"),
    ("mix test", "(mix test)"),
    ("mix test", "mix test|tee log"),
    ("mix test", "mix test > log 2>&1"),
    ("mix test", "mix \\\n  test"),
    ("mix test", "MIX_ENV=test LC_ALL='C x' mix test"),
    ("mix test", "sudo -E -u runner mix test"),
    ("mix test", "time -p mix test"),
    ("mix test", "if [ -d app ]; then mix test; fi"),
    ("mix test", "for app in a b; do mix test; done"),
    ("mix test", 'bash -lc "cd app && mix test"'),
    ("mix test", "docker compose run --rm app mix test"),
    ("mix test", "out=$(mix test)"),
    ("vitest run", "npx --yes vitest run"),
    ("vitest run", "pnpm exec vitest run"),
    ("pytest -q", "uv run --frozen pytest -q"),
    ("rspec", "bundle exec rspec"),
    ("make ${{ matrix.what }}", "make ${{ matrix.what }} -j 2"),
    ("make a && make b", "make a && make b"),
    ("./bin/check", "./bin/check all"),
]
RUNS_NOT = [
    ("mix test", "mix test.setup"),
    ("mix test", "mix test/one"),
    ("mix test", "mix tests"),
    ("mix test", "remix test"),
    ("mix test", "./mix test"),
    ("mix test", "echo mix test"),
    ("mix test", 'echo "now: && mix test"'),
    ("mix test", "make docs # && mix test"),
    ("mix test", "cat > notes <<EOF\nmix test\nEOF"),
    ("mix test", "mix test || exit 0"),
    ("mix test", "set +e\nmix test; exit 0"),
    ("pnpm test", "pnpm test:types"),
    ("pnpm test", "pnpm test-types"),
    ("make a && make b", "make a && make c"),
]


@pytest.mark.parametrize(("command", "run"), RUNS)
def test_a_command_that_is_run(command: str, run: str) -> None:
    """A command stands where a shell begins one, with whatever arguments behind it."""
    assert found(proven_by(command, run)) == []


@pytest.mark.parametrize(("command", "run"), RUNS_NOT)
def test_a_command_that_is_not_run(command: str, run: str) -> None:
    """A longer word, a text that is printed, and a failure that is swallowed prove nothing."""
    assert [rule for rule, _ in found(proven_by(command, run))] == [f"{B}/evidence-gone"]


@pytest.mark.parametrize(
    "on", ["workflow_dispatch", "[workflow_dispatch]", "{workflow_dispatch: {}}"]
)
def test_a_workflow_that_only_a_person_starts(on: str) -> None:
    """A workflow that runs only when started by hand proves nothing about a change."""
    texts = proven_by("make docs", "make docs", on=on)
    assert [rule for rule, _ in found(texts)] == [f"{B}/evidence-disabled"]
    assert "runs only when started by hand" in judge(texts).findings[0].message


@pytest.mark.parametrize(
    "on",
    ["[workflow_dispatch, push]", "{schedule: [{cron: 1 1 * * *}]}", "release", "workflow_call"],
)
def test_a_workflow_that_something_else_starts(on: str) -> None:
    """A push, a schedule, a release or another workflow starts it without a person."""
    assert found(proven_by("make docs", "make docs", on=on)) == []
