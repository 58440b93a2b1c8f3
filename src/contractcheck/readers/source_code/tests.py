"""The tests of a source file: what they are called, in which groups they stand, whether they run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from contractcheck.model.location import Location
from contractcheck.model.tested_subjects import TestFound
from contractcheck.readers.source_code.declarations import Rank, declared_at
from contractcheck.readers.source_code.lexing import SourceFile
from contractcheck.readers.source_code.skips import (
    called_behind,
    called_within,
    is_skip,
    marks_before,
    tagged_skip,
)
from contractcheck.readers.source_code.statements import by_layout, statement_end
from contractcheck.readers.source_code.words import Word, WordKind, Words, read_words

_CALLS = frozenset({"example", "it", "property", "scenario", "should", "specify", "test"})
_GROUPS = frozenset({"context", "describe", "feature", "suite"})
_OFF = frozenset(f"x{name}" for name in _CALLS | _GROUPS)
_MARKS = frozenset({"fact", "parameterizedtest", "repeatedtest", "test", "testmethod", "theory"})
_FUNCTIONS = frozenset({"def", "fn", "fun", "func", "function", "void", "Task"})
_BODIES = frozenset({"{", "=>", "fn", "function", "do"})
_NOT_CALLED = frozenset({".", "->", "::", "?.", "def", "function"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+|[./-]+")
_BY_NAME = re.compile(r"[tT]est(?=[_A-Z]|$)")
_BY_COMMENT = re.compile(r"@test\b[^/]*\*/[\s\w]*$")
_FAR = 300


@dataclass(frozen=True, slots=True)
class _Block:
    """A test or a group of tests: its name, where it is called, the words it spans."""

    title: str
    name: int
    start: int
    end: int
    group: bool
    skipped: str = ""


def find_tests(file: SourceFile) -> Iterator[TestFound]:
    """Yield the tests of a file in their order."""
    words = read_words(file)
    blocks = sorted([*_called(words), *_declared(words)], key=lambda one: (one.start, -one.end))
    stem = spaced(PurePosixPath(file.source.document).name.partition(".")[0])
    around: list[_Block] = []
    for block in blocks:
        around = [one for one in around if block.start < one.end]
        if block.group:
            around.append(block)
            continue
        skipped = next((one.skipped for one in (*around, block) if one.skipped), "")
        word = words[block.name]
        at = Location(file.source.document, file.source.span(word.start, word.end))
        groups = tuple(one.title for one in around)
        yield TestFound(block.title, groups, stem, at, skipped)


def spaced(name: str) -> str:
    """Return an identifier as words: ``testAddsUp`` and ``test_adds_up`` are ``test adds up``."""
    return " ".join(_HUMP.sub(" ", name).split())


def _called(words: Words) -> Iterator[_Block]:
    """Yield ``it('...', ...)``, ``test "..." do``, ``describe.skip('...')``."""
    for at, word in enumerate(words.words):
        if not _is_call(words, at, word):
            continue
        name = word.text.lower()
        group = name.removeprefix("x") in _GROUPS
        title, skip = _title(words, at, group=group)
        if title is None:
            continue
        end = _extent(words, at)
        skip = word.text if name in _OFF else skip or tagged_skip(words, at)
        skip = skip or called_behind(words, at, end)
        if not group:
            skip = skip or _in_body(words, title, end)
        shown = words[title]
        text = spaced(shown.text) if shown.kind is WordKind.NAME else shown.text
        yield _Block(text, title, at, end, group, skip)


def _is_call(words: Words, at: int, word: Word) -> bool:
    if word.kind is not WordKind.NAME:
        return False
    if words.text(at - 1) == ".":
        return words.text(at - 2) == "RSpec" or (words.file.language == "Go" and word.text == "Run")
    known = word.text.lower() in _CALLS | _GROUPS | _OFF
    return known and words.text(at - 1) not in _NOT_CALLED


def _title(words: Words, at: int, *, group: bool) -> tuple[int | None, str]:
    """Return the word of the title of a call, and what between name and bracket skips it."""
    index, skip = at + 1, ""
    while words.text(index) == "." and words[index + 1].kind is WordKind.NAME:
        skip = words.text(index + 1) if is_skip(words.text(index + 1)) else skip
        index += 2
        if words.text(index) == "(" and words.text(words.skip(index)) == "(":
            index = words.skip(index)
    index += words.text(index) == "("
    if index >= len(words.words):
        return None, skip
    kinds = {WordKind.STRING, WordKind.MIXED} | ({WordKind.NAME} if group else set())
    same_line = words[index].line == words[at].line or words.text(at + 1) == "("
    return (index if words[index].kind in kinds and same_line else None), skip


def _extent(words: Words, at: int) -> int:
    """Return the end of a call with its body: brackets, or the lines that are indented below it."""
    end = len(words.words)
    stop = statement_end(words, at, end)
    if by_layout(words):
        first = next((n for n in range(at, -1, -1) if words[n].starts_line), at)
        column = words[first].column
        while stop < end and not (words[stop].starts_line and words[stop].column <= column):
            stop = words.skip(stop)
    return min(stop, end)


def _in_body(words: Words, title: int, end: int) -> str:
    """Return what the body of a called test begins with to skip it; a test without a body is none."""
    body = next((n for n in range(title, end) if words[n].text in _BODIES), None)
    if body is None:
        return "it has no body"
    start = next((n for n in range(body, end) if words.text(n) == "{"), None)
    if start is None:
        return called_within(words, body + 1, end)
    return called_within(words, start + 1, words.partner.get(start, end))


def _declared(words: Words) -> Iterator[_Block]:
    """Yield test functions and methods, and the classes around them."""
    for at, word in enumerate(words.words):
        if word.kind is not WordKind.NAME:
            continue
        if words.text(at - 1) == "class":
            yield from _class(words, at, word)
        elif words.text(at - 1) == "def" or (
            words.text(at + 1) == "(" and words.text(at - 1) in _FUNCTIONS | {")"}
        ):
            yield from _function(words, at, word)


def _class(words: Words, at: int, word: Word) -> Iterator[_Block]:
    one = declared_at(words, at)
    if one and one.rank is Rank.TYPE and one.end > one.start:
        skip = next(filter(is_skip, marks_before(words, at)[0]), "")
        yield _Block(spaced(word.text), at, at, one.end, group=True, skipped=skip)


def _function(words: Words, at: int, word: Word) -> Iterator[_Block]:
    marks, shown = marks_before(words, at)
    marked = any(mark.lower() in _MARKS for mark in marks)
    before = words.file.source.text[max(0, word.start - _FAR) : word.start]
    if not (marked or _BY_NAME.match(word.text) or _BY_COMMENT.search(before)):
        return
    found = declared_at(words, at)
    if found and found.rank is Rank.FUNCTION:
        skip = next(filter(is_skip, marks), "") or called_within(words, found.start, found.end)
        title = f"{spaced(word.text)} {shown}".strip()
        yield _Block(title, at, at, max(found.end, at + 1), group=False, skipped=skip)
