"""Who asks an API, and by which environment variables that is proven. Values stand nowhere."""

from __future__ import annotations

from dataclasses import dataclass

NOBODY = "nobody"
"""The identity that every API has: it proves nothing."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Base of the ways to prove who asks."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that hold its secrets."""
        return ()


@dataclass(frozen=True, slots=True)
class Bearer(Identity):
    """A token as RFC 6750 sends it; ``token`` names the environment variable that holds it."""

    token: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variable of the token."""
        return (self.token,)
