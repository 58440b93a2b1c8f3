"""One way in which an example does not fit the API."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.location import Location


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong, by its rule, with a field: where it stands, and where the API declares it.

    A ``mild`` one is a warning: the API says nothing against it, and nothing for it.
    """

    what: str
    name: str
    message: str
    at: Location
    declared: Location
    expected: str = ""
    observed: str = ""
    replacement: str | None = None
    mild: bool = False
    kept: bool = False


_LONGEST = 60


def shorten(text: str) -> str:
    """Return a text of a length that fits a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"
