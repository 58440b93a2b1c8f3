"""The transitions that a JSON or YAML file of the tree holds."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.problem import UnreadableError
from contractcheck.model.transitions import TransitionsFileNeed
from contractcheck.readers.json_data import read_json
from contractcheck.readers.steps import read_steps
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.world import World


def collect(need: TransitionsFileNeed, world: World) -> Evidence | Gap:
    """Return the transitions; nothing for a file that is not there, a gap for a broken one."""
    if not world.files.exists(need.path):
        return Evidence()
    reader = read_json if need.path.endswith(".json") else read_yaml
    try:
        data = reader(need.path, world.files.read(need.path))
        steps = tuple(read_steps(data, need.select))
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    return Evidence((PlaceFound(Location(need.path), need.path), *steps), (need.path,))
