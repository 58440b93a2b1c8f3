"""What waiting for other jobs does to a job: without one that runs, none behind it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contractcheck.model.workflow import Decision, Job


def settle(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Return ``jobs`` with what they run extended by the jobs they need, in the same order."""
    settled: dict[str, Job] = {}
    for job in _in_waiting_order(jobs):
        settled[job.id] = _behind(job, settled)
    return tuple(settled[job.id] if job.id in settled else _in_a_circle(job) for job in jobs)


def _in_waiting_order(jobs: Sequence[Job]) -> Iterator[Job]:
    """Yield each job after those it needs; jobs in or behind a circle never come."""
    by_id = {job.id: job for job in jobs}
    missing = {job.id: len({need for need in job.needs if need in by_id}) for job in jobs}
    waiting_for: dict[str, list[Job]] = {}
    for job in jobs:
        for need in dict.fromkeys(job.needs):
            waiting_for.setdefault(need, []).append(job)
    ready = [job for job in jobs if not missing[job.id]]
    for job in ready:
        yield job
        for behind in waiting_for.get(job.id, ()):
            missing[behind.id] -= 1
            if not missing[behind.id]:
                ready.append(behind)


def _behind(job: Job, settled: dict[str, Job]) -> Job:
    for need in job.needs:
        if need not in settled:
            return _weaker(job, Decision.NO, f"it needs `{need}`, which is not in this workflow")
    if job.always:
        return job
    for decision, words in (
        (Decision.NO, "which does not run"),
        (Decision.UNDECIDABLE, "which may not run"),
    ):
        for need in job.needs:
            if settled[need].runs is decision:
                return _weaker(job, decision, f"it needs `{need}`, {words}")
    return job


def _in_a_circle(job: Job) -> Job:
    return _weaker(job, Decision.NO, "its needs lead back to themselves")


def _weaker(job: Job, runs: Decision, reason: str) -> Job:
    """Lower what the job runs; what is no already keeps its own reason."""
    if job.runs is Decision.NO or (job.runs is runs):
        return job
    return replace(job, runs=runs, reason="; ".join(filter(None, (reason, job.reason))))
