"""What a CI workflow proves: commands as whole shell words, and runs that a change starts."""

from __future__ import annotations

import textwrap

import pytest

from contractcheck.model.verdict import Outcome
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
SWALLOWED = ["mix test || true", "mix deps.get\nmix test || exit 0", "set +e\nmix test; exit 0"]
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
    """A longer word and a text that is printed are not the command."""
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


def verdict(texts: dict[str, str]) -> tuple[Outcome, str]:
    """Return what is said of the one proof."""
    (one,) = [each for each in judge(texts).verdicts if each.clause.endswith("/proof")]
    return one.outcome, one.reason


@pytest.mark.parametrize("run", SWALLOWED)
def test_a_command_whose_failure_is_swallowed(run: str) -> None:
    """A command that is there but cannot fail is found at its step."""
    texts = proven_by("mix test", run)
    assert found(texts) == [(f"{B}/evidence-cannot-fail", f"{CI}: - run: |")]
    assert "`docs` that runs `mix test` may fail unnoticed: `" in judge(texts).findings[0].message


@pytest.mark.parametrize(
    ("more", "rule"),
    [("continue-on-error: true", "evidence-cannot-fail"), ("if: false", "evidence-disabled")],
)
def test_a_command_in_a_step_that_does_not_count(more: str, rule: str) -> None:
    """What is wrong with a step is said at the step, what is wrong with its job at the job."""
    texts = proven_by("make docs", "make docs")
    step = edited(texts, CI, "      - run: |\n", f"      - {more}\n        run: |\n")
    assert found(step) == [(f"{B}/{rule}", f"{CI}: - {more}")]
    assert f"{more} at line" in judge(step).findings[0].message
    job = edited(texts, CI, "  docs:\n", f"  docs:\n    {more}\n")
    assert found(job) == [(f"{B}/{rule}", f"{CI}: docs:")]


def test_a_command_that_counts_elsewhere() -> None:
    """One step that tolerates the command takes nothing from another one that does not."""
    texts = proven_by("make docs", "make docs || true")
    texts = edited(texts, CI, "  gate:\n", "  good: {steps: [{run: make docs}]}\n  gate:\n")
    assert found(edited(texts, CI, "needs: [docs]", "needs: [docs, good]")) == []


def gated(more: str = "", steps: str = "- run: echo done", *, job: str = "") -> dict[str, str]:
    """Return a clean tree with more in its gate, other steps there, and another job before it."""
    texts = edited(support(), CI, "  gate:\n", f"  gate:\n    {more}\n" if more else "  gate:\n")
    texts = edited(texts, CI, "      - run: echo done\n", textwrap.indent(steps, " " * 6) + "\n")
    if job:
        texts = edited(
            texts, CI, "  gate:\n", f"  other: {{steps: [{{run: x}}], {job}}}\n  gate:\n"
        )
        texts = edited(texts, CI, "needs: [docs]", "needs: [other, docs]")
    return texts


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (gated("if: false"), "the gate `gate` never runs: if: false at line"),
        (gated(job="if: false"), "the gate `gate` never runs: it needs `other`"),
        (gated("continue-on-error: true"), "the gate `gate` may fail unnoticed: continue-on"),
        (gated(steps="- run: make all || true"), "the gate `gate` may fail unnoticed: no step"),
        (gated("if: always()"), "`gate` runs and passes even when `docs` fails"),
        (gated("if: '!cancelled()'"), "`gate` runs and passes even when `docs` fails"),
        (
            gated("if: always()", "- uses: actions/checkout@v4\n- run: |\n    echo $X; exit 0"),
            "`gate` runs and passes even when `docs` fails",
        ),
    ],
)
def test_a_gate_that_stops_nothing(texts: dict[str, str], words: str) -> None:
    """A gate that never runs, may fail, or passes whatever it needs did, is one finding there."""
    assert found(texts) == [(f"{B}/evidence-not-gating", f"{CI}: gate:")]
    assert words in judge(texts).findings[0].message
    assert verdict(texts) == (Outcome.FAILED, "")


ALWAYS = "`gate` runs even when `docs` fails; whether its steps look at that"


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (gated("if: github.ref == 'x'"), "the gate `gate` cannot be decided statically: if: git"),
        (gated(job="if: github.ref == 'x'"), "it needs `other`, which may not run"),
        (gated("continue-on-error: ${{ matrix.x }}"), "continue-on-error: ${{ matrix.x }}"),
        (gated("if: always() && needs.docs.result == 'success'"), "if: always() && needs.docs"),
        (gated("if: always()", "- uses: re-actors/alls-green@release/v1"), ALWAYS),
        (gated("if: always()", "- run: echo ${{ needs.docs.result }}"), ALWAYS),
        (gated("if: always()", "- run: echo no\n  if: contains(needs.*.result, 'x')"), ALWAYS),
        (gated("if: always()", "- run: exit 1\n  if: failure()"), ALWAYS),
        (
            gated(
                "if: always()", '- run: test "$R" = success\n  env: {R: "${{ needs.docs.result }}"}'
            ),
            ALWAYS,
        ),
    ],
)
def test_a_gate_that_cannot_be_told(texts: dict[str, str], words: str) -> None:
    """A gate whose own conditions, or what it makes of results, depend on the run is a doubt."""
    assert found(texts) == []
    outcome, reason = verdict(texts)
    assert outcome is Outcome.CANT_TELL
    assert words in reason


@pytest.mark.parametrize("condition", ["false", "github.ref == 'x'"])
def test_what_a_gate_waits_for_is_said_once(condition: str) -> None:
    """A proving job that does not run is named itself, not by every proof behind the same gate."""
    texts = gated(job=f"if: {condition}")
    proof = "proven_by: [job ci.yml docs, job ci.yml other]"
    texts = edited(texts, "contracts/support.yaml", "proven_by: job ci.yml docs", proof)
    said = {
        each.clause[-1]: each.outcome for each in judge(texts).verdicts if "proof-" in each.clause
    }
    rules = [rule for rule, _ in found(texts)]
    off = condition == "false"
    assert rules == ([f"{B}/evidence-disabled"] if off else [])
    assert said == {"1": Outcome.PASSED, "2": Outcome.FAILED if off else Outcome.CANT_TELL}
