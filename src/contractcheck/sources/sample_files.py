"""Samples in JSON and YAML files of the tree."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Fact, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.path_pattern import is_glob, match_path
from contractcheck.model.problem import UnreadableError
from contractcheck.model.samples import SampleFilesNeed, sample_of
from contractcheck.model.stance import PLAIN, Role
from contractcheck.readers.json_data import read_json
from contractcheck.readers.json_path import select_pointers
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.world import World


def collect(need: SampleFilesNeed, world: World) -> Evidence | Gap:
    """Return the samples of all files; a gap for each that cannot be read."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    paths = _paths(need.pattern, world)
    for path in paths:
        reader = read_json if path.endswith(".json") else read_yaml
        try:
            data = reader(path, world.files.read(path))
            found = select_pointers(data, need.select)
        except UnreadableError as error:
            gaps.append(
                Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
            )
            continue
        facts.append(PlaceFound(Location(path), path))
        facts += [sample_of(data, at, value, PLAIN, Role.CURRENT) for at, value in found]
    if gaps and not facts:
        return gaps[0]
    return Evidence(tuple(facts), tuple(paths), tuple(gaps))


def _paths(pattern: str, world: World) -> list[str]:
    if not is_glob(pattern):
        return [pattern] if world.files.exists(pattern) else []
    return [path for path in world.files.paths() if match_path(pattern, path)]
