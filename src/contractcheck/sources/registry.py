"""The members a live registry answers with, chosen by an RFC 9535 JSONPath."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound, RegistryNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_path import select_values
from contractcheck.sources.remote import fetch_data
from contractcheck.sources.world import World


def collect(need: RegistryNeed, world: World) -> Evidence | Gap:
    """Return the selected members; a complete answer without any is evidence too, not a gap."""
    fetched = fetch_data(world, world.configuration.apis[need.api], need.path)
    if isinstance(fetched, Gap):
        return fetched
    data = fetched.data
    try:
        values = select_values(data, need.select)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, data.document, error.problem.message)
    found = PlaceFound(Location(data.document), need.describe())
    return Evidence((found, *values), (data.document,), observed=fetched.observed)
