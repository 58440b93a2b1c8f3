"""Probes: one question to a server, what its answer has to be, and what a nonsense path is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from contractcheck.model.clause import Argument
from contractcheck.model.data import Data, JsonValue
from contractcheck.model.evidence import Fact
from contractcheck.model.identities import NOBODY
from contractcheck.model.needs import RemoteNeed

METHODS = ("get", "head", "options")
"""The methods that a probe may use: they only read (RFC 9110, 9.2.1)."""

OWN_SCHEMA = "openapi"
"""The word for the schema that the API's own description has for an answer."""


@dataclass(frozen=True, slots=True)
class ProbeNeed(RemoteNeed):
    """The answer to one question below the URL of a named API, not followed where it redirects.

    With ``control`` a path that cannot exist is asked too, in the same way. Where the body is read,
    ``select`` is looked for in that of each. The fact is ``Answered``.
    """

    api: str
    path: str
    method: str = "GET"
    identity: str = NOBODY
    control: bool = True
    reads_body: bool = False
    select: str = ""

    def describe(self) -> str:
        """Say for people what is asked."""
        return f"{self.api} {self.shown}"

    @property
    def shown(self) -> str:
        """The question as people write it, without the values of its query."""
        path, mark, query = self.path.partition("?")
        names = [part.partition("=")[0] for part in query.split("&") if part]
        return f"{self.method} {path}{mark}{'&'.join(f'{name}=…' for name in names)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; ``document`` names it in places, ``url`` is where it was asked.

    ``data`` is the body where it is JSON or YAML, ``why_no_data`` what it is where it is neither.
    ``selected`` are the values that were looked for, with their pointers.
    """

    document: str
    status: int
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    data: Data | None = field(default=None, repr=False)
    why_no_data: str = ""
    url: str = ""
    selected: tuple[tuple[str, JsonValue], ...] = field(default=(), repr=False)

    def header(self, name: str) -> str | None:
        """Return the value of a header, letter case of its name aside."""
        found = (value for known, value in self.headers if known.lower() == name.lower())
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Answered(Fact):
    """The answer, the UTC day it was seen, and that to a path that cannot exist.

    ``control`` is a text where that path could not be asked: why; and ``None`` where it was not.
    """

    answer: Answer
    observed: date
    control: Answer | str | None = None


@dataclass(frozen=True, slots=True)
class HeaderWanted:
    """A header that an answer must have, with this value if any, or must not have."""

    name: str
    value: str = ""
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class BodyWanted:
    """What an RFC 9535 JSONPath has to select in a body; values are JSON texts, empty for any.

    A selected list counts by its elements.
    """

    select: str
    equals: str = ""
    holds: str = ""
    at_least: int = 1
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerIs(Argument):
    """What each status means, and what else an answer that passes must have.

    ``fails`` has words for each status that fails. ``redirects_to`` is a reference that the target
    is compared with; ``schema`` a file of the tree, or ``openapi``. What is selected has to be
    ``among`` what the answer to another question holds.
    """

    passes: tuple[int, ...]
    fails: tuple[tuple[int, str], ...] = ()
    headers: tuple[HeaderWanted, ...] = ()
    redirects_to: str = ""
    schema: str = ""
    body: BodyWanted | None = None
    among: ProbeNeed | None = None
