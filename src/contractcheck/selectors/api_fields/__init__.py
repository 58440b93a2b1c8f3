"""Parameters and fields that documents list, in tables and lists."""

from __future__ import annotations

from contractcheck.selectors.api_fields.places import select

__all__ = ["select"]
