"""The one place where a server is written to: leave comes from the configuration and from outside the tree.

A tree alone can cause no write: ``writable: true`` of an API says that it may be, and the command line names
the host that is. Nothing here is answered by a snapshot or kept in one, and no redirect is followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from contractcheck.model.configuration import ApiSource
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.ports import Request
from contractcheck.sources.credentials import credentials_for
from contractcheck.sources.questions import Observation
from contractcheck.sources.urls import is_own, url_of
from contractcheck.sources.world import World

_PORTS = {"http": 80, "https": 443}
KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Writing:
    """What is sent to an API below its URL, under a key by which a repetition is known to be one."""

    api: ApiSource
    method: str
    path: str
    identity: str = ""
    body: bytes = b""
    key: str = ""


def refusal(world: World, api: ApiSource) -> Gap | None:
    """Return why an API may not be written to in this run; none where it may."""
    source = f"{api.name} is not written to"
    if not world.writes:
        return Gap(
            GapReason.NOT_LOOKED, source, "writes are not allowed in this run (--allow-writes)"
        )
    if api.name not in world.live:
        return Gap(GapReason.NOT_LOOKED, source, "the API is not asked in this run (--live)")
    if not api.writable:
        why = "the configuration does not mark it `writable: true`"
        return Gap(GapReason.NOT_ALLOWED, source, why)
    if not _named(api.url) & world.writes:
        why = f"--allow-writes does not name its host `{max(_named(api.url))}`"
        return Gap(GapReason.NOT_ALLOWED, source, why)
    return None


def write(world: World, writing: Writing) -> Observation | Gap:
    """Send what is to be written, and return the answer, whatever its status, or why there is none."""
    api = writing.api
    url = url_of(api, writing.path)
    no = refusal(world, api)
    if no:
        return no
    if not is_own(api, url):
        why = "only paths below the URL of the API are written to"
        return Gap(GapReason.NOT_ALLOWED, f"{api.name} {writing.path}", why)
    credentials = credentials_for(world, api, url, writing.identity)
    if isinstance(credentials, Gap):
        return credentials
    headers = [("Accept", "application/json"), *credentials]
    if writing.body:
        headers.append(("Content-Type", "application/json"))
    if writing.key:
        headers.append((KEY_HEADER, writing.key))
    request = Request(url, writing.method, tuple(headers), writing.body, follow_redirects=False)
    answer = world.http.send(request)
    if isinstance(answer, Gap):
        return answer
    return Observation(answer.url, answer.status, answer.headers, answer.body, world.today)


def _named(url: str) -> frozenset[str]:
    """Return the host of a URL as it may be named: alone, and with its port."""
    try:
        parts = urlsplit(url)
        port = _PORTS.get(parts.scheme) if parts.port is None else parts.port
    except ValueError:
        return frozenset()
    host = (parts.hostname or "").removesuffix(".")
    shown = f"[{host}]" if ":" in host else host
    return frozenset({shown, f"{shown}:{port}"} if host else ())
