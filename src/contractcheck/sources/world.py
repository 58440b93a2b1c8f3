"""What sources may use to answer a need: the ports, the configuration, and which APIs are asked live."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.configuration import Configuration
from contractcheck.ports import Environment, Files, Http


@dataclass(frozen=True, slots=True)
class World:
    """The outside as one run may see it; ``live`` names the APIs that may be asked over the network."""

    files: Files
    http: Http
    environment: Environment
    configuration: Configuration
    live: frozenset[str] = frozenset()
