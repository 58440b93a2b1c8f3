"""The kind ``document-structure``."""

from __future__ import annotations

from contractcheck.kinds.document_structure.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
