"""The kind ``configuration``."""

from __future__ import annotations

from contractcheck.kinds.configuration.built_in import built_in
from contractcheck.kinds.configuration.clauses import (
    RULES,
    compile,
    declared_secrets,
    lint,
    references,
)

__all__ = ["RULES", "built_in", "compile", "declared_secrets", "lint", "references"]
