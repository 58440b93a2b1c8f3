"""Finds the places of values and keys in valid JSON, as far as they are asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from contractcheck.model.data import Positions, child
from contractcheck.model.location import Span
from contractcheck.readers.json_data.source import STRING, TO_BRACKET, Source

_SPACE = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(rf'{STRING}|[^\s,:\[\]{{}}"]++', re.DOTALL)


class _Member(NamedTuple):
    """Where a member of an object or array stands, in characters; array members have no key."""

    key_start: int
    key_end: int
    start: int
    end: int


class _Index:
    """Finds members by pointer in valid JSON; a container is scanned once, as far as asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = _match_brackets(text)
        self._scans: dict[int, tuple[dict[str, _Member], Iterator[tuple[str, _Member]]]] = {}
        start = self._skip(0)
        self._root = _Member(start, start, start, self._end(start))

    def find(self, pointer: str) -> _Member:
        """Return where the value at ``pointer`` stands; raise ``KeyError`` where there is none."""
        found = self._root
        for part in pointer.split("/")[1:]:
            found = self._member(found, part.replace("~1", "/").replace("~0", "~"))
        return found

    def members(self, of: _Member) -> dict[str, _Member]:
        """Return the members of a value in order, none for a scalar."""
        known, rest = self._scan_of(of)
        known.update(rest)
        return known

    def _member(self, of: _Member, name: str) -> _Member:
        known, rest = self._scan_of(of)
        while name not in known:
            try:
                other, member = next(rest)
            except StopIteration:
                raise KeyError(name) from None
            known[other] = member
        return known[name]

    def _scan_of(self, of: _Member) -> tuple[dict[str, _Member], Iterator[tuple[str, _Member]]]:
        if of.start not in self._scans:
            self._scans[of.start] = ({}, self._scan(of.start))
        return self._scans[of.start]

    def _scan(self, at: int) -> Iterator[tuple[str, _Member]]:
        if at not in self._ends:
            return
        is_object, end, count = self._text[at] == "{", self._ends[at] - 1, 0
        at = self._skip(at + 1)
        while at < end:
            name, key_start, key_end = str(count), at, at
            if is_object:
                key_end = self._end(at)
                name = json.loads(self._text[at:key_end])
                at = self._skip(self._skip(key_end) + 1)
            value_end = self._end(at)
            yield name, _Member(key_start, key_end, at, value_end)
            at, count = self._skip(value_end), count + 1
            at = self._skip(at + 1) if at < end else at

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def _end(self, at: int) -> int:
        if at in self._ends:
            return self._ends[at]
        scalar = _SCALAR.match(self._text, at)
        return scalar.end() if scalar else at


def _match_brackets(text: str) -> dict[int, int]:
    """Return for each opening bracket where its value ends."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while match := TO_BRACKET.match(text, at):
        at = match.end()
        if match[1] in "[{":
            opened.append(at - 1)
        else:
            ends[opened.pop()] = at
    return ends


@dataclass(frozen=True, eq=False)
class _Spans(Mapping[str, Span]):
    """Spans by pointer, of values or of keys, each made when it is asked for."""

    source: Source
    index: _Index
    of_keys: bool

    def __getitem__(self, pointer: str) -> Span:
        found = self.index.find(pointer)
        if not self.of_keys:
            return self.source.span(found.start, found.end)
        if found.key_start == found.key_end:
            raise KeyError(pointer)
        return self.source.span(found.key_start, found.key_end)

    def __iter__(self) -> Iterator[str]:
        waiting = [("", self.index.find(""))]
        while waiting:
            pointer, member = waiting.pop()
            if not self.of_keys or member.key_start != member.key_end:
                yield pointer
            inside = self.index.members(member).items()
            waiting += [(child(pointer, name), one) for name, one in reversed(inside)]

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Places:
    """Looks through the text when the first place is asked for."""

    source: Source

    @cached_property
    def _positions(self) -> Positions:
        index = _Index(self.source.text)
        return Positions(
            _Spans(self.source, index, of_keys=False), _Spans(self.source, index, of_keys=True)
        )

    def __call__(self) -> Positions:
        """Return the positions, the same each time."""
        return self._positions

    def __reduce__(self) -> tuple[type[Places], tuple[Source]]:
        """Take the text along; half-done scans stay here, what was found is found again."""
        return Places, (self.source,)
