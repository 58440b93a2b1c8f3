"""Paths of the tree that match a glob."""

from __future__ import annotations

from pathlib import PurePosixPath

from contractcheck.model.evidence import Evidence, Gap, Value
from contractcheck.model.location import Location
from contractcheck.model.needs import PathsNeed
from contractcheck.model.path_pattern import is_glob, match_path
from contractcheck.sources.world import World


def collect(need: PathsNeed, world: World) -> Evidence | Gap:
    """Return the files and folders of that name or glob."""
    pattern = need.pattern.rstrip("/")
    if not is_glob(pattern):
        found = [pattern] if world.files.exists(pattern) else []
    else:
        paths = world.files.paths()
        folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
        found = sorted(name for name in {*paths, *folders} if match_path(pattern, name))
    return Evidence(tuple(Value(name, Location(name)) for name in found), tuple(found))
