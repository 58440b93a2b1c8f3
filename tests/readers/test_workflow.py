"""Workflow files: whether jobs run, whether they can fail, and what they wait for."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.data import Data, JsonValue, Positions
from contractcheck.model.problem import UnreadableError
from contractcheck.model.workflow import Decision, Job, Workflow
from contractcheck.readers.workflow import find_job, gates, read_workflow
from contractcheck.readers.yaml_data import read_yaml

YES, NO, OPEN = Decision.YES, Decision.NO, Decision.UNDECIDABLE


def read(text: str) -> Workflow:
    """Read a workflow written in a test."""
    return read_workflow(read_yaml(".github/workflows/ci.yml", dedent(text).encode()))


def job(body: str) -> Job:
    """Return the one job with ``body`` in a workflow that runs on pushes."""
    text = f"on: push\njobs:\n  tests:\n{indent(dedent(body).strip(), '    ')}\n"
    return read(text).jobs[0]


def with_steps(steps: str) -> Job:
    """Return a job with these steps."""
    return job("runs-on: ubuntu-latest\nsteps:\n" + indent(dedent(steps).strip(), "  "))


def test_a_plain_job_runs_and_can_fail() -> None:
    """Id, display name, place and commands are those of the file."""
    found = job("""
        name: Docs contract
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
          - name: check
            run: |
              # mix format
              mix deps.get
              mix docs.contract
    """)
    assert (found.id, found.name, str(found.at)) == (
        "tests", "Docs contract", ".github/workflows/ci.yml:3:3",
    )  # fmt: skip
    assert (found.runs, found.blocks, found.reason) == (YES, YES, "")
    assert found.commands == ("mix deps.get\nmix docs.contract",)
    assert [step.uses for step in found.steps] == ["actions/checkout@v4", ""]


@pytest.mark.parametrize(
    ("condition", "runs", "always"),
    [
        ("false", NO, False),
        ("${{ false }}", NO, False),
        ("'false'", NO, False),
        ('"${{false}}"', NO, False),
        ("0", NO, False),
        ("\"''\"", NO, False),
        ("true", YES, False),
        ("", YES, False),
        ("success()", YES, False),
        ("always()", YES, True),
        ("${{ always() }}", YES, True),
        ("'!cancelled()'", YES, True),
        ("Always()", YES, True),
        ("false && github.event_name == 'push'", NO, False),
        ("github.ref == 'refs/heads/main' && false", NO, False),
        ("(github.ref == 'x' || true) && !false", YES, False),
        ("'!(true)'", NO, False),
        ("true || contains(github.ref, 'x')", YES, False),
        ("github.event_name == 'push'", OPEN, False),
        ("always() && github.ref == 'refs/heads/main'", OPEN, True),
        ("failure()", OPEN, False),
        ("${{ matrix.os[0].name != 'x' }}", OPEN, False),
        ("contains(needs.*.result, 'failure')", OPEN, False),
        ("${{ false }} || ${{ false }}", OPEN, False),
        ("${{ false }} == 'x'", OPEN, False),
        ("false &&", OPEN, False),
        ("(false", OPEN, False),
        ("a.", OPEN, False),
        ("'false) false'", OPEN, False),
        ("'0x0'", NO, False),
        ("'0.0'", NO, False),
        ("'1e5'", YES, False),
        ("'" + "(" * 300 + "false" + ")" * 300 + "'", OPEN, False),
        ("'" + "!" * 1500 + "true'", YES, False),
        ("'" + "true && " * 1500 + "false'", OPEN, False),
    ],
)
def test_conditions(condition: str, runs: Decision, always: bool) -> None:  # noqa: FBT001
    """Constant conditions are decided, all others are undecidable."""
    found = job(f"if: {condition}\nsteps: [{{run: mix test}}]")
    assert (found.runs, found.always) == (runs, always)


def test_reasons_quote_the_condition_and_its_line() -> None:
    """A reader of the reason finds the condition at once."""
    assert job("if: false\nsteps: [{run: x}]").reason == "if: false at line 4"
    found = job("steps: [{run: x}]\nif: ${{ github.ref == 'main' }}")
    assert found.reason == "if: ${{ github.ref == 'main' }} at line 5"
    both = job("if: false\ncontinue-on-error: true\nsteps: [{run: x}]")
    assert both.reason == "if: false at line 4; continue-on-error: true at line 5"


@pytest.mark.parametrize(
    ("value", "blocks"),
    [
        ("true", NO),
        ("${{ true }}", NO),
        ("false", YES),
        ("", YES),
        ("${{ matrix.experimental }}", OPEN),
    ],
)
def test_continue_on_error_of_a_job(value: str, blocks: Decision) -> None:
    """A tolerated job fails no gate."""
    assert job(f"continue-on-error: {value}\nsteps: [{{run: mix test}}]").blocks is blocks


@pytest.mark.parametrize(
    ("steps", "blocks"),
    [
        ("- run: mix test || true", NO),
        ("- run: 'mix test || :'", NO),
        ("- run: mix test || exit 0", NO),
        ("- run: mix test || true # flaky", NO),
        ("- run: mix test || echo 'never mind'", NO),
        ("- run: mix test || exit 1", YES),
        ("- run: mix test; true", YES),
        ("- run: mix test || echo no && exit 1", YES),
        ("- run: echo '|| true'", YES),
        ("- {run: mix test, continue-on-error: true}", NO),
        ("- {run: mix test, continue-on-error: '${{ matrix.x }}'}", OPEN),
        ("- run: mix a || true\n- run: mix b", YES),
        ("- run: mix a || true\n- {run: mix b, continue-on-error: true}", NO),
        ("- run: mix a || true\n- {run: mix b, if: false}", NO),
        ("- uses: actions/checkout@v4\n- run: mix a || true", NO),
        ("- uses: erlef/setup-beam@v1\n- run: mix a || true", NO),
        ("- uses: pre-commit/action@v3\n- run: mix a || true", OPEN),
        ("- uses: pre-commit/action@v3", YES),
        ("- {uses: pre-commit/action@v3, continue-on-error: true}", NO),
        ("- uses: actions/checkout@v4", YES),
        ("- run: |\n    mix test\n    docker rm x || true", YES),
        ("- run: |\n    cd app\n    mix test \\\n      --trace || true\n    echo done", NO),
        ("- run: |\n    set +e\n    mix test\n    exit 0", NO),
        ("- run: |\n    set +e\n    mix test", OPEN),
        ("- run: |\n    set +e\n    mix test\n    exit $?", YES),
        ("- run: |\n    for x in a b; do\n      mix $x\n    done || true", OPEN),
        ("- run: |\n    for x in a b; do\n      mix $x || true\n    done\n    mix test", YES),
        ("- run: ''", YES),
    ],
)
def test_steps_that_cannot_fail_make_a_job_that_cannot(steps: str, blocks: Decision) -> None:
    """A job blocks while one of the steps that do its work can fail it."""
    assert with_steps(steps).blocks is blocks


def test_lines_that_swallow_their_failure_are_named() -> None:
    """A step can block by one line while the line that matters cannot fail it."""
    (step,) = with_steps("- run: |\n    mix deps.get\n    mix test \\\n      --all || true").steps
    assert step.blocks is YES
    assert step.tolerated == ("mix test --all || true",)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("steps: [{run: a, if: false}, {run: b, if: '${{ false }}'}]", "none of its steps runs"),
        ("steps: []", "it has no steps"),
        ("runs-on: ubuntu-latest", "it has no steps"),
    ],
)
def test_a_job_without_a_running_step_does_not_run(body: str, reason: str) -> None:
    """Switching off every step is switching off the job."""
    found = job(body)
    assert found.runs is NO
    assert reason in found.reason


def test_commands_of_disabled_steps_do_not_count() -> None:
    """What a switched-off step would run is not run."""
    found = with_steps("- {run: mix test, if: false}\n- {run: mix b, if: github.actor == 'x'}")
    assert (found.runs, found.commands) == (YES, ("mix b",))


def test_a_reusable_workflow_is_a_job() -> None:
    """A job that calls another workflow runs without steps of its own."""
    found = job("uses: ./.github/workflows/shared.yml\nwith: {a: b}")
    assert (found.runs, found.blocks, found.commands) == (YES, YES, ())


def chain(*jobs: str) -> Workflow:
    """Read jobs written as ``id: extra, extra`` in one flow mapping each."""
    lines = [f"  {name}: {{steps: [{{run: x}}], {rest}}}" for name, _, rest in
             (text.partition(": ") for text in jobs)]  # fmt: skip
    return read("on: push\njobs:\n" + "\n".join(lines) + "\n")


def test_a_job_behind_one_that_never_runs_never_runs() -> None:
    """Not running is passed on, in whatever order the jobs stand, except to ``always()``."""
    jobs = chain(
        "last: needs: [middle]",
        "middle: needs: off",
        "off: if: false",
        "report: needs: [last], if: always()",
        "after: needs: report",
    ).jobs
    assert [each.runs for each in jobs] == [NO, NO, NO, YES, YES]
    assert jobs[0].reason == "it needs `middle`, which does not run"


def test_a_job_behind_an_undecidable_one_is_undecidable() -> None:
    """A doubt is passed on too, but never hides a plain no."""
    jobs = chain(
        "a: if: github.ref == 'x'", "b: needs: a", "c: 'if': false, needs: b", "d: needs: [b, c]"
    ).jobs
    assert [each.runs for each in jobs] == [OPEN, OPEN, NO, NO]
    assert jobs[1].reason == "it needs `a`, which may not run"


def test_a_needed_job_that_is_not_there_stops_the_job() -> None:
    """A renamed job leaves those that wait for it waiting for ever."""
    found = chain("a: needs: [gone], if: always()").jobs[0]
    assert found.runs is NO
    assert "`gone`, which is not in this workflow" in found.reason


def test_circles_of_needs_never_run() -> None:
    """Jobs that wait for each other, and those behind them, do not run; reading them ends."""
    workflow = chain("a: needs: b", "b: needs: a", "c: needs: [b]", "d: needs: [d]", "e: x: y")
    assert [each.runs for each in workflow.jobs] == [NO, NO, NO, NO, YES]
    assert gates(workflow, "c") == ("a", "b")
    assert gates(workflow, "a") == ("a", "b")


def test_gates_are_the_jobs_a_gate_waits_for() -> None:
    """The closure is transitive, in the order of the file, by id or display name of the gate."""
    workflow = chain("a: x: y", "b: needs: a", "c: x: y", "gate: name: All, needs: [b, b, zz]")
    assert gates(workflow, "gate") == gates(workflow, "All") == ("a", "b")
    assert gates(workflow, "nothing") == ()


def test_a_job_is_found_by_id_before_its_name() -> None:
    """An id wins over the display name of another job."""
    workflow = chain("a: name: b", "b: name: c")
    assert [getattr(find_job(workflow, name), "id", None) for name in "abcd"] == [
        "a", "b", "b", None,
    ]  # fmt: skip


def test_a_long_chain_of_needs_is_no_problem() -> None:
    """Depth of waiting is bounded by nothing but the file."""
    count = 3_000
    jobs = [f"j{n}: needs: j{n + 1}" for n in range(count)]
    workflow = chain(*jobs, f"j{count}: if: false")
    assert workflow.jobs[0].runs is NO
    assert len(gates(workflow, "j0")) == count


@pytest.mark.parametrize(
    ("on", "events"),
    [
        ("push", ("push",)),
        ("[push, pull_request, push]", ("push", "pull_request")),
        ("{push: , workflow_dispatch: {}}", ("push", "workflow_dispatch")),
    ],
)
def test_events(on: str, events: tuple[str, ...]) -> None:
    """Events are one text, a list or a mapping."""
    assert read(f"on: {on}\njobs: {{a: {{steps: [{{run: x}}]}}}}").events == events


def test_without_events_nothing_runs() -> None:
    """A workflow that names no event never starts."""
    workflow = read("jobs: {a: {steps: [{run: x}]}}")
    assert (workflow.events, workflow.jobs[0].runs) == ((), NO)
    assert "names no event" in workflow.jobs[0].reason


def test_path_filters_are_located() -> None:
    """Each event with path filters says which, and where they stand."""
    workflow = read("""
        on:
          push:
            paths: ["docs/**"]
          pull_request:
            branches: [main]
            paths-ignore:
              - "*.md"
          schedule:
            - cron: "0 4 * * *"
        jobs: {a: {steps: [{run: x}]}}
    """)
    found = [(f.event, f.paths, f.ignored, f.at.span.line) for f in workflow.filters]
    assert found == [("push", ("docs/**",), (), 4), ("pull_request", (), ("*.md",), 7)]
    assert workflow.events == ("push", "pull_request", "schedule")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a", "this workflow is not a mapping"),
        ("text", "this workflow is not a mapping"),
        ("", "this workflow is not a mapping"),
        ("on: push", "this workflow has no jobs"),
        ("on: push\njobs:", "has no jobs"),
        ("on: push\njobs: {}", "`jobs` has no jobs"),
        ("on: push\njobs: [a]", "`jobs` is not a mapping"),
        ("on: push\njobs: {a: b}", "job `a` is not a mapping"),
        ("on: push\njobs: {a: }", "job `a` is not a mapping"),
        ("on: push\njobs: {a: {steps: x}}", "`steps` is not a list"),
        ("on: push\njobs: {a: {steps: [x]}}", "an item of `steps` is not a mapping"),
        ("on: push\njobs: {a: {steps: [{run: [x]}]}}", "`run` is not a text"),
        ("on: push\njobs: {a: {needs: {b: c}, steps: []}}", "`needs` is not a list"),
        ("on: push\njobs: {a: {needs: [[b]], steps: []}}", "an item of `needs` is not a text"),
        ("on: push\njobs: {a: {name: true, steps: []}}", "`name` is not a text"),
        ("on: {push: {paths: {a: b}}}\njobs: {a: {steps: []}}", "`paths` is not a list"),
        ("on: 3.5\njobs: {a: {steps: [{run: [x]}]}}", "`run` is not a text"),
    ],
)
def test_what_is_no_workflow_is_refused_where_it_is(text: str, words: str) -> None:
    """A broken workflow is one located problem."""
    with pytest.raises(UnreadableError, match=r"ci\.yml:\d+:\d+: ") as caught:
        read(text)
    assert words in str(caught.value)


KEYS = ("on", "jobs", "steps", "if", "needs", "run", "uses", "a", "b", "continue-on-error", "name")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("ab()|&! '", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=25,
)


@given(VALUES, st.dictionaries(st.sampled_from("abc"), VALUES, min_size=1))
def test_any_value_is_read_or_refused(on: JsonValue, jobs: dict[str, JsonValue]) -> None:
    """Whatever stands in the file, reading ends in a workflow or a located problem."""
    data = Data("ci.yml", {"on": on, "jobs": jobs}, lambda: Positions({}, {}))
    try:
        workflow = read_workflow(data)
    except UnreadableError:
        return
    assert [each.id for each in workflow.jobs] == list(jobs)
    for each in workflow.jobs:
        assert each.reason or (each.runs, each.blocks) == (YES, YES)
