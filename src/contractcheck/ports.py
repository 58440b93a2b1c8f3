"""What the core asks of the world; adapters answer, tests bring fakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from contractcheck.model.evidence import Gap


class Files(Protocol):
    """The files of one tree, named by root-relative POSIX paths."""

    def paths(self) -> Sequence[str]:
        """Return every file of the tree in sorted order, without those never looked at."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raise ``UnreadableError`` for what is missing, outside or too large."""

    def exists(self, path: str) -> bool:
        """Say whether a file or folder of that name is in the tree."""


@dataclass(frozen=True)
class Overlay:
    """A ``Files`` with some bytes changed; ``None`` hides a file."""

    files: Files
    changed: Mapping[str, bytes | None] = field(default_factory=dict)

    def paths(self) -> Sequence[str]:
        """Return the paths below with the changes applied."""
        added = {path for path, content in self.changed.items() if content is not None}
        gone = self.changed.keys() - added
        return sorted({path for path in self.files.paths() if path not in gone} | added)

    def read(self, path: str) -> bytes:
        """Return the changed bytes where there are any."""
        content = self.changed.get(path)
        return self.files.read(path) if content is None else content

    def exists(self, path: str) -> bool:
        """Say whether the path is there after the changes."""
        if path in self.changed:
            return self.changed[path] is not None
        return self.files.exists(path)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server. Equal requests that only read are asked once in a run.

    With ``Cache-Control: no-cache`` they are asked anew: what was just written is read back so.
    A redirect that is not followed is an answer like any other. The body of a ``secret_answer`` is
    for the one who asked: it is neither looked through nor kept.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)
    follow_redirects: bool = True
    secret_answer: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """A complete answer of a server."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Http(Protocol):
    """The network, within the run's budget."""

    def send(self, request: Request) -> Response | Gap:
        """Return the answer, whatever its status, or why there is none."""


_Result = TypeVar("_Result")


class Workers(Protocol):
    """Hands that work while others do; what they bring is taken in the order of asking."""

    def start(self, work: Callable[[], _Result]) -> Callable[[], _Result]:
        """Begin a piece of work; what is returned waits for its result, or raises what it raised."""


class OneByOne:
    """``Workers`` of which there is one: a piece of work is done when its result is asked for."""

    def start(self, work: Callable[[], _Result]) -> Callable[[], _Result]:
        """Return the work itself."""
        return work


class Clock(Protocol):
    """The time of the run, read once."""

    def now(self) -> datetime:
        """Return the time as an aware UTC datetime."""


class Environment(Protocol):
    """Environment variables, read only by declared names."""

    def get(self, name: str) -> str | None:
        """Return the value, or ``None`` where the variable is not set."""


@dataclass(frozen=True, slots=True)
class Change:
    """When lines were last changed: a short commit and the UTC time of its author, or neither yet."""

    commit: str = ""
    when: datetime | None = None

    @property
    def is_committed(self) -> bool:
        """Say whether the change is in a commit; others are later than any that is."""
        return bool(self.commit)


class Revisions(Protocol):
    """The local history of a tree."""

    def last_change(self, path: str, first: int, last: int) -> Change | None:
        """Return the last change to these lines of a file, ``None`` where nothing is known of it."""

    def contains(self, commit: str, revision: str) -> bool | Gap:
        """Say whether ``commit`` is ``revision`` or comes before it, or why nobody can tell here."""


class Output(Protocol):
    """Where reports go."""

    def write(self, path: str, content: bytes) -> None:
        """Write the file atomically: the old bytes or the new ones, never half."""
