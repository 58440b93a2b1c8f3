"""The answer to a probe means what its contract says that its status means."""

from __future__ import annotations

from contractcheck.relations.probes.judging import judge

__all__ = ["judge"]
