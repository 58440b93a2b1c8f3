"""Examples of calls and answers in documents, and what a contract can say of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from contractcheck.model.clause import Argument
from contractcheck.model.data import Data
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.stance import PLAIN, Role, StanceMark


class Part(Enum):
    """A part of an operation that documents describe or show; ``ANY`` is whichever has the name."""

    ANY = ""
    REQUEST = "request"
    RESPONSE = "response"
    QUERY = "query"
    PATH = "path"
    HEADER = "header"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of an operation, ``POST /widgets request`` or ``GET /widgets response 200``."""

    method: str = ""
    path: str = ""
    part: Part = Part.ANY
    status: str = ""

    def __str__(self) -> str:
        """Write it as contracts do."""
        return " ".join(filter(None, (self.method, self.path, self.part.value, self.status)))


def read_part_of(text: str) -> PartOf:
    """Read ``METHOD /path``, with a part and a status behind it."""
    method, path, *rest = [*text.split(), "", ""][: max(len(text.split()), 2)]
    part = Part(rest[0]) if rest and rest[0] in {one.value for one in Part} else Part.ANY
    return PartOf(method.upper(), path, part, rest[1] if len(rest) > 1 else "")


@dataclass(frozen=True, slots=True)
class ExamplesFit(Argument):
    """Examples fit what the API says of their operations.

    ``holds`` are fields (``metadata.attributes.observed_at``) that an example which shows their parent
    shows too; ``shows_auth`` says that a guarded operation is shown with credentials.
    """

    api: str
    of: PartOf = PartOf()
    holds: tuple[str, ...] = ()
    shows_auth: bool = False


@dataclass(frozen=True, slots=True)
class ExamplesNeed(DocumentNeed):
    """Calls and bodies that a place shows: facts are ``PlaceFound`` and ``ExampleFound``.

    ``of`` is what a body belongs to of which the document itself does not tell.
    """

    hosts: tuple[str, ...] = ()
    of: PartOf = PartOf()


@dataclass(frozen=True, slots=True)
class ShownData:
    """Data of an example, placed in its document; pointers in ``anything`` may be any value.

    At pointers in ``partial`` something is left out, and members may be missing.
    """

    data: Data = field(repr=False, compare=False)
    anything: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShownField:
    """A single parameter or field of a form; its value is text, ``None`` where it is not told."""

    name: str
    at: Location
    value: str | None = None
    value_at: Location | None = None


@dataclass(frozen=True, slots=True)
class ExampleFound(Fact):
    """A call, or the body of a request or an answer, that a document shows.

    ``is_call`` says that the whole call is there; ``is_exact`` that an answer is shown as it came.
    ``status`` and ``content`` are texts with their places. ``has_body`` tells an unreadable body from none.
    """

    part: Part
    method: str
    path: str
    at: Location
    data: ShownData | None = None
    form: tuple[ShownField, ...] = ()
    query: tuple[ShownField, ...] = ()
    headers: tuple[str, ...] = ()
    content: tuple[str, Location] | None = None
    status: tuple[str, Location] | None = None
    is_call: bool = False
    is_exact: bool = False
    is_whole: bool = True
    mark: StanceMark = PLAIN
    role: Role = Role.CURRENT
