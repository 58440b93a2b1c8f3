"""A CI workflow as far as it can be decided without running it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.location import Location


class Decision(Enum):
    """What can be said about a condition without running it."""

    YES = "yes"
    NO = "no"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a job: whether it runs, and whether its failure fails the job.

    ``command`` is its ``run`` text without comment lines; ``tolerated`` are those of its command
    lines whose failure is swallowed (``mix test || true``).
    """

    at: Location
    runs: Decision
    blocks: Decision
    name: str = ""
    uses: str = ""
    command: str = ""
    tolerated: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A job: whether it runs, whether its failure fails the workflow, and what it waits for.

    ``reason`` says why ``runs`` or ``blocks`` is not plainly yes (``if: false at line 12``).
    ``commands`` are those of the steps that may run. ``always`` says that it runs even where a job
    it needs did not.
    """

    id: str
    name: str
    at: Location
    runs: Decision
    blocks: Decision
    needs: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    reason: str = ""
    always: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class PathFilter:
    """``paths`` or ``paths-ignore`` of one event of a workflow."""

    event: str
    paths: tuple[str, ...]
    ignored: tuple[str, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Workflow:
    """The jobs of one workflow file, in order, and the events it runs on."""

    path: str
    jobs: tuple[Job, ...]
    events: tuple[str, ...]
    filters: tuple[PathFilter, ...] = ()


def find_job(workflow: Workflow, name: str) -> Job | None:
    """Return the job with the id ``name``, else the first with that display name."""
    by_id = [job for job in workflow.jobs if job.id == name]
    by_name = [job for job in workflow.jobs if job.name == name]
    return next(iter(by_id or by_name), None)


def gates(workflow: Workflow, gate: str) -> tuple[str, ...]:
    """Return the ids of all jobs that the job ``gate`` waits for, in the order of the file."""
    by_id = {job.id: job for job in workflow.jobs}
    start = find_job(workflow, gate)
    waiting = list(start.needs) if start else []
    found: set[str] = set()
    while waiting:
        job = waiting.pop()
        if job in by_id and job not in found:
            found.add(job)
            waiting.extend(by_id[job].needs)
    return tuple(job.id for job in workflow.jobs if job.id in found)
