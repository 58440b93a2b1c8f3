"""The members a live registry answers with, chosen by an RFC 9535 JSONPath."""

from __future__ import annotations

from contractcheck.model.configuration import ApiSource
from contractcheck.model.evidence import Evidence, Gap, GapReason, NotServed
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound, RegistryNeed
from contractcheck.model.path_template import same_template, strip_base
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_path import select_values
from contractcheck.sources.descriptions import describe_api
from contractcheck.sources.remote import fetch_data
from contractcheck.sources.world import World


def collect(need: RegistryNeed, world: World) -> Evidence | Gap:
    """Return the selected members; a complete answer without any is evidence too, not a gap."""
    api = world.configuration.apis[need.api]
    absent = _not_listed(need, world, api) if need.if_listed else None
    if absent is not None:
        return absent
    fetched = fetch_data(world, api, need.path)
    if isinstance(fetched, Gap):
        return fetched
    data = fetched.data
    try:
        values = select_values(data, need.select)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, data.document, error.problem.message)
    found = PlaceFound(Location(data.document), need.describe())
    return Evidence((found, *values), (data.document,), observed=fetched.observed)


def _not_listed(need: RegistryNeed, world: World, api: ApiSource) -> Evidence | Gap | None:
    """Return that the description of an API has no such path, or cannot be had; ``None`` where it has."""
    described = describe_api(world, api)
    if isinstance(described, Gap):
        return described
    found, path = described.found, need.path.partition("?")[0]
    listed = [one.path for one in found.api.operations] + [one.path for one in found.api.unread]
    wanted = strip_base(path, found.base_paths)
    if any(same_template(strip_base(one, found.base_paths), wanted) for one in listed):
        return None
    why = f"the API {need.api} does not list {path}"
    return Evidence((NotServed(why),), (described.document,), observed=described.observed)
