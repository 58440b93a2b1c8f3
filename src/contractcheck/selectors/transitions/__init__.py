"""The transitions a place shows: arrows in text, tables, matrices, diagrams, data."""

from __future__ import annotations

from contractcheck.selectors.transitions.places import select

__all__ = ["select"]
