"""Calls and bodies that documents show."""

from __future__ import annotations

from contractcheck.selectors.api_examples.sections import select

__all__ = ["select"]
