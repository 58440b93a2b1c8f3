"""Buckets with their statements, in the four shapes projects write them in."""

from __future__ import annotations

from contractcheck.selectors.buckets.shapes import select

__all__ = ["select"]
