"""The kind ``configuration``."""

from __future__ import annotations

from contractcheck.kinds.configuration.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
