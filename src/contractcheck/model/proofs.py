"""Proofs: entries of evidence that must hold for themselves, wherever a statement is ``proven_by`` them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.evidence_grammar import Home
from contractcheck.model.evidence_kinds import read_evidence
from contractcheck.model.fields import Field


def proof_clauses(contract: Contract, clause_id: str, field: Field, gate: str) -> Iterator[Clause]:
    """Yield a clause per ``proven_by`` entry of ``field``: ``job``, ``command`` or ``path``."""
    home = Home(contract, clause_id, gate=gate)
    entries = read_evidence(field.get("proven_by"), home).clauses
    for number, clause in enumerate(entries, 1):
        yield replace(
            clause,
            id=f"{clause_id}/proof" + (f"-{number}" if len(entries) > 1 else ""),
            says=f"proven by {clause.says}",
            group=f"{contract.id}/proofs",
            observes=False,
        )
