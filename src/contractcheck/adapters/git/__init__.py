"""``ports.Revisions`` by the system's Git."""

from __future__ import annotations

from contractcheck.adapters.git.revisions import GitRevisions

__all__ = ["GitRevisions"]
