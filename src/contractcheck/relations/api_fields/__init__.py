"""Lists of fields in documents say what the API says."""

from __future__ import annotations

from contractcheck.relations.api_fields.judging import judge

__all__ = ["judge"]
