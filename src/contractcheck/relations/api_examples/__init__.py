"""Examples in documents fit what the API says of their operations."""

from __future__ import annotations

from contractcheck.relations.api_examples.judging import judge

__all__ = ["judge"]
