"""What an API was seen to answer: the one place where sources ask, whoever wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from contractcheck.model.configuration import ApiSource
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.identities import NOBODY, Bearer
from contractcheck.ports import Request
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
    credentials = _credentials(world, api, question.identity)
    if isinstance(credentials, Gap):
        return credentials
    request = Request(
        url_of(api, question.path),
        question.method,
        (*question.headers, *credentials),
        follow_redirects=question.follow_redirects,
    )
    answer = world.http.send(request)
    if isinstance(answer, Gap):
        return answer
    return Observation(answer.url, answer.status, answer.headers, answer.body, world.today)


def url_of(api: ApiSource, path: str) -> str:
    """Return the URL of a path below an API's base URL; a full URL stays."""
    if urlsplit(path).scheme:
        return path
    return urljoin(f"{api.url.rstrip('/')}/", path.lstrip("/"))


def _credentials(world: World, api: ApiSource, identity: str) -> tuple[tuple[str, str], ...] | Gap:
    """Return the headers that prove who asks; a gap where a named identity has no secret to show."""
    if identity == NOBODY:
        return ()
    candidates = [api.identities[identity]] if identity else list(api.identities.values())
    for one in candidates:
        token = world.environment.get(one.token) if isinstance(one, Bearer) else None
        if token:
            return (("Authorization", f"Bearer {token}"),)
    if not identity:
        return ()
    names = ", ".join(candidates[0].variables)
    why = f"the environment variable {names} is not set, so `{identity}` cannot ask"
    return Gap(GapReason.BLOCKED, f"{api.name} as {identity}", why)
