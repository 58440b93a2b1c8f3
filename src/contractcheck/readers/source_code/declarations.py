"""Where a symbol is declared in source code, and which words are its body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from contractcheck.readers.source_code.statements import by_layout, statement_end
from contractcheck.readers.source_code.words import WordKind, Words

_TYPES = frozenset(
    {"actor", "class", "defmodule", "enum", "extension", "impl", "interface", "module", "newtype"}
    | {"object", "protocol", "record", "struct", "trait", "type", "typealias", "union"}
)
_PACKAGES = frozenset({"class", "defmodule", "module", "namespace", "package"})
_FUNCTIONS = frozenset(
    {"def", "defp", "fn", "fun", "func", "function", "get", "macro", "proc", "sub"}
)
_NO_METHOD = frozenset(
    {".", "->", "?.", "=", "(", ",", "!", "await", "case", "new", "return", "throw"}
)
_MEMBER = frozenset({".", "->", "?.", "::"})
_FAR = 60
"""So many words a type annotation or the head of a declaration may have."""


class Rank(IntEnum):
    """What sort of declaration it is; the first sort that says something wins."""

    TYPE = 0
    FUNCTION = 1
    ASSIGNMENT = 2
    KEY = 3


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of the word at ``name``; its body are the words from ``start`` to before ``end``."""

    rank: Rank
    name: int
    start: int
    end: int
    keyword: str = ""


def find_declarations(words: Words, name: str, start: int, end: int) -> Iterator[Declaration]:
    """Yield the declarations of a name among some words, in their order."""
    for at in words.places.get(name, ()):
        if start <= at < end and (found := _declaration(words, at, end)):
            yield found


def declared_at(words: Words, at: int) -> Declaration | None:
    """Return the declaration of the name at an index, if it is one."""
    return _declaration(words, at, len(words.words))


def _declaration(words: Words, at: int, end: int) -> Declaration | None:
    if words[at].kind is WordKind.NAME:
        keyword = words.text(_path_start(words, at) - 1)
        longer = words.text(at + 1) in {".", "::", "\\"} and keyword != "type"
        if keyword in _TYPES | _PACKAGES and longer:
            return None
        if keyword in _TYPES:
            return _type(words, at, end, keyword)
        if keyword in _FUNCTIONS or _is_method(words, at):
            return _function(words, at, end)
    return None if words.text(at - 1) in _MEMBER else _assigned(words, at, end)


def _assigned(words: Words, at: int, end: int) -> Declaration | None:
    """Return the value that a name or a key has."""
    value = _value(words, at, end)
    if value is not None:
        in_list = words.file.language != "Python"
        stop = statement_end(words, value, end, in_list=in_list)
        return Declaration(Rank.ASSIGNMENT, at, value, stop)
    if words.text(at + 1) in {":", "=>"}:
        return Declaration(Rank.KEY, at, at + 2, statement_end(words, at + 2, end, in_list=True))
    return None


def is_package(words: Words, name: str) -> bool:
    """Say whether a name is a part of what the file is in: ``module Shop::Orders``."""
    return any(
        words.text(_path_start(words, at) - 1) in _PACKAGES for at in words.places.get(name, ())
    )


def _path_start(words: Words, at: int) -> int:
    """Return the first word of a dotted name that ends at ``at``: ``class Shop.Orders``, ``def self.all``."""
    while (
        words.text(at - 1) in {".", "::", "\\"} and at > 1 and words[at - 2].kind is WordKind.NAME
    ):
        at -= 2
    return at


def _type(words: Words, at: int, end: int, keyword: str) -> Declaration | None:
    """Return a type with its members; one that only stands for another is an assignment."""
    value = _value(words, at, min(end, at + 2)) if keyword in {"type", "typealias"} else None
    if value is not None:
        body_end = statement_end(words, value, end)
        return Declaration(Rank.ASSIGNMENT, at, value, body_end, keyword)
    if words.text(at - 2) == "enum":
        keyword = "enum"
    start, body_end = _block(words, at, end)
    return Declaration(Rank.TYPE, at, start, body_end, keyword)


def _is_method(words: Words, at: int) -> bool:
    """Say whether a name with parentheses and a body behind it declares a method."""
    if words.text(at + 1) != "(" or words.text(at - 1) in _NO_METHOD:
        return False
    behind = words.skip(at + 1)
    for index in range(behind, behind + _FAR):
        text = words.text(index)
        if text in {"{", "=>"}:
            return words.text(index - 1) != ")" or index == behind
        if text in {"", ";", ",", ")", "}", "=", "("}:
            return False
    return False


def _function(words: Words, at: int, end: int) -> Declaration:
    behind = at + 1
    if words.text(behind) == "(":
        behind = words.skip(behind)
    for index in range(behind, min(behind + _FAR, end)):
        text = words.text(index)
        if text in {"=>", "="}:
            return Declaration(Rank.FUNCTION, at, index + 1, statement_end(words, index + 1, end))
        if text in {"{", ";", "}"} or words[index].starts_line:
            break
        if words[index].text == "do" and words.text(index + 1) == ":":
            return Declaration(Rank.FUNCTION, at, index + 2, statement_end(words, index + 2, end))
    return Declaration(Rank.FUNCTION, at, *_block(words, at, end))


def _value(words: Words, at: int, end: int) -> int | None:
    """Return where the value begins that is assigned to a name; none where nothing is."""
    if words.file.language == "Elixir" and words.text(at - 1) == "@":
        same_line = at + 1 < end and not words[at + 1].starts_line
        return (
            at + 1 if same_line and words.text(at + 1) not in {",", ")", "]", "|>", "."} else None
        )
    index = at + 1
    while index < min(end, at + _FAR):
        text = words.text(index)
        if text in {"=", ":="} or (text == "::" and words.text(at - 1) == "type"):
            return index + 1
        annotated = index > at + 1 and words.text(at + 1) in {":", "?", "!", "["}
        typed = words.file.language == "Go" and words[index].kind is WordKind.NAME
        if text in {";", ",", ")", "}", "=>", "==", ""} or words[index].starts_line:
            return None
        if index == at + 1 and text not in {":", "?", "!", "["} and not typed:
            return None
        if index > at + 1 and not annotated:
            return None
        index = _behind_arguments(words, index) if text == "<" else words.skip(index)
    return None


def _behind_arguments(words: Words, at: int) -> int:
    """Return what is behind the type arguments that begin at ``at``."""
    depth = 0
    for index in range(at, at + _FAR):
        depth += (words.text(index) == "<") - (words.text(index) == ">")
        if not depth:
            return index + 1
    return at + 1


def _block(words: Words, at: int, end: int) -> tuple[int, int]:
    """Return the body of a declaration; an empty one where it has none."""
    if by_layout(words):
        return _indented(words, at, end)
    index = at + 1
    while index < end:
        text = words.text(index)
        if text == "{":
            return index + 1, words.partner.get(index, end)
        if text in {";", "}", ")", "="}:
            break
        index = words.skip(index)
    return at + 1, at + 1


def _indented(words: Words, at: int, end: int) -> tuple[int, int]:
    """Return the words that are indented below the line of a declaration."""
    first = at
    while first > 0 and not words[first].starts_line:
        first -= 1
    column, start = words[first].column, at + 1
    while start < end and not words[start].starts_line:
        if words.text(start) == ":" and not words[min(start + 1, end - 1)].starts_line:
            start += 1
            break
        start = words.skip(start)
    stop = start
    while stop < end and not (words[stop].starts_line and words[stop].column <= column):
        stop = words.skip(stop)
    return start, min(stop, end)
