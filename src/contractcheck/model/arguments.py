"""The relations clauses can ask for, as typed values; each type names one relation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument
from contractcheck.model.location import Location
from contractcheck.model.place import MemberShape, Place


class Bound(Enum):
    """How a shown set must relate to the declared one."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class CountBound(Enum):
    """How a count in prose must relate to the size of the set."""

    EQUAL = "equal"
    AT_LEAST = "at least"
    WITHIN = "within"
    FORBID = "forbid"


@dataclass(frozen=True, slots=True)
class BucketsAre(Argument):
    """Exactly these buckets stand at a place; ``others`` stand beside them; ``open_`` may hold more.

    ``home_at`` is where the contract names the place.
    """

    labels: tuple[str, ...]
    others: tuple[str, ...] = ()
    open_: tuple[str, ...] = ()
    home_at: Location | None = None


@dataclass(frozen=True, slots=True)
class StatementStands(Argument):
    """A statement stands in its bucket, says this, and stands in no other."""

    bucket: str
    text: str


@dataclass(frozen=True, slots=True)
class MembersAre(Argument):
    """A view shows these members; ``tolerated`` may be shown as deferred or superseded.

    ``replaced`` are earlier names, each with the members that took their place; ``declared`` is where
    the contract declares the members. Of an ``owned`` set the last need brings the members.
    """

    members: tuple[str, ...]
    bound: Bound = Bound.EXACTLY
    of: MemberShape = MemberShape.PHRASE
    tolerated: tuple[str, ...] = ()
    noun: str = "member"
    replaced: tuple[tuple[str, tuple[str, ...]], ...] = ()
    declared: Location | None = None
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Counted(Argument):
    """Wherever prose counts ``phrase``, the number relates to ``number`` as ``bound`` says.

    ``phrase`` may hold ``{count}`` where the number stands; without it the number stands before it.
    ``beside`` are words one of which must stand in the sentence too.
    """

    phrase: str
    number: int
    bound: CountBound = CountBound.EQUAL
    required: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enumerated(Argument):
    """Wherever a sentence about ``subjects`` enumerates two members or more, it shows all and no other.

    Lists at one of ``views`` are judged there. A set that is bound ``AT_MOST`` may be shown in part.
    """

    members: tuple[str, ...]
    subjects: tuple[str, ...]
    views: tuple[Place, ...] = ()
    bound: Bound = Bound.EXACTLY


@dataclass(frozen=True, slots=True)
class NotCurrent(Argument):
    """A superseded name is not used in current text, except at the ``attributed`` places."""

    term: str
    replacements: tuple[str, ...]
    attributed: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class NotYet(Argument):
    """A deferred name is not used as if it were live, except at the ``attributed`` places."""

    term: str
    until: str = ""
    attributed: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelled(Argument):
    """Members are spelled right wherever they are mentioned."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobProves(Argument):
    """A CI job exists, runs, can fail the workflow and, where named, is needed by the gate job.

    The job is named, or found as the first one that runs ``command``. ``singular`` is a glob over job
    ids that only this job may match.
    """

    job: str = ""
    command: str = ""
    gate: str = ""
    singular: str = ""


@dataclass(frozen=True, slots=True)
class PathStands(Argument):
    """A path of the tree exists; with ``singular`` it is the only one its glob matches."""

    path: str
    singular: str = ""


@dataclass(frozen=True, slots=True)
class OperationsExist(Argument):
    """Every operation the places document exists in the API.

    A route without a method counts only below one of ``prefixes``; ``planned`` operations (``GET /x``)
    may be documented before they exist.
    """

    api: str
    prefixes: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
