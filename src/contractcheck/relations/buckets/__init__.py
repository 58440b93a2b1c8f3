"""Buckets and their statements: every label there, every statement in its bucket, and nothing else."""

from __future__ import annotations

from contractcheck.relations.buckets.statements import judge

__all__ = ["judge"]
