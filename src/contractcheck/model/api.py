"""An HTTP API as its OpenAPI description declares it."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractcheck.model.data import Data
from contractcheck.model.location import Location
from contractcheck.model.path_template import segments

METHODS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY")
"""The methods of OpenAPI path items, in the order of its specification."""

OTHER_METHODS = (
    *("ACL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "LINK", "LOCK", "MERGE", "MKCALENDAR", "MKCOL"),
    *("MOVE", "PROPFIND", "PROPPATCH", "PURGE", "REBIND", "REPORT", "SEARCH", "UNBIND", "UNLINK"),
    *("UNLOCK", "UPDATE"),
)
"""Further methods that are registered or common; in documents only in capitals, as most are words."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: method in capitals, path template as written, where its method key stands.

    ``base_paths`` are those of servers of its own, which replace the API's; empty without any.
    """

    method: str
    path: str
    pointer: str
    tags: tuple[str, ...] = ()
    base_paths: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write it as documents do: ``GET /widgets/{id}``."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class UnreadPath:
    """A declared path whose operations stand behind a ``reference`` that is not followed."""

    path: str
    pointer: str
    reference: str


@dataclass(frozen=True, slots=True)
class Api:
    """The operations of a description, the path prefixes of its servers (``/api/v2``) and their hosts.

    Places are found only when asked for: a description may be megabytes long and a finding rare.
    """

    operations: tuple[Operation, ...]
    base_paths: tuple[str, ...]
    data: Data = field(repr=False, compare=False)
    version: str = ""
    unread: tuple[UnreadPath, ...] = ()
    hosts: tuple[str, ...] = ()
    _by_path: dict[object, list[Operation]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def operations_at(self, path: str) -> tuple[Operation, ...]:
        """Return the operations of a path as declared; its parameters may have any names."""
        if not self._by_path:
            for one in self.operations:
                self._by_path.setdefault(segments(one.path), []).append(one)
        return tuple(self._by_path.get(segments(path), ()))

    @property
    def at(self) -> Location:
        """Where the description begins."""
        return Location(self.data.document)

    @property
    def unresolved(self) -> tuple[Location, ...]:
        """Where the references stand that were not followed; their paths may have any operation."""
        return tuple(self.locate(path) for path in self.unread)

    def locate(self, declared: Operation | UnreadPath) -> Location:
        """Return where an operation's method, or the reference of an unread path, is declared."""
        return self.data.locate_key(declared.pointer)

    def base_paths_of(self, operation: Operation) -> tuple[str, ...]:
        """Return the path prefixes under which ``operation`` is served."""
        return operation.base_paths or self.base_paths
