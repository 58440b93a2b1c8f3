"""GET a document of a named API and read it as data, or say why that could not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from contractcheck.model.configuration import ApiSource
from contractcheck.model.data import Data
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.problem import UnreadableError
from contractcheck.model.retry_after import retry_after
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.observation import Observation, Question, observe
from contractcheck.sources.world import World

_REASONS: Mapping[int, GapReason] = {
    HTTPStatus.UNAUTHORIZED: GapReason.BLOCKED,
    HTTPStatus.FORBIDDEN: GapReason.BLOCKED,
    HTTPStatus.TOO_MANY_REQUESTS: GapReason.RATE_LIMITED,
}

_YAML = (".yaml", ".yml")
_ASK_AGAIN = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass(frozen=True, slots=True)
class Fetched:
    """Data of an API, and the UTC day on which it was seen; data of the tree has no day."""

    data: Data
    observed: date | None = None


def fetch_data(world: World, api: ApiSource, path: str) -> Fetched | Gap:
    """Return the JSON or YAML body behind ``path`` of an API, or the gap."""
    seen = observe(world, Question(api.name, path))
    if isinstance(seen, Gap):
        return seen
    data = read_answer(seen, path)
    return data if isinstance(data, Gap) else Fetched(data, seen.observed)


def read_answer(seen: Observation, path: str) -> Data | Gap:
    """Return what was answered below a path as data, or why it is none."""
    if seen.status != HTTPStatus.OK:
        reason = _REASONS.get(seen.status, GapReason.UNREADABLE)
        again = retry_after(seen.headers) if seen.status in _ASK_AGAIN else None
        words = f"status {seen.status}" + (f"; to be asked again {again}" if again else "")
        return Gap(reason, seen.document, words)
    try:
        return read_body(seen, path)
    except UnreadableError as error:
        kind = seen.headers.get("content-type", "no content type")
        return Gap(GapReason.UNREADABLE, seen.document, f"{error.problem.message} ({kind})")


def read_body(seen: Observation, path: str) -> Data:
    """Return the body of an answer as JSON, or as the YAML it says it is; raises ``UnreadableError``."""
    is_named_so = path.endswith(_YAML) or seen.document.endswith(_YAML)
    if is_named_so or "yaml" in seen.headers.get("content-type", ""):
        return read_yaml(seen.document, b"\n" * seen.lines_before + seen.body)
    return read_json(seen.document, seen.body)
