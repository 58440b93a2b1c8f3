"""A set and its views: every view shows the declared members, and a difference names the odd one out."""

from __future__ import annotations

from contractcheck.relations.members.judging import judge

__all__ = ["judge"]
