"""The values a JSONPath selects from a JSON or YAML file of the tree."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.needs import DataNeed, PlaceFound
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.json_path import select_values
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.world import World


def collect(need: DataNeed, world: World) -> Evidence | Gap:
    """Return the selected values; nothing at all for a file that is not there, a gap for a broken one."""
    if not world.files.exists(need.path):
        return Evidence()
    reader = read_json if need.path.endswith(".json") else read_yaml
    try:
        data = reader(need.path, world.files.read(need.path))
        values = select_values(data, need.select)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    return Evidence((PlaceFound(Location(need.path), need.path), *values), (need.path,))
