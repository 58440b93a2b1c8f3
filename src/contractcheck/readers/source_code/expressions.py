"""What an expression in source code shows without being run: texts, lists, tables, names of constants."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from contractcheck.model.problem import ContractcheckError
from contractcheck.readers.source_code.declarations import Rank, find_declarations
from contractcheck.readers.source_code.words import Word, WordKind, Words

_WRAPPERS = frozenset(
    {"array", "arraylist", "arrayof", "aslist", "btreemap", "btreeset", "collect", "dict"}
    | {"emptylist", "emptymap", "emptyset", "entries", "freeze", "from", "frozendict"}
    | {"frozenset", "hashmap", "hashset", "immutabledict", "immutablelist", "immutableset"}
    | {"linkedhashset", "linkedmapof", "list", "listof", "literal", "map", "mapof"}
    | {"mappingproxytype", "mapset", "mutablelistof", "new", "object", "of", "ordereddict"}
    | {"readonly", "set", "setof", "tuple", "unmodifiablelist", "unmodifiableset", "vec"}
)
"""Calls and subscripts that hand on what stands in them; of others nobody knows what they make of it."""
_MERGING = frozenset({"array_merge", "concat", "merge", "union"})
_BEFORE = frozenset(
    {"&", "*", "await", "const", "final", "mut", "new", "readonly", "ref", "return", "static"}
)
_UNWRAPPING = frozenset(
    {"asreadonly", "dup", "freeze", "into", "rawvalue", "to_owned", "to_string", "to_vec"}
    | {"toarray", "tolist", "toset", "value"}
)
_KEYS_AS_WRITTEN = frozenset(
    {"C", "CoffeeScript", "Elixir", "JSX", "JavaScript", "Lua", "Ruby", "TSX", "TypeScript", "Vue"}
)
"""Languages where a bare word before a colon is the key itself; elsewhere it names a constant."""
_BETWEEN = frozenset({".", "::", "->", "?.", "\\", "@"})
_KEYED = frozenset({"=>", ":", "=", "to"})
_CONSTANTS = frozenset({"true", "false", "null", "none", "nil", "undefined"})
MOST_STEPS = 64


class UndecidableError(ContractcheckError):
    """What a symbol shows is only known when the program runs; ``word`` is where."""

    def __init__(self, word: Word | None, why: str) -> None:
        """Keep where and why."""
        self.word = word
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text: ``text`` is unknown for a name that is declared elsewhere."""

    word: Word
    text: str | None
    name: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An element of a list, or a row of a table with its key."""

    value: Node
    key: Leaf | None = None


@dataclass(frozen=True, slots=True)
class Many:
    """A list or a table."""

    entries: tuple[Entry, ...]


Node: TypeAlias = Leaf | Many


@dataclass(frozen=True)
class Evaluator:
    """Reads expressions of one file; ``following`` are the names whose values are being read."""

    words: Words
    following: tuple[str, ...] = field(default=())

    def evaluate(self, start: int, end: int) -> Node:
        """Return what the words from ``start`` to before ``end`` show; raise ``UndecidableError``."""
        words = self.words
        start, end = self._trimmed(start, end)
        if start >= end:
            raise UndecidableError(words[start - 1] if start else None, "nothing stands here")
        for sign, splice in (("|", False), ("++", True), ("+", True)):
            pieces = list(self._split(start, end, frozenset({sign})))
            if len(pieces) > 1:
                return self._joined(pieces, splice=splice)
        pieces = list(self._split(start, end, frozenset({","})))
        if len(pieces) > 1:
            return self._listed(pieces)
        if end - start == 1 and words[start].kind in {WordKind.STRING, WordKind.NUMBER}:
            word = words[start]
            return Leaf(word, word.text, word.text, word.kind is WordKind.STRING)
        opened = words.partner.get(end - 1, end)
        if start <= opened < end - 1:
            return self._group(start, opened, end - 1)
        if self._is_reference(start, end):
            return self._reference(start, end)
        raise UndecidableError(words[start], "it is computed")

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Leave out what changes nothing: ``new``, ``as const``, ``.freeze``, ``->value``."""
        words = self.words
        while start < end and words.text(start) in _BEFORE:
            start += 1
        index = start
        while index < end:
            if words.text(index) in {"as", "satisfies"} and index > start:
                end = index
                break
            index = words.skip(index)
        while end - start >= 3:  # noqa: PLR2004 - something, a sign and a name
            called = words.text(end - 1) == ")" and words.partner.get(end - 1) == end - 2
            name = end - 3 if called else end - 1
            if words.text(name).lower() not in _UNWRAPPING or words.text(name - 1) not in _BETWEEN:
                break
            end = name - 1
        return start, end

    def _split(self, start: int, end: int, signs: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Yield the pieces between signs, empty ones left out."""
        first = at = start
        while at < end:
            if self.words.text(at) in signs:
                if at > first:
                    yield first, at
                first = at + 1
            at = self.words.skip(at)
        if end > first:
            yield first, end

    def _joined(self, pieces: list[tuple[int, int]], *, splice: bool) -> Many:
        """Return the alternatives of a union, or lists put one behind the other."""
        nodes = [self.evaluate(*piece) for piece in pieces]
        if splice and any(isinstance(node, Leaf) for node in nodes):
            raise UndecidableError(self.words[pieces[0][0]], "it is put together at run time")
        entries: list[Entry] = []
        for node in nodes:
            entries.extend(node.entries if isinstance(node, Many) else (Entry(node),))
        return Many(tuple(entries))

    def _group(self, start: int, opened: int, closed: int) -> Node:
        words, bracket = self.words, self.words.text(opened)
        head = [words.text(index) for index in range(start, opened)]
        if head in (["%i"], ["%I"]) or bracket == "%[":
            named = [words[index] for index in range(opened + 1, closed)]
            return Many(tuple(Entry(Leaf(one, one.text, one.text, quoted=True)) for one in named))
        inside = list(self._split(opened + 1, closed, frozenset({",", ";"})))
        typed = head[:1] == ["<"] and head[-1:] == [">"]
        if not head or head == ["%"] or typed:
            if bracket == "(" and len(inside) == 1:
                return self.evaluate(*inside[0])
            return self._listed(inside)
        callee = _callee(head)
        if bracket == "{" and "(" not in head[:-2] and "=" not in head:
            return self._listed(inside)
        if callee in _MERGING and bracket == "(":
            return self._joined(inside, splice=True)
        if callee in _WRAPPERS and bracket in {"(", "["}:
            only = self.evaluate(*inside[0]) if len(inside) == 1 else None
            return only if isinstance(only, Many) else self._listed(inside)
        raise UndecidableError(words[start], f"it is computed by `{callee or ''.join(head)}`")

    def _listed(self, pieces: list[tuple[int, int]]) -> Many:
        entries: list[Entry] = []
        for start, end in pieces:
            if self.words.text(start) in {"...", "*", "**"}:
                node = self.evaluate(start + 1, end)
                entries.extend(node.entries if isinstance(node, Many) else (Entry(node),))
            else:
                entries.append(self._entry(start, end))
        return Many(tuple(entries))

    def _entry(self, start: int, end: int) -> Entry:
        words, at = self.words, start
        while at < end:
            if words.text(at) in _KEYED and at > start:
                return Entry(self.evaluate(at + 1, end), self._key(start, at))
            at = words.skip(at)
        return Entry(self.evaluate(start, end))

    def _key(self, start: int, end: int) -> Leaf:
        words = self.words
        if words.text(start) == "[" and words.partner.get(start) == end - 1:
            start, end = start + 1, end - 1
        elif end - start == 1 and words[start].kind is WordKind.NAME:
            word = words[start]
            if words.file.language in _KEYS_AS_WRITTEN:
                return Leaf(word, word.text, word.text, quoted=True)
        key = self.evaluate(start, end)
        if isinstance(key, Leaf):
            return key
        raise UndecidableError(words[start], "this key is no text")

    def _is_reference(self, start: int, end: int) -> bool:
        return words_are_a_path(self.words, start, end)

    def _reference(self, start: int, end: int) -> Node:
        """Return what a name stands for, where the same file says it."""
        at = next(n for n in reversed(range(start, end)) if self.words[n].kind is WordKind.NAME)
        word = self.words[at]
        if word.text.lower() in _CONSTANTS:
            return Leaf(word, word.text, word.text)
        if word.text in self.following or len(self.following) >= MOST_STEPS:
            raise UndecidableError(word, f"`{word.text}` is declared by itself")
        found = self._declared(at, start)
        if not found:
            return Leaf(word, None, word.text)
        if any(_texts(node) != _texts(found[0]) for node in found[1:]):
            raise UndecidableError(word, f"`{word.text}` is declared {len(found)} times")
        node = found[0]
        return Leaf(word, node.text, word.text, node.quoted) if isinstance(node, Leaf) else node

    def _declared(self, at: int, start: int) -> list[Node]:
        """Return what the declarations of a name show; those in the type it is asked of come first."""
        words, name = self.words, self.words[at].text
        inner = Evaluator(words, (*self.following, name))
        everywhere = len(words.words)
        all_ = [
            d for d in find_declarations(words, name, 0, everywhere) if d.rank is Rank.ASSIGNMENT
        ]
        if at > start and len(all_) > 1:
            owner = words.text(at - 2)
            types = [
                d for d in find_declarations(words, owner, 0, everywhere) if d.rank is Rank.TYPE
            ]
            own = [d for d in all_ for one in types if one.start <= d.name < one.end]
            all_ = own or all_
        others = (one for one in all_ if not one.start <= at < one.end)
        return [inner.evaluate(one.start, one.end) for one in others]


def words_are_a_path(words: Words, start: int, end: int) -> bool:
    """Say whether words are names with signs between them: ``self::TOTAL``, ``Status.Queued``."""
    kinds = [words[index].kind for index in range(start, end)]
    return (
        WordKind.NAME in kinds
        and all(
            kind is WordKind.NAME or words.text(start + offset) in _BETWEEN
            for offset, kind in enumerate(kinds)
        )
        and not any(one is two is WordKind.NAME for one, two in itertools.pairwise(kinds))
    )


def _callee(head: list[str]) -> str:
    """Return the last name before a bracket, its type arguments aside, in lower case."""
    depth, last = 0, ""
    for text in head:
        depth += (text == "<") - (text == ">")
        if depth == 0 and (text.isidentifier() or text.removesuffix("!").isidentifier()):
            last = text
    return last.lower()


def _texts(node: Node) -> object:
    if isinstance(node, Leaf):
        return node.text
    return [(entry.key.text if entry.key else None, _texts(entry.value)) for entry in node.entries]
