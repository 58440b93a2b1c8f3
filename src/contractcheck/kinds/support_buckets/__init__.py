"""The kind ``support-buckets``."""

from __future__ import annotations

from contractcheck.kinds.support_buckets.clauses import RULES, compile, lint, references

__all__ = ["RULES", "compile", "lint", "references"]
