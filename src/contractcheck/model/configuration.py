"""What ``contractcheck.yaml`` says: contracts, documents, roles, APIs, lanes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from contractcheck.model.identities import Identity
from contractcheck.model.transport import PLAIN_TRANSPORT, Transport


class OnCantTell(Enum):
    """What a lane does with clauses that could not be judged."""

    ALLOW = "allow"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class ApiSource:
    """A named API: base ``url``, and where its ``openapi`` is (a path below the URL, a URL, or a file).

    ``identities`` maps who asks to how that is proven. A ``writable`` one may be written to for a
    smoke, where the run is allowed to from outside the tree. ``snapshot_age`` is how many days old a
    snapshot of an answer may be.
    """

    name: str
    url: str = ""
    openapi: str = ""
    base_paths: tuple[str, ...] = ()
    identities: Mapping[str, Identity] = field(default_factory=dict)
    writable: bool = False
    transport: Transport = PLAIN_TRANSPORT
    snapshot_age: int | None = None

    @property
    def secret_names(self) -> tuple[str, ...]:
        """The environment variables that hold the secrets of its identities."""
        return tuple(name for one in self.identities.values() for name in one.secrets)

    @property
    def variables(self) -> tuple[str, ...]:
        """All environment variables that its identities are read from."""
        return tuple(name for one in self.identities.values() for name in one.variables)


@dataclass(frozen=True, slots=True)
class Lane:
    """A named choice of contracts and live sources with the policy over their verdicts.

    ``max_snapshot_age`` is how many days old any snapshot may be that it rests on;
    ``gates_without_evidence`` what it does with gates that are declared passed and shown by nothing.
    """

    name: str
    live: tuple[str, ...] = ()
    on_cant_tell: OnCantTell | None = None
    contracts: tuple[str, ...] = ()
    max_snapshot_age: int | None = None
    gates_without_evidence: OnCantTell = OnCantTell.FAIL


@dataclass(frozen=True, slots=True)
class Configuration:
    """The configuration of a tree; ``document`` names the file it came from, empty for defaults.

    ``snapshots`` is the folder of what APIs answered when they were asked.
    """

    document: str = ""
    contracts: tuple[str, ...] = (
        "contracts/**/*.yaml",
        "contracts/**/*.yml",
        "contracts/**/*.json",
    )
    include: tuple[str, ...] = ("**",)
    exclude: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()
    owner: str = ""
    apis: Mapping[str, ApiSource] = field(default_factory=dict)
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    attestations: tuple[str, ...] = ("attestations.yaml",)
    snapshots: str = "snapshots"
