"""Snapshots are as they were recorded: judged in every run of a tree that has any, without a contract."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class KeptSnapshotsNeed(Need):
    """Those of these files that bear a digest and differ from it, or cannot be read: facts are ``SnapshotAltered``."""

    files: tuple[str, ...]

    def describe(self) -> str:
        """Say for people what is looked at."""
        return "the snapshots of answers, and their digests"


@dataclass(frozen=True, slots=True)
class SnapshotAltered(Fact):
    """A snapshot whose digest is another; ``at`` is where the digest stands, or where reading ends."""

    at: Location


@dataclass(frozen=True, slots=True)
class SnapshotsKept(Argument):
    """No snapshot was changed since it was recorded."""
