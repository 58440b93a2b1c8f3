"""Resolve the names that contracts use for things declared elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from contractcheck.load.nearest import did_you_mean, listing
from contractcheck.model.configuration import Configuration
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.problem import Problem


def check_references(
    references: Iterable[Reference], configuration: Configuration, contracts: Iterable[Contract]
) -> list[Problem]:
    """Return a problem for each name that nothing declares, with the nearest that is declared."""
    ids = {name for contract in contracts for name in (contract.id, *contract.formerly)}
    declared = {"api": frozenset(configuration.apis), "contract": frozenset(ids)}
    problems = []
    for reference in references:
        names = declared.get(reference.to, frozenset(reference.among))
        if reference.name not in names:
            problems.append(_refuse(reference, names))
    return sorted(problems)


def _refuse(reference: Reference, names: frozenset[str]) -> Problem:
    message = f"unknown {reference.to} `{reference.name[:60]}`{did_you_mean(reference.name, names)}"
    if reference.to == "api" and not names:
        return Problem(reference.at, message, "declare it below `apis:` in contractcheck.yaml")
    return Problem(reference.at, message, listing("declared", names))
