"""The members of one object, in a file of the tree or in what an API answers."""

from __future__ import annotations

from contractcheck.model.attributes import (
    AttributesFileNeed,
    AttributeShown,
    AttributesRegistryNeed,
)
from contractcheck.model.data import Data
from contractcheck.model.data_values import members_of
from contractcheck.model.evidence import Evidence, Fact, Gap
from contractcheck.sources.objects import in_answer, in_file
from contractcheck.sources.world import World


def collect(need: AttributesFileNeed, world: World) -> Evidence | Gap:
    """Return the members of the objects that are selected in a file."""
    return in_file(need, world, _shown)


def collect_live(need: AttributesRegistryNeed, world: World) -> Evidence | Gap:
    """Return the members of the objects that are selected in an answer."""
    return in_answer(need, world, _shown)


def _shown(data: Data, pointers: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(
        AttributeShown(label, value)
        for pointer in pointers
        for label, value in members_of(data, pointer)
    )
