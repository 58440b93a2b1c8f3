"""The description of an API, from a file of the tree or from the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from contractcheck.model.configuration import ApiSource
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.needs import ApiFound
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.openapi import read_openapi
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.remote import Fetched, fetch_data
from contractcheck.sources.world import World


@dataclass(frozen=True, slots=True)
class Description:
    """A description that was read, the document it is, and the day it was seen if it was asked for."""

    found: ApiFound
    document: str
    observed: date | None


def describe_api(world: World, api: ApiSource) -> Description | Gap:
    """Return the API description, or why it could not be had."""
    fetched = (
        _file(world, api)
        if is_file(api)
        else fetch_data(world, api, api.openapi or "/openapi.json")
    )
    if isinstance(fetched, Gap):
        return fetched
    data = fetched.data
    try:
        found = read_openapi(data)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    base = (*api.base_paths, *found.base_paths, urlsplit(api.url).path.rstrip("/"))
    hosts = (urlsplit(api.url).netloc.rpartition("@")[2], *found.hosts)
    fact = ApiFound(found, tuple(dict.fromkeys(base)), tuple(dict.fromkeys(filter(None, hosts))))
    return Description(fact, data.document, fetched.observed)


def is_file(api: ApiSource) -> bool:
    """Say whether the description is a file of the tree: no URL, and no path below one."""
    return bool(api.openapi) and "://" not in api.openapi and not api.openapi.startswith("/")


def _file(world: World, api: ApiSource) -> Fetched | Gap:
    try:
        content = world.files.read(api.openapi)
        reader = read_json if api.openapi.endswith(".json") else read_yaml
        return Fetched(reader(api.openapi, content))
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
