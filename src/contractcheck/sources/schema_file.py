"""A JSON Schema in a JSON or YAML file of the tree."""

from __future__ import annotations

import json

from contractcheck.model.data_blocks import SchemaFileFound, SchemaFileNeed
from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.world import World


def collect(need: SchemaFileNeed, world: World) -> Evidence | Gap:
    """Return the schema; nothing at all for a file that is not there, a gap for a broken one."""
    if not world.files.exists(need.path):
        return Evidence()
    reader = read_json if need.path.endswith(".json") else read_yaml
    try:
        data = reader(need.path, world.files.read(need.path))
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    return Evidence((SchemaFileFound(json.dumps(data.value), Location(need.path)),), (need.path,))
