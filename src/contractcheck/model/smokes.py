"""A controlled smoke: each declared name is written and read back, and an undeclared one is to be refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.data import JsonValue
from contractcheck.model.evidence import Fact
from contractcheck.model.needs import WritingNeed

MEMBER, DAY, ID = "member", "day", "id"
"""Values that every smoke has: the name that is tried, the day of the run, the id of what was made."""

UNDECLARED = "contractcheck-undeclared"
ACCEPTED, REJECTED = (200, 201), (400, 422)

_VALUE = re.compile(r"\{([A-Za-z_]\w*)\}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tried:
    """The ``names`` a smoke tries, and the ``vocabulary`` and ``profile`` they are of, if any."""

    names: tuple[str, ...] = ()
    vocabulary: str = ""
    profile: str = ""

    def __str__(self) -> str:
        """Say for people which they are."""
        if self.profile:
            return f"profile {self.profile} of {self.vocabulary}"
        return self.vocabulary or ", ".join(self.names)


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A value that the server knows: what ``select`` finds in the answer to a GET of ``path``."""

    path: str
    select: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How what was made is read again: ``holds`` are pairs of a field of it and what it must be.

    That is ``sent``, ``sent.FIELD`` of the body, or a text as it is. ``sets`` are fields the server fills.
    """

    path: str
    select: str = ""
    holds: tuple[tuple[str, str], ...] = ()
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Smoke:
    """What a smoke sends, as whom, and what each answer means; ``body`` is JSON, texts may hold ``{value}``."""

    api: str
    post: str
    tried: Tried
    body: str
    identity: str = ""
    values: tuple[tuple[str, str | LookedUp], ...] = ()
    accepted: tuple[int, ...] = ACCEPTED
    undeclared: str = UNDECLARED
    rejected: tuple[int, ...] = REJECTED
    made: str = "$.id"
    key: tuple[str, ...] = ()
    reads_back: ReadBack | None = None
    delete: str = ""


@dataclass(frozen=True, slots=True)
class SmokeNeed(WritingNeed):
    """What became of a smoke: facts are ``SmokeSent`` and one ``SmokeEnded``. What it writes is all a run may write."""

    smoke: Smoke

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"smoke of {self.smoke.api} POST {self.smoke.post}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A field as it was read back: JSON texts of what it must be and of what it is, if it is there."""

    name: str
    wanted: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class SmokeSent(Fact):
    """One name that was tried: the status it was answered with, or ``why`` there is none.

    ``kept`` is what was read back, ``unread`` why that could not be; ``lost`` says that it is not there.
    """

    member: str
    declared: bool
    document: str
    status: int | None = None
    why: str = ""
    kept: tuple[Kept, ...] = ()
    unread: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class SmokeEnded(Fact):
    """What a smoke left on the server: ids of what it made, and keys of what may have been made."""

    left: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    cleaned: int = 0
    untried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmokeHolds(Argument):
    """Every declared name is accepted and kept, and the undeclared one is rejected."""

    accepted: tuple[int, ...]
    rejected: tuple[int, ...]
    tried: str


def values_in(text: str) -> tuple[str, ...]:
    """Return the names of the values that a text holds: ``{widget}``."""
    return tuple(_VALUE.findall(text))


def fill(value: JsonValue, values: Mapping[str, str]) -> JsonValue:
    """Return data in whose texts each ``{value}`` is replaced; keys stay, and so does what has no value."""
    if isinstance(value, str):
        return _VALUE.sub(lambda found: values.get(found[1], found[0]), value)
    if isinstance(value, list):
        return [fill(one, values) for one in value]
    if isinstance(value, dict):
        return {key: fill(one, values) for key, one in value.items()}
    return value


def holds(found: JsonValue, wanted: JsonValue) -> bool:
    """Say whether what was kept is what was sent: an object may have got more fields, also inside."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(key in found and holds(found[key], one) for key, one in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(found) == len(wanted) and all(map(holds, found, wanted))
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    return found == wanted
