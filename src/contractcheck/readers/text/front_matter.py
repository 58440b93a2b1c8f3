"""YAML front matter: the block between ``---`` lines that a document begins with."""

from __future__ import annotations

import re

from contractcheck.model.data import Data
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.readers.text.source import Source

_OPENING = re.compile(r"---[ \t]*\Z")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")


def end_of_front_matter(source: Source) -> int:
    """Return the line after the front matter, 0 where there is none."""
    if not _OPENING.match(source.lines[0]):
        return 0
    for number, line in enumerate(source.lines[1:], start=1):
        if _CLOSING.match(line):
            return number + 1
    return 0


def read_front_matter(source: Source, content: bytes, end: int) -> Data | None:
    """Return the data of the front matter before line ``end``, ``None`` where it is no YAML."""
    from contractcheck.readers.yaml_data import read_yaml  # noqa: PLC0415  most have none

    first, last = source.starts[1], source.starts[end - 1]
    try:
        return read_yaml(source.path, content[first:last], first_line=2, first_byte=first)
    except UnreadableError:
        return None


def front_matter_fault(source: Source, content: bytes, end: int) -> Problem | None:
    """Return why the front matter before line ``end`` is no YAML, ``None`` where it is."""
    from contractcheck.readers.yaml_data import read_yaml  # noqa: PLC0415  most have none

    first, last = source.starts[1], source.starts[end - 1]
    try:
        read_yaml(source.path, content[first:last], first_line=2, first_byte=first)
    except UnreadableError as error:
        return error.problem
    return None
