"""The built-in kinds by name."""

from __future__ import annotations

from collections.abc import Mapping

from contractcheck.kinds import (
    api_surface,
    boundaries,
    configuration,
    document_structure,
    lifecycle,
    source_boundary,
    support_buckets,
    vocabulary,
)
from contractcheck.model.kind import Kind

KINDS: Mapping[str, Kind] = {
    "api-surface": api_surface,
    "boundaries": boundaries,
    "configuration": configuration,
    "document-structure": document_structure,
    "lifecycle": lifecycle,
    "source-boundary": source_boundary,
    "support-buckets": support_buckets,
    "vocabulary": vocabulary,
}
