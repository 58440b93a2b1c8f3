"""The settings that deployment files of the tree give."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.path_pattern import match_path
from contractcheck.model.problem import UnreadableError
from contractcheck.model.settings import SettingsNeed
from contractcheck.readers.settings import read_settings
from contractcheck.sources.world import World


def collect(need: SettingsNeed, world: World) -> Evidence | Gap:
    """Return what the files give; nothing where no such file is, a gap where one cannot be read."""
    pattern = need.pattern.removeprefix("./")
    plain = [pattern] if world.files.exists(pattern) else []
    paths = [path for path in world.files.paths() if match_path(pattern, path)] or plain

    def read(path: str) -> bytes | None:
        return world.files.read(path) if world.files.exists(path) else None

    try:
        facts = tuple(read_settings(paths, read))
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    return Evidence(facts, tuple(paths))
