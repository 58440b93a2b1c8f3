"""The clauses of gates: each piece of evidence, what it comes to, and that the declaration says the same."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.readiness_gates.boards import boards
from contractcheck.kinds.readiness_gates.contract import Gate, Gates, read_gates
from contractcheck.model.claims import NeverClaimed, SaidNeed, read_claim
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.evidence_grammar import ReadEvidence, holds
from contractcheck.model.evidence_kinds import evidence_references, read_evidence
from contractcheck.model.gates import Declared, GateDeclared
from contractcheck.model.observed import VerdictNeed
from contractcheck.model.verdict_evidence import observed_of


def compile(contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of every gate, in the order of the contract."""
    read = read_gates(contract)
    for gate in read.gates:
        yield from _gate(read, gate)
        yield from _claims(read, gate)
    yield from boards(read)


def references(contract: Contract) -> Iterator[Reference]:
    """Yield the API, the gates that are needed and what evidence names."""
    read = read_gates(contract)
    if read.root.has("api"):
        yield Reference("api", read.root.get("api").text, read.root.get("api").at)
    for gate in read.gates:
        yield from evidence_references(gate.field.get("evidence"), gate.home)
        for name, field in gate.needs:
            yield Reference("gate", name, field.at)


def _claims(read: Gates, gate: Gate) -> Iterator[Clause]:
    """Yield the clause of what no document claims before the gate is passed."""
    field = gate.field.get("never_claimed_before")
    if field.value is None or gate.declared is Declared.PASSED:
        return
    claim = read_claim(field)
    yield read.clause(
        f"{gate.name}/never-claimed",
        f"not claimed while {gate.name} is {gate.declared.value}: {claim}",
        field,
        NeverClaimed(claim, "claimed-before"),
        tuple(SaidNeed(place, claim.words) for place in read.everywhere),
    )


def _gate(read: Gates, gate: Gate) -> Iterator[Clause]:
    evidence = read_evidence(gate.field.get("evidence"), gate.home)
    waits_for = tuple(observed_of(name) for name, _ in gate.needs)
    owner = gate.owner or read.contract.owner
    yield _declared(read, gate, evidence, owner)
    yield holds(
        evidence,
        Clause(
            observed_of(gate.id),
            read.contract.kind,
            f"{gate.says}, as the evidence shows",
            gate.field.key_at,
            Argument(),
            owner=owner,
        ),
        waits_for,
    )
    yield from evidence.clauses


def _declared(read: Gates, gate: Gate, evidence: ReadEvidence, owner: str) -> Clause:
    field = gate.field.get("declared")
    needs = tuple(name for name, _ in gate.needs)
    waits_for = (*map(observed_of, needs), *needs)
    return Clause(
        gate.id,
        read.contract.kind,
        f"{gate.says}: {gate.declared.value}",
        field.at if gate.field.has("declared") else gate.field.key_at,
        GateDeclared(
            gate.id,
            gate.declared,
            observed_of(gate.id),
            evidence.tree,
            needs,
            gate.field.get("until").text,
            gate.field.get("requirement").text,
            gate.field.has("declared"),
        ),
        (VerdictNeed((observed_of(gate.id), *evidence.names, *waits_for)),),
        owner=owner,
        formerly=gate.field.get("formerly").texts(),
    )
