"""What an API was seen to answer: the one place where sources ask, whoever wants to know."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from contractcheck.model.configuration import ApiSource
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.problem import UnreadableError
from contractcheck.ports import Request
from contractcheck.sources.credentials import credentials_for
from contractcheck.sources.questions import Observation, Question
from contractcheck.sources.snapshot_names import snapshot_path
from contractcheck.sources.snapshots import decode, validators
from contractcheck.sources.urls import url_of
from contractcheck.sources.world import World

__all__ = ["Observation", "Question", "observe"]

_ACCEPTED = (("Accept", "application/json, application/yaml;q=0.9, */*;q=0.1"),)
"""What is asked for unless a question says otherwise: all who ask the same get the same answer."""


def observe(world: World, question: Question) -> Observation | Gap:
    """Return what an API answers, whatever its status, or why that is not known.

    An API that is not asked in this run answers by its snapshots, one that is asked never does.
    """
    api = world.configuration.apis[question.api]
    if api.name not in world.live:
        seen = _remembered(world, api, question)
    else:
        seen = _asked(world, api, question)
        if world.record:
            world.record(question, seen)
        if isinstance(seen, Gap):
            return _with_hint(world, question, seen)
    if isinstance(seen, Observation):
        world.days.append(seen.observed)
    return seen


def _asked(world: World, api: ApiSource, question: Question) -> Observation | Gap:
    url = url_of(api, question.path)
    credentials = credentials_for(world, api, url, question.identity)
    if isinstance(credentials, Gap):
        return credentials
    kept = _kept(world, question) if world.record else b""
    request = Request(
        url,
        question.method,
        (*_ACCEPTED, *question.headers, *credentials, *validators(kept, url)),
        follow_redirects=question.follow_redirects,
    )
    answer = world.http.send(request)
    if isinstance(answer, Gap):
        return answer
    if answer.status == HTTPStatus.NOT_MODIFIED and kept:
        return _again(world, question, kept, answer.url)
    return Observation(
        answer.url, answer.status, answer.headers, answer.body, world.today, url=answer.url
    )


def _kept(world: World, question: Question) -> bytes:
    """Return the snapshot of a question as it is in the tree; nothing where there is none."""
    try:
        return world.files.read(snapshot_path(world.configuration.snapshots, question))
    except UnreadableError:
        return b""


def _again(world: World, question: Question, kept: bytes, url: str) -> Observation | Gap:
    """Return what is recorded as seen today: the server says that it is still so."""
    try:
        seen = decode(url, kept, question, world.watch)
    except ValueError:
        return Gap(GapReason.UNREADABLE, url, "status 304, and there is no snapshot to rely on")
    return replace(seen, observed=world.today)


def _remembered(world: World, api: ApiSource, question: Question) -> Observation | Gap:
    """Return what the snapshot of a question holds, or why it does not count."""
    path = snapshot_path(world.configuration.snapshots, question)
    if not world.files.exists(path):
        source = f"{api.name} {question.path}"
        why = "the API is not asked in this run (--live), and there is no snapshot"
        return Gap(GapReason.NOT_LOOKED, source, why)
    try:
        seen = decode(path, world.files.read(path), question, world.watch)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, path, error.problem.message)
    except ValueError as error:
        return Gap(GapReason.UNREADABLE, path, str(error))
    world.diary.used[path] = seen.observed
    limit = world.snapshot_age(api)
    lasts = world.lasts(seen.observed, limit)
    if seen.observed > world.today:
        world.diary.turns.add(seen.observed)
        why = f"recorded on {seen.observed}, which is after {world.today}"
        return Gap(GapReason.STALE, path, why)
    if not lasts:
        age = (world.today - seen.observed).days
        why = f"recorded on {seen.observed}, {age} days ago; {limit} are allowed"
        return Gap(GapReason.STALE, path, why)
    return seen


def _with_hint(world: World, question: Question, gap: Gap) -> Gap:
    """Return the gap of an API that is asked; that there is a snapshot is said, and it is not used."""
    path = snapshot_path(world.configuration.snapshots, question)
    if not world.files.exists(path):
        return gap
    try:
        seen = decode(path, world.files.read(path), question, world.watch)
    except (UnreadableError, ValueError):
        return gap
    hint = f"there is a snapshot of {seen.observed}, which counts only where the API is not asked"
    return replace(gap, detail=f"{gap.detail}; {hint}" if gap.detail else hint)
