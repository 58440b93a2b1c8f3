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
        """The environment variables it is read from."""
        return self.secrets

    @property
    def secrets(self) -> tuple[str, ...]:
        """Those of the variables whose values are secrets."""
        return ()


@dataclass(frozen=True, slots=True)
class Bearer(Identity):
    """A token as RFC 6750 sends it; ``token`` names the environment variable that holds it."""

    token: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """The variable of the token."""
        return (self.token,)


@dataclass(frozen=True, slots=True)
class KeyHeader(Identity):
    """A key in a header of its own, ``X-Api-Key``; ``value`` names the variable that holds it."""

    name: str
    value: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """The variable of the key."""
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Basic(Identity):
    """A user and a password as RFC 7617 sends them, each named by its variable."""

    user: str
    password: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of both."""
        return self.user, self.password

    @property
    def secrets(self) -> tuple[str, ...]:
        """The variable of the password; a user is no secret."""
        return (self.password,)


@dataclass(frozen=True, slots=True)
class TokenExchange(Identity):
    """A token that the API gives to the identity ``by``, sent from then on as a bearer token.

    ``post`` is the path it is asked at; ``body`` the JSON text of what is sent, as a form or as JSON,
    with the values of variables ``filled`` in by key; ``select`` finds the token in the answer.
    """

    post: str
    select: str
    by: str = NOBODY
    body: str = "{}"
    filled: tuple[tuple[str, str], ...] = ()
    is_form: bool = False

    @property
    def secrets(self) -> tuple[str, ...]:
        """The variables that are filled in."""
        return tuple(variable for _, variable in self.filled)
