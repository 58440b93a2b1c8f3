"""Contracts to clauses, and what the kinds say about contracts and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract
from contractcheck.model.finding import Finding, Rule
from contractcheck.model.kind import Kind


def compile_contracts(
    contracts: Iterable[Contract], kinds: Mapping[str, Kind]
) -> tuple[Clause, ...]:
    """Return the clauses of all contracts, in their order."""
    return tuple(clause for one in contracts for clause in kinds[one.kind].compile(one))


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
