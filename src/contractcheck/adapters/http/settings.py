"""What the configuration says of the server of an API, for the client to keep to."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractcheck.model.transport import MOST_AT_ONCE
from contractcheck.ports import Response

REDIRECTS = frozenset({301, 302, 303, 307, 308})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods that change nothing (RFC 9110, 9.2.1): asked once in a run, again where that may help."""


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """A certificate and its key: the environment variables, and the paths they hold."""

    variable: str
    key_variable: str
    path: str = field(default="", repr=False)
    key_path: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OriginSettings:
    """Limits of one origin, who vouches for it (PEM) and what proves who asks."""

    at_once: int = MOST_AT_ONCE
    per_second: float | None = None
    authorities: str = ""
    client: ClientCertificate | None = None


NO_SETTINGS = OriginSettings()


def is_redirect(answer: Response) -> bool:
    """Say whether an answer sends elsewhere."""
    return answer.status in REDIRECTS and bool(answer.headers.get("location"))
