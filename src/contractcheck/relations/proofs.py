"""Evidence in the tree: a CI job that runs and can fail the gate, a path that exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple, cast

from contractcheck.model.arguments import JobProves, PathStands
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget, joined
from contractcheck.model.location import Location
from contractcheck.model.needs import PathsNeed, WorkflowFound
from contractcheck.model.path_pattern import match_path, match_text
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.workflow import Decision, Job, Step, Workflow, find_job, gates

_TOKEN = re.compile(
    r"""(?P<skip>\\\n|[^\S\n]+|(?<!\S)\#[^\n]*)
    |(?P<word>(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|\$\{\{.*?\}\}|\$\{[^}]*\}|[<>]&|[^\s;&|()`"'\\])+)
    |(?P<end>[;&|()`\n]+)|.""",
    re.VERBOSE | re.DOTALL,
)
_HEREDOC = re.compile(
    r"""(?P<head>\b(?:cat|tee)\b[^\n]*)<<-?[ ]*["']?(?P<tag>\w+)["']?(?P<tail>[^\n]*)\n"""
    r"(?:.*\n)*?[ \t]*(?P=tag)(?=\n|$)"
)
"""A text that is written somewhere; what a shell reads from one is run."""
_SHELL_TEXT = re.compile(r"-\w*c|--command|eval")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_PREFIX = re.compile(
    r"then|do|else|elif|if|while|until|!|\{|time|exec|command|builtin|nohup|npx|bunx|pnpx"
)
_RUNNER = re.compile(r"bun|bundle|hatch|npm|pdm|pipenv|pixi|pnpm|poetry|rye|uv|yarn")
_RUNS_IT = re.compile(r"run|exec|dlx|x")
_CARRIER = re.compile(
    r"chroot|conda|devbox|direnv|docker|docker-compose|doppler|env|kubectl|mise|nice|nix|nix-shell"
    r"|podman|ssh|stdbuf|sudo|timeout|xvfb-run"
)
"""Commands that run another one which stands anywhere behind their own words."""
_PRINTER = re.compile(r"echo|printf")
_RESULTS = re.compile(r"\bneeds\s*[.,)\[]")
_PASSES = re.compile(r"(?:(?:echo|printf)(?: .*)?|true|:|exit(?: 0)?|set -.*)?", re.DOTALL)
"""Commands that come out well whatever happened before them."""
_NONE = (None, None)
_Jobs = frozenset[tuple[str, str]]
"""Jobs by the path of their workflow and their id."""
_PREPARES = re.compile(r"actions/(?:checkout|cache|setup-[\w-]+|(?:up|down)load-artifact)(?:@.*)?")


def judge_jobs(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether each job backs what it is named for; what cannot be decided is ``cantTell``.

    A fault that several clauses meet, such as a gate that is gone, is one finding. A gate that waits
    for another job of these cases answers for itself only; what stops that job is said there.
    """
    faults: dict[tuple[str, str], Finding] = {}
    proving = frozenset(_proving(cases))
    for case in cases:
        found = list(_job_findings(case, proving))
        for one in found:
            first = faults.get((one.rule, one.message))
            faults[one.rule, one.message] = joined(first, one) if first else one
        doubt = "" if found else _doubt(case, proving)
        outcome = Outcome.FAILED if found else Outcome.CANT_TELL if doubt else Outcome.PASSED
        yield Verdict(case.clause.id, outcome, doubt)
    yield from faults.values()


def _proving(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    """Yield workflow and id of each job that a case is about."""
    for case in cases:
        workflow = _workflow(case)
        job, _ = _evidence(workflow, cast("JobProves", case.clause.argument)) if workflow else _NONE
        if workflow and job:
            yield workflow.path, job.id


def _workflow(case: Case) -> Workflow | None:
    return next((fact.workflow for fact in case.facts if isinstance(fact, WorkflowFound)), None)


def _job_findings(case: Case, proving: _Jobs) -> Iterator[Finding]:
    argument = cast("JobProves", case.clause.argument)
    workflow = _workflow(case)
    if workflow is None:
        yield _gone(case, "the workflow is not in the tree", case.clause.at)
        return
    job, step = _evidence(workflow, argument)
    if job is None:
        yield _no_job(case, argument, workflow)
        return
    if never := _never(workflow):
        message = f"no job of this workflow {never}"
        yield _weak(case, "evidence-disabled", job, message, Location(workflow.path))
        return
    if fault := _fault(job, step, argument.command):
        yield _weak(case, fault.rule, job, fault.message, fault.at)
    else:
        yield from _gate(case, workflow, job, proving)
    for other in workflow.jobs:
        if argument.singular and match_text(argument.singular, other.id) and other.id != job.id:
            message = f"`{other.id}` is a second job like `{argument.singular}`; `{job.id}` is the only one"
            yield _weak(case, "evidence-not-singular", other, message, other.at)


def _no_job(case: Case, argument: JobProves, workflow: Workflow) -> Finding:
    if argument.command:
        message = f"no job of this workflow runs `{argument.command}`"
        return _gone(case, message, Location(workflow.path))
    like = get_close_matches(argument.job, [one.id for one in workflow.jobs], n=1)
    at = next((one.at for one in workflow.jobs if one.id in like), Location(workflow.path))
    jobs = ", ".join(f"`{one.id}`" for one in workflow.jobs)
    return _gone(case, f"no job `{argument.job}` in this workflow; it has {jobs}", at)


def _never(workflow: Workflow) -> str:
    """Say why no change ever starts a workflow; empty where something else than a person may."""
    if not workflow.events:
        return "ever runs: it names no event in `on`"
    by_hand = all(event == "workflow_dispatch" for event in workflow.events)
    return "proves a change: it runs only when started by hand" if by_hand else ""


class _Fault(NamedTuple):
    """What keeps a job, or the step that runs the command, from proving anything."""

    rule: str
    message: str
    at: Location


def _evidence(
    workflow: Workflow, argument: JobProves
) -> tuple[Job, Step | None] | tuple[None, None]:
    """Return the named job; or the step that runs the command, the first that counts, in its job."""
    if argument.job:
        job = find_job(workflow, argument.job)
        return (job, None) if job else _NONE
    running = [
        (job, step)
        for job in workflow.jobs
        for step in job.steps
        if _is_run(argument.command, step.command)
    ]
    return min(
        running, key=lambda one: _fault(one[0], one[1], argument.command) is not None, default=_NONE
    )


def _fault(job: Job, step: Step | None, command: str) -> _Fault | None:
    """Say why a job, or its step that runs the command, proves nothing; its step's fault first."""
    named, runs = f"the job `{job.id}`", f"the step of `{job.id}` that runs `{command}`"
    if step and step.runs is Decision.NO:
        return _Fault("evidence-disabled", f"{runs} never runs: {step.reason}", step.at)
    if job.runs is Decision.NO:
        return _Fault("evidence-disabled", f"{named} never runs: {job.reason}", job.at)
    if step and (why := _tolerance(step, command)):
        return _Fault("evidence-cannot-fail", f"{runs} may fail unnoticed: {why}", step.at)
    if job.blocks is Decision.NO:
        return _Fault("evidence-cannot-fail", f"{named} may fail unnoticed: {job.reason}", job.at)
    return None


def _tolerance(step: Step, command: str) -> str:
    """Say what swallows a failure of the command in a step; empty where it is noticed."""
    line = next((line for line in step.tolerated if _is_run(command, line)), "")
    if line or step.blocks is not Decision.NO:
        return f"`{line}`" if line else ""
    return step.reason if step.runs is Decision.YES else "the step tolerates it"


def _is_run(command: str, text: str) -> bool:
    """Say whether a shell text runs the command: whole words where a command begins, any behind them."""
    wanted = [words for words in _simple_commands(command) if words]
    given = [words for words in _simple_commands(text) if words]
    return bool(wanted) and any(
        all(map(_begins, given[at : at + len(wanted)], wanted))
        for at in range(len(given) - len(wanted) + 1)
    )


def _begins(given: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(given[at : at + len(wanted)] == wanted for at in _starts(given))


def _starts(words: Sequence[str]) -> Iterator[int]:
    """Yield where in the words of a simple command a command can begin: behind ``A=b``, ``sudo``, ``npx``."""
    at = 0
    while at < len(words):
        yield at
        if _CARRIER.fullmatch(words[at]):
            said = (n for n, word in enumerate(words) if _PRINTER.fullmatch(word))
            yield from range(at + 1, next(said, len(words)))
            return
        if _RUNNER.fullmatch(words[at]) and _RUNS_IT.fullmatch("".join(words[at + 1 : at + 2])):
            at += 1
        elif not _PREFIX.fullmatch(words[at]) and not _ASSIGNMENT.match(words[at]):
            return
        at += 1
        while at < len(words) and words[at].startswith("-"):
            at += 1


def _simple_commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each simple command of a shell text, those in a ``bash -c "..."`` too."""
    words: list[str] = []
    for match in _TOKEN.finditer(_HEREDOC.sub(r"\g<head>", text)):
        if match["word"]:
            bare = re.sub(r"[\"']", "", match["word"])
            if bare != match["word"] and words and _SHELL_TEXT.fullmatch(words[-1]):
                yield from _simple_commands(bare)
            words.append(bare)
        elif match["end"]:
            yield words
            words = []
    yield words


def _gate(case: Case, workflow: Workflow, job: Job, proving: _Jobs) -> Iterator[Finding]:
    argument = cast("JobProves", case.clause.argument)
    gate = find_job(workflow, argument.gate) if argument.gate else job
    if gate is None:
        message = f"no gate job `{argument.gate}` in this workflow"
        yield _gone(case, message, Location(workflow.path))
        return
    message = ""
    if gate is job:
        return
    if job.id not in gates(workflow, gate.id):
        message = f"the gate `{gate.id}` does not need the job `{job.id}`"
    elif gate.runs is Decision.NO and not _stopped_by(workflow, gate, proving):
        message = f"the gate `{gate.id}` never runs: {gate.reason}"
    elif gate.blocks is Decision.NO:
        message = f"the gate `{gate.id}` may fail unnoticed: {gate.reason}"
    elif gate.always and gate.runs is Decision.YES and _passes(gate):
        message = f"the gate `{gate.id}` runs and passes even when `{job.id}` fails"
    if message:
        yield _weak(case, "evidence-not-gating", gate, message, gate.at)


def _stopped_by(workflow: Workflow, gate: Job, proving: _Jobs) -> bool:
    """Say whether a gate waits for a job that another clause is about and that runs no more than it."""
    return not gate.always and any(
        job.id in gates(workflow, gate.id) and job.runs is gate.runs
        for job in workflow.jobs
        if (workflow.path, job.id) in proving
    )


def _passes(job: Job) -> bool:
    """Say whether a job comes out well whatever happened to those it needs.

    An action or a program may be handed their results unseen; printing can make nothing of them.
    """
    return bool(job.steps) and all(map(_step_passes, job.steps))


def _step_passes(step: Step) -> bool:
    if step.runs is Decision.NO:
        return True
    if _RESULTS.search(step.command) or _RESULTS.search(step.reason):
        return False
    if step.uses:
        return bool(_PREPARES.fullmatch(step.uses))
    return all(_PASSES.fullmatch(" ".join(words)) for words in _simple_commands(step.command))


def _doubt(case: Case, proving: _Jobs) -> str:
    argument = cast("JobProves", case.clause.argument)
    workflow = _workflow(case)
    job, _ = _evidence(workflow, argument) if workflow else _NONE
    if workflow is None or job is None:
        return ""
    if Decision.UNDECIDABLE in (job.runs, job.blocks):
        return f"cannot be decided statically: {job.reason}"
    gate = find_job(workflow, argument.gate) if argument.gate else job
    if gate is None or gate is job:
        return ""
    stopped = gate.runs is Decision.UNDECIDABLE and not _stopped_by(workflow, gate, proving)
    if stopped or gate.blocks is Decision.UNDECIDABLE:
        return f"the gate `{gate.id}` cannot be decided statically: {gate.reason}"
    if gate.always:
        message = f"the gate `{gate.id}` runs even when `{job.id}` fails"
        return f"{message}; whether its steps look at that cannot be decided statically"
    return ""


def judge_paths(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether each path stands."""
    for case in cases:
        argument = cast("PathStands", case.clause.argument)
        found = list(_path_findings(case, argument))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _path_findings(case: Case, argument: PathStands) -> Iterator[Finding]:
    needs = [cast("PathsNeed", need) for need in case.clause.needs]
    paths = {
        need.pattern: [fact for fact in evidence.facts if isinstance(fact, Value)]
        for need, evidence in zip(needs, case.evidence, strict=True)
    }
    if not paths.get(argument.path):
        yield _gone(case, f"the path `{argument.path}` is not in the tree", case.clause.at)
    if argument.singular:
        for value in paths.get(argument.singular, ()):
            same = value.text.rstrip("/") == argument.path.rstrip("/")
            if not same and not match_path(argument.path, value.text):
                message = f"`{value.text}` is a second path like `{argument.singular}`"
                yield drift(
                    case.clause,
                    "evidence-not-singular",
                    subject=value.text,
                    message=f"{message}; `{argument.path}` is the only one",
                    places=[value.at],
                    repairs=[Repair(RepairTarget.DOCUMENT, f"remove `{value.text}`", value.at)],
                )


def _gone(case: Case, message: str, at: Location) -> Finding:
    return drift(
        case.clause,
        "evidence-gone",
        subject=case.clause.id,
        message=message,
        places=[at],
        repairs=[
            Repair(RepairTarget.DOCUMENT, "restore the evidence", at),
            Repair(RepairTarget.CONTRACT, "name what proves it now", case.clause.at),
        ],
    )


def _weak(case: Case, what: str, job: Job, message: str, at: Location) -> Finding:
    return drift(
        case.clause,
        what,
        subject=job.id,
        message=message,
        places=[at],
        repairs=[
            Repair(RepairTarget.DOCUMENT, "let the job count again", at),
            Repair(RepairTarget.CONTRACT, "name what proves it now", case.clause.at),
        ],
    )
