"""GET a document of a named API and read it as data, or say why that could not be."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from contractcheck.model.configuration import ApiSource
from contractcheck.model.data import Data
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.observation import Observation, Question, observe
from contractcheck.sources.world import World

_REASONS: Mapping[int, GapReason] = {
    HTTPStatus.UNAUTHORIZED: GapReason.BLOCKED,
    HTTPStatus.FORBIDDEN: GapReason.BLOCKED,
    HTTPStatus.TOO_MANY_REQUESTS: GapReason.RATE_LIMITED,
}

ACCEPT = (("Accept", "application/json, application/yaml;q=0.9, */*;q=0.1"),)
"""With what data is asked for."""


def fetch_data(world: World, api: ApiSource, path: str) -> Data | Gap:
    """Return the JSON or YAML body behind ``path`` of an API, or the gap."""
    seen = observe(world, Question(api.name, path, headers=ACCEPT))
    return seen if isinstance(seen, Gap) else _read(seen)


def _read(seen: Observation) -> Data | Gap:
    if seen.status != HTTPStatus.OK:
        reason = _REASONS.get(seen.status, GapReason.UNREADABLE)
        return Gap(reason, seen.document, f"status {seen.status}")
    try:
        return read_body(seen)
    except UnreadableError as error:
        kind = seen.headers.get("content-type", "no content type")
        return Gap(GapReason.UNREADABLE, seen.document, f"{error.problem.message} ({kind})")


def read_body(seen: Observation) -> Data:
    """Return the body of an answer as JSON, or as the YAML it says it is; raises ``UnreadableError``."""
    kind = seen.headers.get("content-type", "")
    if seen.document.endswith((".yaml", ".yml")) or "yaml" in kind:
        return read_yaml(seen.document, seen.body)
    return read_json(seen.document, seen.body)
