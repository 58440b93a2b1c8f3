"""Resolve the names that contracts use for things declared elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.model.clause import Clause
from contractcheck.model.configuration import Configuration
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.evidence_grammar import EvidenceHolds
from contractcheck.model.identities import NOBODY
from contractcheck.model.problem import Problem
from contractcheck.model.verdict_evidence import gate_of


def check_references(
    references: Iterable[Reference],
    configuration: Configuration,
    contracts: Iterable[Contract],
    compiled: Callable[[], Sequence[Clause]] = tuple,
) -> list[Problem]:
    """Return a problem for each name that nothing declares, with the nearest that is declared.

    The clauses of all contracts are only ``compiled`` where one is named.
    """
    ids = {name for contract in contracts for name in (contract.id, *contract.formerly)}
    declared = {"api": frozenset(configuration.apis), "contract": frozenset(ids)}
    wanted = list(references)
    if any(one.to in {"clause", "gate"} for one in wanted):
        clauses = compiled()
        gates = [one.id for one in clauses if isinstance(one.argument, EvidenceHolds)]
        declared["clause"] = frozenset(one.id for one in clauses)
        declared["gate"] = frozenset(gate_of(name) for name in gates)
    problems = []
    for reference in wanted:
        names = declared.get(reference.to, frozenset(reference.among))
        if reference.to == "identity":
            api = configuration.apis.get(reference.of)
            if api is None:  # which has a problem of its own
                continue
            names = frozenset({NOBODY, *api.identities})
        if reference.name not in names:
            problems.append(_refuse(reference, names))
    return sorted(problems)


def with_peers(
    contract: Contract, references: Iterable[Reference], contracts: Iterable[Contract]
) -> Contract:
    """Return a contract with those that it names by their ids, or by former ones; also those whose gates it needs."""
    listed = list(references)
    needed = {one.name.partition("/")[0] for one in listed if one.to == "gate"} - {contract.id}
    named = {one.name for one in listed if one.to == "contract"} | needed
    peers = (one for one in contracts if named & {one.id, *one.formerly})
    return replace(contract, peers=tuple(peers))


def _refuse(reference: Reference, names: frozenset[str]) -> Problem:
    message = f"unknown {reference.to} `{reference.name[:60]}`{did_you_mean(reference.name, names)}"
    if reference.to == "api" and not names:
        return Problem(reference.at, message, "declare it below `apis:` in contractcheck.yaml")
    if reference.to == "smoke":
        return Problem(reference.at, message, "describe it by the key `smoke` of the contract")
    return Problem(reference.at, message, listing("declared", names))
