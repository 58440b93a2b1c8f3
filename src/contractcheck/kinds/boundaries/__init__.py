"""The kind ``boundaries``."""

from __future__ import annotations

from contractcheck.kinds.boundaries.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
