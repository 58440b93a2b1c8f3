"""Tests in source code, by what they are called, and subjects that must have one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument, Need
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location


class TestNaming(Enum):
    """What of a test may name its subject."""

    FILE = "file"
    GROUP = "group"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class TestsNeed(Need):
    """The tests in the files of some globs: facts are ``FileLookedAt`` and ``TestFound``.

    One is ``named`` if a pattern stands, whatever the case, in one of its names.
    """

    files: tuple[str, ...]
    patterns: tuple[str, ...]
    named_by: tuple[TestNaming, ...] = tuple(TestNaming)

    def describe(self) -> str:
        """Say for people what is looked at."""
        return ", ".join(self.files)


@dataclass(frozen=True, slots=True)
class TestFound(Fact):
    """A test with its names as words: its own, those of the groups around it, that of its file.

    ``skipped`` is what keeps it from running, empty where it runs.
    """

    title: str
    groups: tuple[str, ...]
    file: str
    at: Location
    skipped: str = ""
    named: bool = False

    def name(self, by: TestNaming) -> str:
        """Return one sort of name."""
        if by is TestNaming.TEST:
            return self.title
        return self.file if by is TestNaming.FILE else " / ".join(self.groups)


@dataclass(frozen=True, slots=True)
class SubjectTested(Argument):
    """A test that runs is named for the subject; ``files_at`` is where the contract names the files."""

    subject: str
    files_at: Location
