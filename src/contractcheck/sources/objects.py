"""The objects a JSONPath selects, in a file of the tree or in what an API answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from contractcheck.model.data import Data
from contractcheck.model.evidence import Evidence, Fact, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.needs import DataNeed, PlaceFound, RegistryNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.json_path import select_pointers
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.remote import fetch_data
from contractcheck.sources.world import World

Show = Callable[[Data, tuple[str, ...]], tuple[Fact, ...]]
"""Makes facts of the values at the pointers that were selected."""


def in_file(need: DataNeed, world: World, show: Show) -> Evidence | Gap:
    """Return what is shown of a file; nothing for one that is not there, a gap for a broken one."""
    if not world.files.exists(need.path):
        return Evidence()
    reader = read_json if need.path.endswith(".json") else read_yaml
    try:
        data = reader(need.path, world.files.read(need.path))
        return _evidence(data, need.select, need.path, show)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)


def in_answer(need: RegistryNeed, world: World, show: Show) -> Evidence | Gap:
    """Return what is shown of an answer; a complete one without any object is evidence too."""
    fetched = fetch_data(world, world.configuration.apis[need.api], need.path)
    if isinstance(fetched, Gap):
        return fetched
    try:
        found = _evidence(fetched.data, need.select, need.describe(), show)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, fetched.data.document, error.problem.message)
    return replace(found, observed=fetched.observed)


def _evidence(data: Data, select: str, title: str, show: Show) -> Evidence:
    """Return the facts; the place is what holds the objects, or the one object itself."""
    pointers = tuple(pointer for pointer, _ in select_pointers(data, select))
    holder = pointers[0] if pointers else ""
    if len(pointers) > 1:
        holder = holder.rpartition("/")[0]
    found = PlaceFound(data.locate(holder) if pointers else Location(data.document), title)
    return Evidence((found, *show(data, pointers)), (data.document,))
