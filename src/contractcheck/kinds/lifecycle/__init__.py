"""The kind ``lifecycle``."""

from __future__ import annotations

from contractcheck.kinds.lifecycle.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
