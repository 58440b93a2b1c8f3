"""From a workflow file's data to its jobs and events.

What cannot be decided without running is said to be undecidable, with the expression as the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contractcheck.model.data import Data
from contractcheck.model.workflow import Decision, Job, PathFilter, Workflow
from contractcheck.readers.workflow.node import Node
from contractcheck.readers.workflow.steps import (
    PLAINLY,
    Judged,
    judge_if,
    judge_steps,
    judge_tolerance,
    read_steps,
)
from contractcheck.readers.workflow.waiting import settle


def read_workflow(data: Data) -> Workflow:
    """Return the workflow in ``data``, a GitHub or Gitea workflow file.

    Raises ``UnreadableError`` at its place for what is no workflow or has no jobs.
    """
    root = Node(data, data.value, "", "this workflow")
    if not isinstance(root.value, dict):
        root.refuse("is not a mapping")
    jobs = settle([_job(name, node) for name, node in _jobs(root)])
    events = tuple(dict.fromkeys(_events(root.get("on"))))
    if not events:
        jobs = tuple(_never(job) for job in jobs)
    return Workflow(data.document, jobs, events, tuple(_filters(root.get("on"))))


def _jobs(root: Node) -> Iterator[tuple[str, Node]]:
    jobs = root.get("jobs")
    if not jobs.value:
        (root if jobs.value is None else jobs).refuse("has no jobs")
    for name, node in jobs.members():
        yield name, replace(node, name=f"job `{name}`")


def _job(name: str, node: Node) -> Job:
    if not isinstance(node.value, dict):
        node.refuse("is not a mapping")
    by_if, always = judge_if(node)
    steps = read_steps(node.get("steps"))
    by_steps, blocking = judge_steps(steps)
    if node.get("uses").text():
        by_steps, blocking = PLAINLY, PLAINLY
    runs, why_not = _weakest(by_if, by_steps)
    blocks, why_tolerated = _weakest(judge_tolerance(node), blocking)
    return Job(
        id=name,
        name=node.get("name").text() or name,
        at=node.at,
        runs=runs,
        blocks=blocks,
        needs=node.get("needs").texts(),
        commands=tuple(
            step.command for step in steps if step.command and step.runs is not Decision.NO
        ),
        reason="; ".join(filter(None, (why_not, why_tolerated))),
        always=always,
        steps=steps,
    )


def _weakest(*judged: Judged) -> Judged:
    order = [Decision.NO, Decision.UNDECIDABLE, Decision.YES]
    return min(judged, key=lambda each: order.index(each[0]))


def _never(job: Job) -> Job:
    """Say of a job that no event starts it; what it says already comes after."""
    reason = "; ".join(filter(None, ("the workflow names no event in `on`", job.reason)))
    return replace(job, runs=Decision.NO, reason=reason)


def _events(on: Node) -> tuple[str, ...]:
    return tuple(on.value) if isinstance(on.value, dict) else on.texts()


def _filters(on: Node) -> Iterator[PathFilter]:
    if not isinstance(on.value, dict):
        return
    for event, node in on.members():
        paths, ignored = node.get("paths"), node.get("paths-ignore")
        if paths.value is not None or ignored.value is not None:
            at = (paths if paths.value is not None else ignored).at
            yield PathFilter(event, paths.texts(), ignored.texts(), at)
