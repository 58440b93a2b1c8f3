"""The kind ``capability-manifest``."""

from __future__ import annotations

from contractcheck.kinds.capability_manifest.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
