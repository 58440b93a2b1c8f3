"""The secrets in what a run reads."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.no_secrets import SecretsNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.sources.watch import WatchedFiles
from contractcheck.sources.world import World


def collect(need: SecretsNeed, world: World) -> Evidence:
    """Return what was found in all that was read, and in the files that are named; asked last."""
    files, gaps = WatchedFiles(world.files, world.watch), []
    for path in need.files:
        if path not in world.watch.seen:
            try:
                files.read(path)
            except UnreadableError as error:
                place, message = str(error.problem.location), error.problem.message
                gaps.append(Gap(GapReason.UNREADABLE, place, message))
    found = sorted(world.watch.found.items())
    facts = tuple(fact for _, each in found for fact in each)
    return Evidence(facts, tuple(sorted(world.watch.seen)), tuple(gaps))
