"""What sources may use to answer a need: the ports, the configuration, and which APIs are asked live."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractcheck.model.configuration import Configuration
from contractcheck.ports import Environment, Files, Http
from contractcheck.sources.watch import Watch


@dataclass(frozen=True, slots=True)
class World:
    """The outside as one run may see it; ``live`` names the APIs that may be asked over the network."""

    files: Files
    http: Http
    environment: Environment
    configuration: Configuration
    live: frozenset[str] = frozenset()
    watch: Watch = field(default_factory=Watch)
