"""A loaded contract: what every kind has in common, and the rest as located data."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.data import Data
from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract that its schema accepts; ``data.value`` is an object.

    ``peers`` are the contracts that it names, for kinds that take something from another contract.
    """

    kind: str
    id: str
    owner: str
    data: Data
    formerly: tuple[str, ...] = ()
    peers: tuple[Contract, ...] = ()

    def peer(self, name: str) -> Contract | None:
        """Return the named contract, by its id or a former one."""
        return next((one for one in self.peers if name in (one.id, *one.formerly)), None)

    @property
    def at(self) -> Location:
        """Where the contract names itself."""
        return self.data.locate("/id")

    @property
    def files(self) -> tuple[str, ...]:
        """The file of the contract, and the one of its template."""
        whole = self.data.locate("")
        return (whole.document, *(one.document for one in whole.written))


@dataclass(frozen=True, slots=True)
class Reference:
    """A name in a contract that must resolve: ``to`` says of what kind (``api``, ``contract``, ``profile``).

    ``among`` are the names to choose from where the contract itself holds them; ``of`` is the API
    that an ``identity`` asks.
    """

    to: str
    name: str
    at: Location
    among: tuple[str, ...] = ()
    of: str = ""
