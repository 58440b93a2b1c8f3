"""What keeps a test from running: a mark on it, a call behind it, a call it begins with."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.readers.source_code.statements import by_layout
from contractcheck.readers.source_code.words import WordKind, Words

SKIPS = frozenset(
    {"disabled", "expectedfailure", "fixme", "ignore", "marktestincomplete", "marktestskipped"}
    | {"pending", "skip", "skipf", "skipnow", "todo"}
)
_MARKED = frozenset({"@", "#[", "["})
_TAGS = frozenset({"describetag", "moduletag", "tag"})
_STOPS = frozenset({";", "{", "}"})
_CLOSING = frozenset({")", "]", "}", "%]"})
_CONDITIONS = frozenset({"elif", "else", "if", "unless", "when"})


def is_skip(name: str) -> bool:
    """Say whether a mark or a call of that name skips a test, whatever the circumstances."""
    return name.lower() in SKIPS


def marks_before(words: Words, at: int) -> tuple[list[str], str]:
    """Return the names in the attributes and decorators of a declaration, and its display name."""
    names: list[str] = []
    shown = ""
    for start, end in _chunks(words, at):
        index = start
        while index < end:
            if words.text(index) == "@":
                names += _dotted(words, index + 1)
                if names[-1] == "DisplayName" and index + 3 < end:
                    shown = words[index + 3].text
            elif words.text(index) in {"#[", "["}:
                inside = range(index + 1, words.partner.get(index, index))
                names += [words[n].text for n in inside if words[n].kind is WordKind.NAME]
                index = words.skip(index)
                continue
            index += 1
    return names, shown


def tagged_skip(words: Words, at: int) -> str:
    """Return the tag of Elixir that skips what is below it: ``@tag :skip``, ``@tag skip: "later"``."""
    for start, end in list(_chunks(words, at))[1:]:
        texts = [words[index].text for index in range(start, end)]
        if len(texts) > 1 and texts[1] in _TAGS and "skip" in texts:
            return "skip"
    return ""


def called_behind(words: Words, at: int, end: int) -> str:
    """Return what is called on a test and skips it, ``it(...)->skip()``; with a condition it may run."""
    index = at + 1
    while index < end:
        name = words.text(index + 1)
        if words.text(index) in {"->", "."} and is_skip(name):
            argument = min(index + 3, end - 1)
            plain = words.text(argument) in {")", "true"}
            if plain or words[argument].kind is WordKind.STRING:
                return name
        index = words.skip(index)
    return ""


def called_within(words: Words, start: int, end: int) -> str:
    """Return what a body calls, on its own level and unconditionally, to skip its test."""
    first = next((n for n in range(start, end) if words[n].starts_line), start)
    line, at = start, start
    while at < end:
        if words[at].starts_line:
            line = at
        name, behind = words.text(at), words.text(at + 1)
        alone = at == line and (at + 1 >= end or words[at + 1].starts_line)
        texted = at == line and at + 1 < end and words[at + 1].kind is WordKind.STRING
        deeper = by_layout(words) and words[line].column > words[first].column
        called = behind == "(" or alone or texted
        if is_skip(name) and called and not deeper and words.text(line) not in _CONDITIONS:
            return name
        at = words.skip(at)
    return ""


def _chunks(words: Words, at: int) -> Iterator[tuple[int, int]]:
    """Yield the words before a name on its line, then the lines above that are attributes."""
    start = at if words[at].starts_line else _line_start(words, at)
    yield start, at
    while start > 0 and words[start].starts_line:
        end, start = start, _line_start(words, start)
        if start == end or words.text(start) not in _MARKED:
            return
        yield start, end


def _line_start(words: Words, end: int) -> int:
    """Return where the line before ``end`` begins, brackets over several lines being one."""
    start = end
    while start > 0 and words.text(start - 1) not in _STOPS:
        start -= 1
        if words.text(start) in _CLOSING:
            start = words.partner.get(start, start)
        if words[start].starts_line:
            break
    return start


def _dotted(words: Words, at: int) -> list[str]:
    names = [words.text(at)]
    while words.text(at + 1) == ".":
        at += 2
        names.append(words.text(at))
    return names
