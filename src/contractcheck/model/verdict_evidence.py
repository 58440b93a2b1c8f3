"""Evidence in verdicts: another contract, clause or gate holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.contract import Reference
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.observed import VerdictNeed

OBSERVED = "observed"
"""The last part of the id of the clause that weighs the evidence of a gate."""


@dataclass(frozen=True, slots=True)
class AllPassed(Argument):
    """The clauses that are asked for have passed; one that does not apply counts for nothing."""


def observed_of(gate: str) -> str:
    """Return the id of the clause that says whether a gate ``CONTRACT/GATE`` is passed."""
    return f"{gate}/{OBSERVED}"


def gate_of(clause: str) -> str:
    """Return the full name of the gate that a clause is about."""
    return clause.removesuffix(f"/{OBSERVED}")


def _contract(entry: Entry) -> Observable:
    need = VerdictNeed(contract=entry.text)
    return Observable(f"the contract {entry.text} holds", AllPassed(), (need,))


def _clause(entry: Entry) -> Observable:
    return Observable(f"{entry.text} holds", AllPassed(), (VerdictNeed((entry.text,)),))


def _gate(entry: Entry) -> Observable:
    gate = gate_named(entry.text, entry.home.contract.id)
    need = VerdictNeed((observed_of(gate),))
    return Observable(f"the gate {gate} is passed", AllPassed(), (need,))


def gate_named(text: str, contract: str) -> str:
    """Return the full name of a gate: one without a contract is of the same."""
    return text if "/" in text else f"{contract}/{text}"


def _refers(to: str) -> Callable[[Entry], Iterable[Reference]]:
    def references(entry: Entry) -> Iterable[Reference]:
        at = entry.get(to).at if entry.field.has(to) else entry.field.at
        name = gate_named(entry.text, entry.home.contract.id) if to == "gate" else entry.text
        yield Reference(to, name, at)

    return references


KINDS = (
    EvidenceKind("contract", _contract, _refers("contract")),
    EvidenceKind("clause", _clause, _refers("clause")),
)
GATES = (EvidenceKind("gate", _gate, _refers("gate")),)
"""Behind those of CI in the table: a mapping with `job` may have a `gate` of its own."""
