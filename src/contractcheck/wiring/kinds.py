"""The built-in kinds by name."""

from __future__ import annotations

from collections.abc import Mapping

from contractcheck.kinds import api_surface, support_buckets, vocabulary
from contractcheck.model.kind import Kind

KINDS: Mapping[str, Kind] = {
    "api-surface": api_surface,
    "support-buckets": support_buckets,
    "vocabulary": vocabulary,
}
