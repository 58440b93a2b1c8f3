"""Evidence in the tree: a CI job that runs and can fail the gate, a path that exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from contractcheck.model.arguments import JobProves, PathStands
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget, joined
from contractcheck.model.location import Location
from contractcheck.model.needs import PathsNeed, WorkflowFound
from contractcheck.model.path_pattern import match_path, match_text
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.workflow import Decision, Job, Workflow, find_job, gates

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


def judge_jobs(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge whether each job backs what it is named for; what cannot be decided is ``cantTell``.

    A fault that several clauses meet, such as a gate that is gone, is one finding.
    """
    faults: dict[tuple[str, str], Finding] = {}
    for case in cases:
        found = list(_job_findings(case))
        for one in found:
            first = faults.get((one.rule, one.message))
            faults[one.rule, one.message] = joined(first, one) if first else one
        doubt = "" if found else _doubt(case)
        outcome = Outcome.FAILED if found else Outcome.CANT_TELL if doubt else Outcome.PASSED
        yield Verdict(case.clause.id, outcome, doubt)
    yield from faults.values()


def _job_findings(case: Case) -> Iterator[Finding]:
    argument = cast("JobProves", case.clause.argument)
    found = next((fact for fact in case.facts if isinstance(fact, WorkflowFound)), None)
    if found is None:
        yield _gone(case, "the workflow is not in the tree", case.clause.at)
        return
    workflow = found.workflow
    job = _job(workflow, argument)
    if job and (never := _never(workflow)):
        message = f"no job of this workflow {never}"
        yield replace(
            _weak(case, "evidence-disabled", job, message), places=(Location(workflow.path),)
        )
        return
    if job is None and argument.command:
        message = f"no job of this workflow runs `{argument.command}` so that its failure counts"
        yield _gone(case, message, Location(workflow.path))
        return
    if job is None:
        like = get_close_matches(argument.job, [one.id for one in workflow.jobs], n=1)
        at = next((one.at for one in workflow.jobs if one.id in like), Location(workflow.path))
        jobs = ", ".join(f"`{one.id}`" for one in workflow.jobs)
        yield _gone(case, f"no job `{argument.job}` in this workflow; it has {jobs}", at)
        return
    if job.runs is Decision.NO:
        yield _weak(case, "evidence-disabled", job, f"the job `{job.id}` never runs: {job.reason}")
    if job.blocks is Decision.NO:
        yield _weak(
            case,
            "evidence-cannot-fail",
            job,
            f"the job `{job.id}` may fail unnoticed: {job.reason}",
        )
    yield from _gate(case, argument, workflow, job)
    for other in workflow.jobs:
        if argument.singular and match_text(argument.singular, other.id) and other.id != job.id:
            message = f"`{other.id}` is a second job like `{argument.singular}`; `{job.id}` is the only one"
            yield _weak(case, "evidence-not-singular", other, message)


def _never(workflow: Workflow) -> str:
    """Say why no change ever starts a workflow; empty where something else than a person may."""
    if not workflow.events:
        return "ever runs: it names no event in `on`"
    by_hand = all(event == "workflow_dispatch" for event in workflow.events)
    return "proves a change: it runs only when started by hand" if by_hand else ""


def _job(workflow: Workflow, argument: JobProves) -> Job | None:
    """Return the named job, or of those that run the command the one that counts most."""
    if argument.job:
        return find_job(workflow, argument.job)
    running = [job for job in workflow.jobs if _runs(job, argument.command)]
    counting = [j for j in running if j.runs is not Decision.NO and j.blocks is not Decision.NO]
    return next(iter(counting or running), None)


def _runs(job: Job, command: str) -> bool:
    """Say whether a step runs the command so that its failure is noticed."""
    return any(
        _is_run(command, step.command) and not any(_is_run(command, t) for t in step.tolerated)
        for step in job.steps
        if step.runs is not Decision.NO and step.blocks is not Decision.NO
    )


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


def _gate(case: Case, argument: JobProves, workflow: Workflow, job: Job) -> Iterator[Finding]:
    gate = find_job(workflow, argument.gate) if argument.gate else job
    if gate is None:
        message = f"no gate job `{argument.gate}` in this workflow"
        yield _gone(case, message, Location(workflow.path))
    elif gate is not job and job.id not in gates(workflow, gate.id):
        message = f"the gate `{gate.id}` does not need the job `{job.id}`"
        yield _weak(case, "evidence-not-gating", gate, message)


def _doubt(case: Case) -> str:
    argument = cast("JobProves", case.clause.argument)
    for fact in case.facts:
        if isinstance(fact, WorkflowFound):
            job = _job(fact.workflow, argument)
            if job and Decision.UNDECIDABLE in (job.runs, job.blocks):
                return f"cannot be decided statically: {job.reason}"
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


def _weak(case: Case, what: str, job: Job, message: str) -> Finding:
    return drift(
        case.clause,
        what,
        subject=job.id,
        message=message,
        places=[job.at],
        repairs=[
            Repair(RepairTarget.DOCUMENT, "let the job count again", job.at),
            Repair(RepairTarget.CONTRACT, "name what proves it now", case.clause.at),
        ],
    )
