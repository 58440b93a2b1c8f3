"""Patterns in source code: where they stand, and where the contract lets them stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.source_code import PartKind


class LooksAt(Enum):
    """In what a match begins; ``TEXT`` is the file as it stands, whatever it is."""

    CODE = "code"
    STRINGS = "strings"
    CODE_AND_STRINGS = "code and strings"
    COMMENTS = "comments"
    TEXT = "text"

    @property
    def parts(self) -> frozenset[PartKind]:
        """The parts of a file that a match may begin in."""
        return _PARTS[self]


_CODE = frozenset({PartKind.CODE, PartKind.SYMBOL})
_STRINGS = frozenset({PartKind.STRING})
_PARTS = {
    LooksAt.CODE: _CODE,
    LooksAt.STRINGS: _STRINGS,
    LooksAt.CODE_AND_STRINGS: _CODE | _STRINGS,
    LooksAt.COMMENTS: frozenset({PartKind.COMMENT}),
    LooksAt.TEXT: frozenset(PartKind),
}


@dataclass(frozen=True, slots=True)
class PatternNeed(Need):
    """Where ``patterns`` stand in the files of some globs: facts are ``FileLookedAt`` and ``PatternHit``.

    ``excused`` are patterns over the statement around a match; a file is looked at only if it is named by
    none of ``left_out`` and, with ``mentioning``, holds one of those.
    """

    files: tuple[str, ...]
    patterns: tuple[str, ...]
    looks_at: LooksAt = LooksAt.CODE
    left_out: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    mentioning: tuple[str, ...] = ()

    def describe(self) -> str:
        """Say for people what is looked at."""
        return ", ".join(self.files)


@dataclass(frozen=True, slots=True)
class FileLookedAt(Fact):
    """A file of the globs, whether a pattern stands in it or not; ``left_out`` ones were not looked through."""

    path: str
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class PatternHit(Fact):
    """A match of a pattern where it stands; its text is on one line."""

    value: Value


@dataclass(frozen=True, slots=True)
class StandsOnlyIn(Argument):
    """A pattern stands in no file that is looked at: those the contract allows are not among them.

    ``allowed`` are the globs that may hold it; the needs after the first are the paths of those that must
    be there.
    """

    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandsIn(Argument):
    """A pattern stands in every file that is looked at."""
