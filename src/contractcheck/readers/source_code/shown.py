"""The set a named symbol of a source file shows: strings, names, keys, values, or rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from contractcheck.model.evidence import Fact, Gap, GapReason, Value
from contractcheck.model.location import FILE_START, Location
from contractcheck.model.needs import PlaceFound, PlaceGone
from contractcheck.model.source_code import SourceNeed, SourceRow, SourceShape
from contractcheck.readers.source_code.declarations import (
    Declaration,
    Rank,
    find_declarations,
    is_package,
)
from contractcheck.readers.source_code.expressions import (
    Entry,
    Evaluator,
    Leaf,
    Many,
    Node,
    UndecidableError,
)
from contractcheck.readers.source_code.lexing import SourceFile
from contractcheck.readers.source_code.members import members_of
from contractcheck.readers.source_code.statements import statement_end
from contractcheck.readers.source_code.words import Word, WordKind, Words, read_words

_CHANGES = frozenset(
    {"add", "append", "clear", "delete", "discard", "extend", "insert", "pop", "push", "remove"}
    | {"set", "unshift", "update"}
)
_ARITY = re.compile(r"/\d+$")


def select_shown(file: SourceFile, need: SourceNeed) -> tuple[Fact, ...] | Gap:
    """Return the facts of a view of source; a gap where only running the program would tell."""
    words = read_words(file)
    names = re.findall(r"\w+", _ARITY.sub("", need.of))
    declared = _find(words, names)
    if not declared:
        return (_gone(words, need, names),)
    try:
        name, node = _read(words, declared)
        values = list(_facts(file, node, need.shape))
    except UndecidableError as error:
        at = _at(file, error.word) if error.word else Location(need.path)
        return Gap(GapReason.UNDECIDABLE, str(at), f"`{need.of}`: {error.why}")
    return (PlaceFound(_at(file, words[name]), need.of), *values)


def _find(words: Words, names: Sequence[str]) -> list[Declaration]:
    """Return the declarations of a dotted name; names before those the file declares are its package."""
    ranges = [(0, len(words.words))]
    found: list[Declaration] = []
    for name in names:
        inner = [d for start, end in ranges for d in find_declarations(words, name, start, end)]
        if not inner and not is_package(words, name):
            return []
        if inner:
            found = inner
            ranges = [(one.start, one.end) for one in sorted(inner, key=lambda one: one.rank)]
    last = names[-1] if names else ""
    return sorted((d for d in found if words[d.name].text == last), key=lambda one: one.rank)


def _read(words: Words, declared: Sequence[Declaration]) -> tuple[int, Node]:
    """Return what the declarations show; those that contradict each other are not decided."""
    read: list[tuple[int, Node]] = []
    first: UndecidableError | None = None
    for one in declared:
        try:
            _check_unchanged(words, one)
            node = _body(words, one)
        except UndecidableError as error:
            first = first or error
            continue
        if not read or one.rank == declared[0].rank:
            read.append((one.name, node))
    if not read:
        raise first or UndecidableError(None, "it shows nothing")
    if any(_plain(node) != _plain(read[0][1]) for _, node in read[1:]):
        raise UndecidableError(words[read[1][0]], f"it is declared {len(read)} times")
    return read[0]


def _check_unchanged(words: Words, one: Declaration) -> None:
    """Raise ``UndecidableError`` where a list or table is changed after it was set."""
    name = words[one.name].text
    for at in words.places.get(name, ()) if one.rank is Rank.ASSIGNMENT else ():
        behind = [words.text(at + n) for n in range(1, 4)]
        grown = behind[:2] in (["+", "="], ["|", "="]) or behind == ["[", "]", "="]
        if at == one.name:
            continue
        if grown or (behind[0] == "." and behind[1] in _CHANGES and behind[2] == "("):
            raise UndecidableError(words[at], "it is changed here after it was set")


def _body(words: Words, one: Declaration) -> Node:
    if one.rank is Rank.TYPE:
        return members_of(words, one)
    start, arrow = one.start, _behind_arrow(words, one)
    if one.rank is not Rank.FUNCTION and not arrow:
        return Evaluator(words).evaluate(one.start, one.end)
    start = arrow or start
    returns = [n for n in range(start, one.end) if words.text(n) == "return"]
    if len(returns) > 1:
        raise UndecidableError(words[returns[1]], f"it returns at {len(returns)} places")
    if not returns:
        return Evaluator(words).evaluate(start, one.end)
    start = returns[0] + 1
    return Evaluator(words).evaluate(start, statement_end(words, start, one.end))


def _behind_arrow(words: Words, one: Declaration) -> int:
    """Return where the body of an assigned arrow function begins; 0 for any other value."""
    at = one.start + (words.text(one.start) == "async")
    arrow = words.skip(at)
    while arrow < one.end and words.text(at) == "(" and words.text(arrow) not in {"=>", ",", ";"}:
        arrow = words.skip(arrow)
    return arrow + 1 if arrow < one.end and words.text(arrow) == "=>" else 0


def _facts(file: SourceFile, node: Node, shape: SourceShape) -> Iterator[Fact]:
    if shape is SourceShape.ROWS:
        yield from _rows(file, node)
        return
    leaves = list(_keys(node) if shape is SourceShape.KEYS else _leaves(node))
    texts = any(leaf.quoted or leaf.text is None for leaf in leaves)
    if shape is SourceShape.AUTO:
        named = not any(leaf.quoted for leaf in leaves)
        shape = SourceShape.NAMES if named else SourceShape.STRINGS
    for leaf in leaves:
        if shape is SourceShape.NAMES:
            yield Value(leaf.name, _at(file, leaf.word), code=True)
        elif leaf.text is None:
            why = f"what `{leaf.name}` stands for is not said in this file"
            raise UndecidableError(leaf.word, why)
        elif leaf.quoted or shape is not SourceShape.STRINGS or not texts:
            yield Value(leaf.text, _at(file, leaf.word), code=True)


def _rows(file: SourceFile, node: Node) -> Iterator[SourceRow]:
    entries = node.entries if isinstance(node, Many) else ()
    for entry in entries:
        if entry.key is None:
            raise UndecidableError(next(_leaves(node)).word, "this is no table with keys")
        values = tuple(_value(file, leaf) for leaf in _leaves(entry.value))
        yield SourceRow(_value(file, entry.key), values)


def _value(file: SourceFile, leaf: Leaf) -> Value:
    if leaf.text is None:
        why = f"what `{leaf.name}` stands for is not said in this file"
        raise UndecidableError(leaf.word, why)
    return Value(leaf.text, _at(file, leaf.word), code=True)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
        return
    for entry in node.entries:
        yield from _leaves(entry.value)


def _keys(node: Node) -> Iterator[Leaf]:
    """Yield the keys of a table; the names of members that have no key."""
    entries: tuple[Entry, ...] = node.entries if isinstance(node, Many) else ()
    for entry in entries:
        if entry.key:
            yield entry.key
        elif isinstance(entry.value, Leaf):
            yield Leaf(entry.value.word, entry.value.name, entry.value.name, quoted=True)


def _plain(node: Node) -> list[tuple[str | None, str]]:
    return [(leaf.text, leaf.name) for leaf in _leaves(node)]


def _gone(words: Words, need: SourceNeed, names: Sequence[str]) -> PlaceGone:
    """Return the fact that a symbol is not declared, with the name most like it that is."""
    start = Location(need.path, FILE_START)
    known = {one.text: one for one in reversed(words.words) if one.kind is WordKind.NAME}
    wanted = names[-1] if names else need.of
    near = next((n for n in get_close_matches(wanted, known, n=3) if n != wanted), "")
    if not near or not any(find_declarations(words, near, 0, len(words.words))):
        return PlaceGone(start, need.of, noun="symbol")
    return PlaceGone(start, need.of, near, _at(words.file, known[near]), noun="symbol")


def _at(file: SourceFile, word: Word) -> Location:
    return Location(file.source.document, file.source.span(word.start, word.end))
