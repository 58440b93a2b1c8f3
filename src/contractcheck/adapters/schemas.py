"""The JSON schemas that ship with the project."""

from __future__ import annotations

import json
from pathlib import Path

import contractcheck
from contractcheck.model.data import JsonValue

SUFFIX = ".schema.json"


def read_schemas() -> dict[str, JsonValue]:
    """Return each parsed schema by its name without the suffix: ``common``, ``support-buckets``."""
    return {
        path.name.removesuffix(SUFFIX): json.loads(path.read_bytes())
        for path in sorted(_folder().glob(f"*{SUFFIX}"))
    }


def _folder() -> Path:
    """Return where the schemas are: in an installed package, or at the top of a checkout."""
    package = Path(contractcheck.__file__).parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parents[1] / "schemas"
