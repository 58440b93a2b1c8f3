"""The steps of a job, and what they say about the job as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractcheck.model.workflow import Decision, Step
from contractcheck.readers.workflow.condition import decide
from contractcheck.readers.workflow.node import Node
from contractcheck.readers.workflow.shell import can_fail, swallowing_lines, without_comments

Judged = tuple[Decision, str]
"""A decision and its reason in words, empty where it is plainly yes."""

PLAINLY: Judged = (Decision.YES, "")
_PREPARES = re.compile(r"(?:^|[/_-])(?:checkout|setup|cache|upload|download)(?:[/@_-]|$)")
"""Actions that make ready or carry files: that they can fail proves nothing about the job."""


def judge_if(node: Node) -> tuple[Judged, bool]:
    """Judge the ``if`` of a job or step; the flag says that it looks past jobs that failed."""
    given = node.get("if")
    condition = decide(given.value, empty=Decision.YES)
    reason = "" if condition.decision is Decision.YES else _quote(given)
    return (condition.decision, reason), condition.always


def judge_tolerance(node: Node) -> Judged:
    """Judge whether a failure counts, by the ``continue-on-error`` of a job or step."""
    given = node.get("continue-on-error")
    tolerated = decide(given.value, empty=Decision.NO).decision
    if tolerated is Decision.NO:
        return PLAINLY
    blocks = Decision.NO if tolerated is Decision.YES else Decision.UNDECIDABLE
    return blocks, _quote(given)


def read_steps(steps: Node) -> tuple[Step, ...]:
    """Return the steps of a job; raise ``UnreadableError`` where they are malformed."""
    return tuple(_step(item) for item in steps.items())


def judge_steps(steps: Sequence[Step]) -> tuple[Judged, Judged]:
    """Judge by its steps whether a job runs anything, and whether a failure of it counts."""
    if not steps:
        return (Decision.NO, "it has no steps"), PLAINLY
    running = [step for step in steps if step.runs is not Decision.NO]
    if not running:
        return (Decision.NO, f"none of its steps runs ({steps[0].reason})"), PLAINLY
    return PLAINLY, _blocking(running)


def _blocking(running: Sequence[Step]) -> Judged:
    """Weigh the steps that do the work: commands first, then actions that do more than prepare."""
    commands = [step for step in running if step.command]
    actions = [step for step in running if step.uses and not _PREPARES.search(step.uses)]
    judged = commands or actions or list(running)
    strongest = _strongest(judged)
    if strongest is Decision.YES:
        return PLAINLY
    reason = f"no step can fail it ({judged[-1].reason})"
    if strongest is Decision.UNDECIDABLE:
        return strongest, next(s.reason for s in judged if s.blocks is strongest)
    if _strongest(actions) is not Decision.NO:
        return Decision.UNDECIDABLE, f"only `uses` steps can fail it ({judged[-1].reason})"
    return Decision.NO, reason


def _strongest(steps: Sequence[Step]) -> Decision:
    found = {step.blocks for step in steps}
    order = (Decision.YES, Decision.UNDECIDABLE, Decision.NO)
    return next((decision for decision in order if decision in found), Decision.NO)


def _step(node: Node) -> Step:
    if not isinstance(node.value, dict):
        node.refuse("is not a mapping")
    (runs, why_not), _ = judge_if(node)
    blocks, why_tolerated = judge_tolerance(node)
    run = node.get("run")
    command = without_comments(run.text()).strip()
    fails = can_fail(command)
    if blocks is Decision.YES and fails is not Decision.YES:
        blocks, why_tolerated = fails, f"`{_last_line(command)}` at line {run.line}"
    return Step(
        at=node.at,
        runs=runs,
        blocks=blocks,
        name=node.get("name").text(),
        uses=node.get("uses").text(),
        command=command,
        tolerated=swallowing_lines(command),
        reason=why_not or why_tolerated,
    )


def _last_line(command: str) -> str:
    return command.splitlines()[-1].strip()


def _quote(given: Node) -> str:
    """Quote a condition as it is written, on one line."""
    value = str(given.value).lower() if isinstance(given.value, bool) else str(given.value)
    return f"{given.name.strip('`')}: {' '.join(value.split())} at line {given.line}"
