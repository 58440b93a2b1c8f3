"""Contracts to clauses, and what the kinds say about contracts and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.finding import Finding, Rule
from contractcheck.model.kind import Kind
from contractcheck.model.observed import VerdictNeed, promises


def compile_contracts(
    contracts: Iterable[Contract], kinds: Mapping[str, Kind]
) -> tuple[Clause, ...]:
    """Return the clauses of all contracts, in their order."""
    return tuple(clause for one in contracts for clause in kinds[one.kind].compile(one))


@dataclass(frozen=True, slots=True)
class Docket:
    """The clauses of a run; ``promised`` are the ids of those that are promises, by contract."""

    clauses: tuple[Clause, ...]
    promised: Mapping[str, tuple[str, ...]]


def compile_with_evidence(
    contracts: Sequence[Contract], others: Iterable[Contract], kinds: Mapping[str, Kind]
) -> Docket:
    """Return the clauses of the contracts, and of those of the ``others`` whose verdicts they ask for.

    The clauses of the others only observe: a run answers for the contracts that were chosen.
    """
    left = {contract.id: contract for contract in others}
    clauses: list[Clause] = []
    promised: dict[str, tuple[str, ...]] = {}
    waiting = list(contracts)
    chosen = {contract.id for contract in contracts}
    while waiting:
        contract = waiting.pop(0)
        left.pop(contract.id, None)
        compiled = compile_contracts([contract], kinds)
        held = tuple(clause.id for clause in promises(compiled))
        promised[contract.id] = (*promised.get(contract.id, ()), *held)
        is_chosen = contract.id in chosen
        clauses += compiled if is_chosen else (replace(one, observes=True) for one in compiled)
        wanted = sorted(_contracts_asked(compiled) & left.keys())
        waiting += [left.pop(name) for name in wanted]
    return Docket(tuple(clauses), promised)


def _contracts_asked(clauses: Iterable[Clause]) -> set[str]:
    needs = (need for clause in clauses for need in clause.needs)
    asked = [need for need in needs if isinstance(need, VerdictNeed)]
    return {need.contract for need in asked} | {
        name.partition("/")[0] for need in asked for name in need.clauses
    }


def lint_contracts(contracts: Sequence[Contract], kinds: Mapping[str, Kind]) -> tuple[Finding, ...]:
    """Return what contradicts itself in a contract, or contradicts an earlier one of its kind."""
    found: list[Finding] = []
    for number, contract in enumerate(contracts):
        peers = [one for one in contracts[:number] if one.kind == contract.kind]
        found.extend(kinds[contract.kind].lint(contract, peers))
    return tuple(found)


def kinds_of(contracts: Iterable[Contract], kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the kinds that some of the contracts are of."""
    return {contract.kind: kinds[contract.kind] for contract in contracts}


def rules_of(kinds: Mapping[str, Kind]) -> dict[str, Rule]:
    """Return every rule by its id."""
    return {rule.id: rule for kind in kinds.values() for rule in kind.RULES}
