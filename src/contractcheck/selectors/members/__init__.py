"""The members of a set as a place shows them."""

from __future__ import annotations

from contractcheck.selectors.members.shapes import select

__all__ = ["select"]
