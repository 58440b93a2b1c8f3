"""Where sentences and their clauses begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.readers.text.stance import CODE, has_verb

_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019)\]]*+(?=\s|\Z)")
_ABBREVIATION = re.compile(r"(?<![\w.])(?:e\.g|i\.e|etc|vs|cf|approx)\.[)\]]*\Z", re.IGNORECASE)
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.\Z")
_OPENERS = "\"'\u201c\u2018\u00ab\u201e([" + CODE
_CLAUSE = re.compile(
    r"(?<=;)\s+|(?<=\s)(?:[\u2014\u2013]|--)\s+|(?<=\s)(?=(?:rather\s+than|instead\s+of)\s)"
    r"|(?<=,)\s+(?=(?P<joint>and|but|not)\s+(?!(?:only|just|merely)\b))",
    re.IGNORECASE,
)
"""Each alternative begins at one character, so that long white space costs its length only."""
_TURNED = re.compile(r"(?:rather\s+than|instead\s+of)\s[^,]*,\s+", re.IGNORECASE)
_WINDOW = 160
"""How far a verb is looked for behind ``, and``."""

Range = tuple[int, int]


def sentences(text: str, start: int = 0) -> Iterator[Range]:
    """Yield the ranges of the sentences of masked ``text`` from ``start`` on, white space left out.

    A sentence ends at ``.``, ``!`` or ``?`` before a capital, a digit, a quotation mark or code;
    not after an abbreviation or an initial.
    """
    start = _skip(text, start)
    for match in _END.finditer(text, start):
        after = _skip(text, match.end())
        if after < len(text) and not _begins(text[after]):
            continue
        if _abbreviated(text, match.end()) and after < len(text):
            continue
        yield start, match.end()
        start = after
    if start < len(text):
        yield start, len(text.rstrip())


def clauses(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the ranges of a sentence's clauses.

    They part at ``;``, at dashes, at ``, but``, at ``, not``, before ``rather than`` and
    ``instead of``, and at ``, and`` where a verb follows: ``hosts, keys, and gates`` is one list.
    """
    turned = _TURNED.match(text, start, end)
    if turned:
        yield start, turned.end() - len(turned.group()) + len(turned.group().rstrip())
        start = turned.end()
    for match in _CLAUSE.finditer(text, start + 1, end):
        stop = min(match.end() + _WINDOW, end)
        joint = (match["joint"] or "").lower()
        if match.start() <= start or (joint == "and" and not has_verb(text, match.end(), stop)):
            continue
        yield start, _back(text, match.start())
        start = match.end()
    if start < end:
        yield start, end


def _begins(char: str) -> bool:
    return char.isupper() or char.isdigit() or char in _OPENERS


def _abbreviated(text: str, end: int) -> bool:
    word = text[max(0, end - 8) : end]
    return bool(_INITIAL.search(word) or _ABBREVIATION.search(word))


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _back(text: str, at: int) -> int:
    while text[at - 1].isspace():
        at -= 1
    return at
