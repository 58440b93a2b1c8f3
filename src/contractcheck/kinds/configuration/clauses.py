"""``configuration``: which settings a program needs, and that no secret stands in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractcheck.kinds.configuration.rules import RULES
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.finding import Finding

__all__ = ["RULES", "compile", "lint", "references"]


def compile(_contract: Contract) -> Iterator[Clause]:  # noqa: A001 - the architecture's word
    """Yield the clauses of the contract."""
    yield from ()


def lint(_contract: Contract, _peers: Sequence[Contract]) -> Iterable[Finding]:
    """Yield what contradicts itself."""
    return ()


def references(_contract: Contract) -> Iterable[Reference]:
    """Yield the names that must resolve."""
    return ()
