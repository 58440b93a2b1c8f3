"""How the server of an API is asked: never faster than the program asks anybody, and who proves what."""

from __future__ import annotations

from dataclasses import dataclass

MOST_AT_ONCE = 8
"""So many requests to one server at once; a configuration may ask for fewer, never for more."""


@dataclass(frozen=True, slots=True)
class Transport:
    """Limits of one API's server; ``authorities`` is a PEM file of the tree with who vouches for it.

    ``certificate`` and ``key`` name environment variables that hold the paths of a client certificate.
    """

    concurrency: int = MOST_AT_ONCE
    rate: float | None = None
    authorities: str = ""
    certificate: str = ""
    key: str = ""


PLAIN_TRANSPORT = Transport()
