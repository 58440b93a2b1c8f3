"""What one operation says of its callers, parameters, bodies and answers is what the contract says."""

from contractcheck.relations.operation_facts.judging import judge

__all__ = ["judge"]
