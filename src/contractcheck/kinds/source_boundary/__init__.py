"""The kind ``source-boundary``."""

from __future__ import annotations

from contractcheck.kinds.source_boundary.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
