"""Which operations and paths an API has and lacks, who may call them, and which of them change something."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument


@dataclass(frozen=True, slots=True)
class OperationThere(Argument):
    """The API has the operation, ``GET /hubs``; of a path alone, ``/hubs``, one at least."""

    name: str


@dataclass(frozen=True, slots=True)
class OperationLacking(Argument):
    """The API does not have the operation; of a path alone none at all."""

    name: str


@dataclass(frozen=True, slots=True)
class NothingElse(Argument):
    """What the API has in ``scope`` is one of ``named``: operations, or paths with all of theirs.

    ``lacking`` are told by clauses of their own.
    """

    scope: tuple[str, ...]
    named: tuple[str, ...]
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnlyOpen(Argument):
    """Only what ``open_`` means may be called without credentials, and all of it may.

    That what is ``named`` is there at all is told by clauses of its own.
    """

    open_: tuple[str, ...]
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnlyMutations(Argument):
    """Only what ``only`` means changes something; ``reads`` change nothing though their method may."""

    only: tuple[str, ...]
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationsShown(Argument):
    """Every operation in ``scope``, and every one of ``named``, stands at one of the places."""

    scope: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnRequestSchemas(Argument):
    """What changes something takes a schema of its own, not that of its answer; of all, or of ``named``."""

    named: tuple[str, ...] = ()
