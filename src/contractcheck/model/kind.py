"""What a contract kind is: its rules, and pure functions from a contract to clauses and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.finding import Finding, Rule


class Kind(Protocol):
    """A front end: a module with these names."""

    @property
    def RULES(self) -> Sequence[Rule]:  # noqa: N802 - a constant of the module
        """What can be wrong, in the words ``explain`` shows."""

    def compile(self, contract: Contract) -> Iterable[Clause]:
        """Yield the contract's clauses, in the order of the contract."""

    def lint(self, contract: Contract, peers: Sequence[Contract]) -> Iterable[Finding]:
        """Yield what contradicts itself in the contract, or one of the ``peers`` of its kind."""

    def references(self, contract: Contract) -> Iterable[Reference]:
        """Yield the names in the contract that must resolve."""
