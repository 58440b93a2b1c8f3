"""What is asked of an API, and what it was seen to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a named API: ``path`` is below its URL, or a URL.

    Without an ``identity`` the first one asks whose secrets are there, else nobody.
    """

    api: str
    path: str
    method: str = "GET"
    identity: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    follow_redirects: bool = True


@dataclass(frozen=True, slots=True)
class Observation:
    """An answer, and the UTC day on which it was seen.

    ``document`` is what places in the body name: the URL, without what may be secret in it, or the file
    of the snapshot. A JSON body of a snapshot stands in its bytes where it stands in the file; one of
    text has ``lines_before`` it there. ``url`` is where it was asked, for what is relative to that.
    """

    document: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    observed: date
    lines_before: int = 0
    url: str = ""
