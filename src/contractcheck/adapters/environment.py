"""Environment variables, and of them only those that trusted configuration declares."""

from __future__ import annotations

import os
from collections.abc import Collection

from contractcheck.adapters.http.proxies import proxy_secrets


class DeclaredEnvironment:
    """``ports.Environment`` that answers for ``names`` alone."""

    def __init__(self, names: Collection[str]) -> None:
        """Keep the names that may be read."""
        self._names = frozenset(names)

    def get(self, name: str) -> str | None:
        """Return the value; ``None`` where it is undeclared, not set, or empty (not provided)."""
        return (os.environ.get(name) or None) if name in self._names else None


def secrets_of_proxies() -> tuple[str, ...]:
    """Return the passwords in the URLs of the proxies that the environment names."""
    return proxy_secrets(os.environ)
