"""GET a document of a named API and read it as data, or say why that could not be."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from contractcheck.model.configuration import ApiSource
from contractcheck.model.data import Data
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.problem import UnreadableError
from contractcheck.ports import Response
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.world import World

_REASONS: Mapping[int, GapReason] = {
    HTTPStatus.UNAUTHORIZED: GapReason.BLOCKED,
    HTTPStatus.FORBIDDEN: GapReason.BLOCKED,
    HTTPStatus.TOO_MANY_REQUESTS: GapReason.RATE_LIMITED,
}


def fetch_data(world: World, api: ApiSource, path: str) -> Data | Gap:
    """Return the JSON or YAML body behind ``path`` of an API, or the gap."""
    url = url_of(api, path)
    if api.name not in world.live:
        return Gap(
            GapReason.NOT_LOOKED, f"{api.name} {path}", "the API is not asked in this run (--live)"
        )
    headers = {"Accept": "application/json, application/yaml;q=0.9, */*;q=0.1"}
    token = next((world.environment.get(name) for name in api.identities.values()), None)
    if token:
        headers["Authorization"] = f"Bearer {token}"
    answer = world.http.get(url, headers)
    if isinstance(answer, Gap):
        return answer
    return _read(answer)


def url_of(api: ApiSource, path: str) -> str:
    """Return the URL of a path below an API's base URL; a full URL stays."""
    if urlsplit(path).scheme:
        return path
    return urljoin(f"{api.url.rstrip('/')}/", path.lstrip("/"))


def _read(answer: Response) -> Data | Gap:
    if answer.status != HTTPStatus.OK:
        reason = _REASONS.get(answer.status, GapReason.UNREADABLE)
        return Gap(reason, answer.url, f"status {answer.status}")
    try:
        if answer.url.endswith((".yaml", ".yml")) or "yaml" in answer.headers.get(
            "content-type", ""
        ):
            return read_yaml(answer.url, answer.body)
        return read_json(answer.url, answer.body)
    except UnreadableError as error:
        kind = answer.headers.get("content-type", "no content type")
        return Gap(GapReason.UNREADABLE, answer.url, f"{error.problem.message} ({kind})")
