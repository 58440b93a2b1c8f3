"""What sources may use to answer a need: the ports, the configuration, and which APIs are asked live."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from threading import RLock

from contractcheck.model.attestations import Attestation
from contractcheck.model.configuration import Configuration
from contractcheck.model.evidence import Gap
from contractcheck.ports import Environment, Files, Http
from contractcheck.sources.watch import Watch


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that APIs gave in a run, by API and identity: each is asked for once."""

    held: dict[tuple[str, str], str | Gap] = field(default_factory=dict, repr=False)
    lock: AbstractContextManager[bool] = field(default_factory=RLock, repr=False)


@dataclass(frozen=True, slots=True)
class World:
    """The outside as one run may see it; ``live`` names the APIs that may be asked over the network.

    ``today`` is the UTC day of the run, by which every age is told.
    """

    files: Files
    http: Http
    environment: Environment
    configuration: Configuration
    today: date
    live: frozenset[str] = frozenset()
    watch: Watch = field(default_factory=Watch)
    tokens: Tokens = field(default_factory=Tokens)
    attestations: tuple[Attestation, ...] = ()
