"""The snapshots that are not as they were recorded."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.evidence import Evidence
from contractcheck.model.kept_snapshots import KeptSnapshotsNeed, SnapshotAltered
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.sources.snapshots import is_as_recorded
from contractcheck.sources.world import World


def collect(need: KeptSnapshotsNeed, world: World) -> Evidence:
    """Return those that bear another digest than theirs, and those that cannot be read any more."""
    return Evidence(tuple(_altered(need, world)), need.files)


def _altered(need: KeptSnapshotsNeed, world: World) -> Iterator[SnapshotAltered]:
    for path in need.files:
        try:
            data = read_json(path, world.files.read(path))
        except UnreadableError as error:
            yield SnapshotAltered(error.problem.location)
            continue
        record = data.value
        if isinstance(record, dict) and "sha256" in record and not is_as_recorded(record):
            yield SnapshotAltered(data.locate("/sha256"))
