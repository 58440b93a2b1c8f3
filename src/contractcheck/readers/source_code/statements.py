"""Where a statement of source code begins and ends, in languages with and without semicolons."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from contractcheck.readers.source_code.words import Words

_BY_LAYOUT = frozenset({"Crystal", "Cython", "Elixir", "Julia", "Lua", "Nim", "Python", "Ruby"})
"""Languages whose blocks are read by indentation: they have no brackets for them."""
_OPEN = frozenset(
    {"=", "=>", ":=", "->", "(", "[", "{", ",", "|", "||", "&&", "+", "++", ".", "?", ":", "::"}
    | {"return", "|>", "<>", "\\"}
)
"""Behind these a statement goes on in the next line."""
_GOES_ON = frozenset(
    {"|", ".", "?.", "->", "+", "++", ")", "]", "}", "&&", "||", "=>", "|>", "?", ":"}
    | {"as", "satisfies"}
)
_CLOSING = frozenset({")", "]", "}", "%]"})
_LITERAL = frozenset({"(", ",", "=", ":", "=>", "[", "return", ":="})
"""Behind these a brace opens a value, and no block."""


def by_layout(words: Words) -> bool:
    """Say whether the blocks of a file are told by indentation."""
    return words.file.language in _BY_LAYOUT


def statement_end(words: Words, start: int, end: int, *, in_list: bool = False) -> int:
    """Return the index behind the statement that begins at ``start``; in a list a comma ends it."""
    at = start
    while at < end:
        text = words.text(at)
        if text == ";" or text in {")", "]", "}"} or (in_list and text == ","):
            return at
        new_line = at > start and words[at].starts_line and text not in _GOES_ON
        if new_line and words.text(at - 1) not in _OPEN:
            return at
        at = words.skip(at)
    return min(at, end)


def statement_around(words: Words, start: int, end: int) -> tuple[int, int]:
    """Return the characters of the whole statement that holds those from ``start`` to before ``end``."""
    starts = [word.start for word in words.words]
    if not starts:
        return start, end
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_left(starts, end) - 1, first)
    while first > 0 and not _begins(words, first):
        before = words.partner.get(first - 1, first - 1)
        first = before if words.text(first - 1) in _CLOSING else first - 1
    stop = max(statement_end(words, first, len(words.words)), last + 1)
    return min(words[first].start, start), max(words[stop - 1].end, end)


def _begins(words: Words, at: int) -> bool:
    """Say whether a statement begins at a word."""
    before, text = words.text(at - 1), words.text(at)
    if before in {";", "}"}:
        return before == ";" or words[at].starts_line
    if before == "{":
        opened_by = words.text(at - 2)
        return opened_by not in _LITERAL
    inside = before in {"(", "[", "%["} or before in _OPEN
    return words[at].starts_line and text not in _GOES_ON and not inside
