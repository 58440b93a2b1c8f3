"""The kind ``vocabulary``."""

from __future__ import annotations

from contractcheck.kinds.vocabulary.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
