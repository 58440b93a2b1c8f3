"""What an API was seen to answer: the one place where sources ask, whoever wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contractcheck.model.evidence import Gap, GapReason
from contractcheck.ports import Request
from contractcheck.sources.credentials import credentials_for
from contractcheck.sources.urls import url_of
from contractcheck.sources.world import World


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a named API: ``path`` is below its URL, or a URL.

    Without an ``identity`` the first one asks whose secrets are there, else nobody.
    """

    api: str
    path: str
    method: str = "GET"
    identity: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    follow_redirects: bool = True


@dataclass(frozen=True, slots=True)
class Observation:
    """An answer, and the UTC day on which it was seen.

    ``document`` is what places in the body name: the URL, without what may be secret in it.
    """

    document: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    observed: date


def observe(world: World, question: Question) -> Observation | Gap:
    """Return what an API answers, whatever its status, or why that is not known."""
    api = world.configuration.apis[question.api]
    if api.name not in world.live:
        source = f"{api.name} {question.path}"
        return Gap(GapReason.NOT_LOOKED, source, "the API is not asked in this run (--live)")
    url = url_of(api, question.path)
    credentials = credentials_for(world, api, url, question.identity)
    if isinstance(credentials, Gap):
        return credentials
    request = Request(
        url,
        question.method,
        (*question.headers, *credentials),
        follow_redirects=question.follow_redirects,
    )
    answer = world.http.send(request)
    if isinstance(answer, Gap):
        return answer
    return Observation(answer.url, answer.status, answer.headers, answer.body, world.today)
