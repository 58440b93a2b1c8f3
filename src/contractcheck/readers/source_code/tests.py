"""The tests of a source file: what they are called, in which groups they stand, whether they run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from contractcheck.model.location import Location
from contractcheck.model.tested_subjects import TestFound
from contractcheck.readers.source_code.declarations import Rank, find_declarations
from contractcheck.readers.source_code.lexing import SourceFile
from contractcheck.readers.source_code.statements import by_layout, statement_end
from contractcheck.readers.source_code.words import Word, WordKind, Words, read_words

_CALLS = frozenset({"it", "test", "specify", "scenario", "example", "should", "property"})
_GROUPS = frozenset({"describe", "context", "suite", "feature"})
_OFF_CALLS = frozenset(f"x{name}" for name in (*_CALLS, *_GROUPS))
_SKIPS = frozenset(
    {"skip", "skipif", "todo", "ignore", "disabled", "pending", "marktestskipped", "xfail", "fixme"}
    | {"marktestincomplete", "expectedfailure", "skipnow", "skipf"}
)
_CONDITIONAL = frozenset({"skipif", "skipunless", "xfail"})
"""What skips a test somewhere, or lets it fail: it still runs."""
_MARKS = frozenset({"test", "fact", "theory", "parameterizedtest", "testmethod", "dataprovider"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+|[./-]+")
_FUNCTIONS = frozenset({"def", "fn", "fun", "func", "function", "void", "Task"})


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
    stem = PurePosixPath(file.source.document).name.partition(".")[0]
    for block in blocks:
        if block.group:
            continue
        around = [b for b in blocks if b.group and b.start < block.start and block.end <= b.end]
        skipped = next((b.skipped for b in (*around, block) if b.skipped), "")
        at = words[block.name]
        span = file.source.span(at.start, at.end)
        groups = tuple(one.title for one in around)
        place = Location(file.source.document, span)
        yield TestFound(block.title, groups, spaced(stem), place, skipped)


def spaced(name: str) -> str:
    """Return an identifier as words: ``testAddsUp`` and ``test_adds_up`` are ``test adds up``."""
    return " ".join(_HUMP.sub(" ", name).split())


def _called(words: Words) -> Iterator[_Block]:
    """Yield ``it('...', ...)``, ``test "..." do``, ``describe.skip('...')``."""
    for at, word in enumerate(words.words):
        name = word.text.lower()
        if word.kind is not WordKind.NAME or name not in _CALLS | _GROUPS | _OFF_CALLS:
            continue
        if words.text(at - 1) in {".", "->", "::", "function", "def", "?."}:
            continue
        title, more = _title(words, at)
        if title is None:
            continue
        end = _extent(words, at)
        skipped = word.text if name in _OFF_CALLS else more or _behind(words, at, end)
        group = name.removeprefix("x") in _GROUPS
        skipped = skipped or ("" if group else _inside(words, title, end))
        yield _Block(words[title].text, title, at, end, group, skipped or _tagged(words, at))


def _title(words: Words, at: int) -> tuple[int | None, str]:
    """Return the word of the title of a call, and what between name and bracket skips it."""
    index, skip = at + 1, ""
    while words.text(index) == "." and words[index + 1].kind is WordKind.NAME:
        name = words.text(index + 1)
        skip = name if name.lower() in _SKIPS - _CONDITIONAL else skip
        index += 2
        if name == "each" and words.text(index) == "(":
            index = words.skip(index)
    index += words.text(index) == "("
    is_text = index < len(words.words) and words[index].kind in {WordKind.STRING, WordKind.MIXED}
    return (index if is_text else None), skip


def _extent(words: Words, at: int) -> int:
    """Return the end of a call with its body: brackets, or the lines that are indented below it."""
    end = len(words.words)
    stop = statement_end(words, at, end)
    if by_layout(words):
        column = words[at].column
        while stop < end and not (words[stop].starts_line and words[stop].column <= column):
            stop = words.skip(stop)
    return min(stop, end)


def _behind(words: Words, at: int, end: int) -> str:
    """Return what is called on a test and skips it: ``it(...)->skip()``; a condition skips it not always."""
    index = at + 1
    while index < end:
        if words.text(index) == "(":
            index = words.skip(index)
        elif (
            words.text(index) in {"->", "."}
            and words.text(index + 1).lower() in _SKIPS - _CONDITIONAL
        ):
            return words.text(index + 1)
        else:
            index = words.skip(index)
    return ""


def _inside(words: Words, start: int, end: int) -> str:
    """Return what the first statement of a body calls to skip the test."""
    for at in range(start, end):
        name = words.text(at)
        if name.lower() in _SKIPS - _CONDITIONAL and words.text(at + 1) == "(":
            opened = [
                words.text(n) for n in range(start, at) if words.text(n) in {"{", "if", "unless"}
            ]
            if "if" not in opened and "unless" not in opened and opened.count("{") <= 1:
                return name
        if name == "pending" or (
            name == "skip" and words[min(at + 1, end - 1)].kind is WordKind.STRING
        ):
            return name
    return ""


def _declared(words: Words) -> Iterator[_Block]:
    """Yield test functions and methods, and the classes around them."""
    for at, word in enumerate(words.words):
        if word.kind not in {WordKind.NAME, WordKind.STRING}:
            continue
        if words.text(at - 1) == "class":
            yield from _class(words, at, word)
        elif words.text(at + 1) == "(" and words.text(at - 1) in _FUNCTIONS | {")"}:
            marks = _marks(words, at)
            by_name = re.match(r"[tT]est(?=[_A-Z]|$)", word.text)
            if not by_name and not {mark.lower() for mark in marks} & _MARKS:
                continue
            found = [
                d
                for d in find_declarations(words, word.text, at, at + 1)
                if d.rank is Rank.FUNCTION
            ]
            if found:
                skip = next((one for one in marks if one.lower() in _SKIPS - _CONDITIONAL), "")
                skip = skip or _inside(words, found[0].start - 1, found[0].end)
                yield _Block(
                    spaced(word.text), at, at, max(found[0].end, at + 1), group=False, skipped=skip
                )


def _class(words: Words, at: int, word: Word) -> Iterator[_Block]:
    for one in find_declarations(words, word.text, at, at + 1):
        if one.rank is Rank.TYPE and one.end > one.start:
            skip = next((m for m in _marks(words, at) if m.lower() in _SKIPS - _CONDITIONAL), "")
            yield _Block(spaced(word.text), at, at, one.end, group=True, skipped=skip)


def _marks(words: Words, at: int) -> list[str]:
    """Return the names in the attributes and decorators before a declaration."""
    found: list[str] = []
    index = at - 1
    while index > 0 and words.text(index) not in {";", "{", "}"}:
        if words.text(index) in {"]", ")"} and index in words.partner:
            opened = words.partner[index]
            if words.text(opened) in {"#[", "["}:
                found += [words.text(n) for n in range(opened + 1, index)]
            index = opened - 1
            continue
        if words.text(index) == "@":
            found += _dotted(words, index + 1)
        if (
            words[index].starts_line
            and words.text(index) not in {"@", "#[", "["}
            and (words[index].line < words[at].line and words.text(index - 1) != ")")
            and not found
            and words[index].column < words[at].column
            and by_layout(words)
        ):
            break
        index -= 1
    return found


def _dotted(words: Words, at: int) -> list[str]:
    names = [words.text(at)]
    while words.text(at + 1) == ".":
        at += 2
        names.append(words.text(at))
    return names


def _tagged(words: Words, at: int) -> str:
    """Return the tag of Elixir that skips the test below it: ``@tag :skip``."""
    before = [words[n] for n in range(max(0, at - 3), at)]
    texts = [one.text for one in before]
    tagged = texts[-3:] == ["@", "tag", "skip"] or texts[-3:] == ["@", "moduletag", "skip"]
    return "skip" if tagged else ""
