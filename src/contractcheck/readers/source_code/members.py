"""The members of a type in source code: cases of an enumeration, constants of a class, fields."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.readers.source_code.declarations import Declaration
from contractcheck.readers.source_code.expressions import (
    Entry,
    Evaluator,
    Leaf,
    Many,
    Node,
    UndecidableError,
)
from contractcheck.readers.source_code.statements import by_layout, statement_end
from contractcheck.readers.source_code.words import WordKind, Words

_CONSTANT = frozenset({"const", "final", "let", "readonly", "static", "val"})
_SEMICOLONS = frozenset({"Protocol Buffer", "Thrift"})
"""Languages where a semicolon stands between members; elsewhere it ends them."""
_OPENING = frozenset({"@", "#["})


def members_of(words: Words, declared: Declaration) -> Many:
    """Return the members of a type; those without a text of their own have none."""
    if declared.start >= declared.end:
        return Many(tuple(map(Entry, _typed_constants(words, declared))))
    if by_layout(words):
        return Many(tuple(map(Entry, _laid_out(words, declared))))
    cases = list(_cases(words, declared))
    if cases:
        return Many(tuple(map(Entry, cases)))
    if declared.keyword == "enum":
        return Many(tuple(map(Entry, _enumerated(words, declared))))
    found = list(_constants(words, declared)) or list(_fields(words, declared))
    return Many(tuple(map(Entry, found)))


def _cases(words: Words, declared: Declaration) -> Iterator[Leaf]:
    """Yield ``case Queued = 'queued'`` of a type; a ``case`` of a ``switch`` stands deeper."""
    at = declared.start
    while at < declared.end:
        if words.text(at) != "case":
            at = words.skip(at)
            continue
        at += 1
        while at < declared.end and words[at].kind is WordKind.NAME:
            stop = _case_end(words, at, declared.end)
            yield _member(words, at, stop)
            if words.text(stop) != ",":
                break
            at = stop + 1


def _case_end(words: Words, at: int, end: int) -> int:
    while at < end and words.text(at) not in {",", ";", "}"}:
        at = words.skip(at)
        if at < end and words[at].starts_line and words.text(at) != ",":
            break
    return at


def _enumerated(words: Words, declared: Declaration) -> Iterator[Leaf]:
    """Yield the comma-separated members of an enumeration, which a semicolon ends."""
    at = declared.start
    while at < declared.end and words.text(at) != ";":
        if words.text(at) in _OPENING or words.text(at) == "[":
            at = words.skip(at + 1) if words.text(at) == "@" else words.skip(at)
            if words.text(at) == "(":
                at = words.skip(at)
            continue
        stop = at
        while stop < declared.end and words.text(stop) not in {",", ";"}:
            stop = words.skip(stop)
            if stop < declared.end and words[stop].starts_line and _is_bare(words, stop):
                break
        if words[at].kind in {WordKind.NAME, WordKind.STRING}:
            yield _member(words, at, stop)
        ends = {",", ";"} if words.file.language in _SEMICOLONS else {","}
        at = stop + (words.text(stop) in ends)


def _is_bare(words: Words, at: int) -> bool:
    """Say whether a member begins at a word, with nothing but a line between it and the one before."""
    before = words[at - 1].kind in {WordKind.NAME, WordKind.NUMBER} or words.text(at - 1) == ")"
    return before and words[at].kind is WordKind.NAME


def _member(words: Words, at: int, end: int) -> Leaf:
    """Return a member with the first text of its value, or of what it is made with."""
    word = words[at]
    if words.text(at + 1) in {"=", "("} and at + 1 < end:
        for index in range(at + 2, end):
            if words[index].kind is WordKind.STRING:
                return Leaf(words[index], words[index].text, word.text, quoted=True)
            if words.text(index) == "{":
                break
        if words.text(at + 1) == "=" and end == at + 3:
            return Leaf(word, words[at + 2].text, word.text)
    return Leaf(word, None, word.text)


def _constants(words: Words, declared: Declaration) -> Iterator[Leaf]:
    """Yield the named texts of a class; with a word such as ``const`` in it, only those that have one."""
    found: list[tuple[bool, Leaf]] = []
    at = first = declared.start
    while at < declared.end:
        text = words.text(at)
        if text in {";", "}"} or words[at].starts_line:
            first = at + (text in {";", "}"})
        if (text == "=" and words[at - 1].kind is WordKind.NAME) or _annotated(words, at, first):
            name = (
                at - 1
                if words[at - 1].kind is WordKind.NAME and not _colon(words, first, at)
                else 0
            )
            name = name or _colon(words, first, at) - 1
            stop = statement_end(words, at + 1, declared.end, in_list=True)
            constant = any(words.text(index) in _CONSTANT for index in range(first, name))
            found += [(constant, leaf) for leaf in _constant(words, name, at + 1, stop)]
            at = max(stop, at + 1)
            continue
        at = words.skip(at)
    only = any(constant for constant, _ in found)
    yield from (leaf for constant, leaf in found if constant or not only)


def _annotated(words: Words, at: int, first: int) -> bool:
    return words.text(at) == "=" and _colon(words, first, at) > 0


def _colon(words: Words, first: int, at: int) -> int:
    return next((index for index in range(first, at) if words.text(index) == ":"), 0)


def _constant(words: Words, name: int, start: int, end: int, *, first: bool = False) -> list[Leaf]:
    """Return a named text, or none for a list; of what makes an enumeration member its ``first`` text."""
    word = words[name]
    try:
        node: Node = Evaluator(words, (word.text,)).evaluate(start, end)
    except UndecidableError:
        return [Leaf(word, None, word.text)]
    if isinstance(node, Many):
        texts = [e.value for e in node.entries if isinstance(e.value, Leaf) and e.value.quoted]
        return [Leaf(one.word, one.text, word.text, quoted=True) for one in texts[:1] if first]
    return [Leaf(node.word if node.quoted else word, node.text, word.text, node.quoted)]


def _fields(words: Words, declared: Declaration) -> Iterator[Leaf]:
    """Yield the fields of an interface or a structure: ``name: type``."""
    at, fresh = declared.start, True
    while at < declared.end:
        text = words.text(at)
        behind = words.text(at + 1)
        if words[at].kind is WordKind.NAME and (
            behind == ":" or (behind == "?" and words.text(at + 2) == ":")
        ):
            if fresh:
                yield Leaf(words[at], words[at].text, words[at].text)
            fresh = False
        if text in {";", ","} or (
            at + 1 < declared.end and words[min(words.skip(at), declared.end - 1)].starts_line
        ):
            fresh = True
        at = words.skip(at)


def _laid_out(words: Words, declared: Declaration) -> Iterator[Leaf]:
    """Yield the names that a class or module body sets at its own indentation."""
    starts = [n for n in range(declared.start, declared.end) if words[n].starts_line]
    column = min((words[n].column for n in starts), default=0)
    head = [words.text(n) for n in range(declared.name + 1, declared.start)]
    enumeration = any("Enum" in text or "Choices" in text for text in head)
    for at in starts:
        if words[at].column != column:
            continue
        name = at + (words.text(at) == "@")
        if words[name].kind is not WordKind.NAME or words.text(name) in {"def", "class", "end"}:
            continue
        sign = next(
            (n for n in range(name + 1, min(name + 30, declared.end)) if words.text(n) == "="), 0
        )
        if sign == name + 1 or (sign and words.text(name + 1) == ":"):
            stop = statement_end(words, sign + 1, declared.end)
            yield from _constant(words, name, sign + 1, stop, first=enumeration)


def _typed_constants(words: Words, declared: Declaration) -> Iterator[Leaf]:
    """Yield the constants of a type without a body: ``Queued Status = "queued"`` of Go."""
    name = words[declared.name].text
    for at in words.places.get(name, ()):
        typed = at > 0 and words[at - 1].kind is WordKind.NAME and words.text(at + 1) == "="
        if not typed or at == declared.name:
            continue
        stop = statement_end(words, at + 2, len(words.words), in_list=True)
        yield from _constant(words, at - 1, at + 2, stop)
        if words.text(at + 2) == "iota":
            while words[stop].kind is WordKind.NAME and words[stop].starts_line:
                yield Leaf(words[stop], None, words[stop].text)
                stop += 1
