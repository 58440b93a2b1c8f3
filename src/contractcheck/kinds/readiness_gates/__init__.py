"""``readiness-gates``: what must be so before something counts, declared, and what the evidence shows."""

from contractcheck.kinds.readiness_gates.clauses import compile, references
from contractcheck.kinds.readiness_gates.lint import lint
from contractcheck.kinds.readiness_gates.rules import RULES

__all__ = ["RULES", "compile", "lint", "references"]
