"""The kind ``api-surface``."""

from __future__ import annotations

from contractcheck.kinds.api_surface.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
