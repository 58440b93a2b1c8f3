"""The operations of an API, as its description has them."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap
from contractcheck.model.needs import ApiNeed
from contractcheck.sources.descriptions import describe_api
from contractcheck.sources.world import World


def collect(need: ApiNeed, world: World) -> Evidence | Gap:
    """Return the API description, or why it could not be had."""
    described = describe_api(world, world.configuration.apis[need.api])
    if isinstance(described, Gap):
        return described
    return Evidence((described.found,), (described.document,), observed=described.observed)
