"""The words of source code: names, numbers, literals and signs, with brackets paired and lines known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from contractcheck.model.source_code import Part, PartKind
from contractcheck.readers.source_code.lexing import SourceFile

_CODE = re.compile(
    r"""(?P<name>[$]?[^\W\d]\w*+)|`(?P<quoted>[^`\n]+)`
    |(?P<number>\d[\w.]*+)
    |(?P<words>%[wWiI](?=[\[({<|/!]))
    |(?P<sign>\.\.\.|=>|->|::|:=|==|!=|<=|>=|\+\+|\*\*|\|>|\|\||&&|\?\.|\#\[|<>|[^\w\s])""",
    re.VERBOSE,
)
_LITERAL = re.compile(
    r"""[A-Za-z@$]{0,3}\#*(?P<quote>\"{3}|'{3}|["'`])(?P<text>.*)(?P=quote)\#*""",
    re.VERBOSE | re.DOTALL,
)
_LIST = re.compile(r"(?:%[wWiI]|~[wW])(?P<open>[^\w\s])(?P<text>.*)[^\w\s][acs]?", re.DOTALL)
_ESCAPED = re.compile(r"""\\(["'`\\/$])""")
_PAIRS = {"(": ")", "[": "]", "{": "}", "#[": "]", "%[": "%]"}
_NEAR = 16
"""So many open brackets are given up to find the one that a closing bracket belongs to."""


class WordKind(Enum):
    """What a word is; a ``MIXED`` one is a string put together at run time."""

    NAME = "name"
    NUMBER = "number"
    STRING = "string"
    MIXED = "mixed"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its characters; ``starts_line`` where it is the first of its line, at ``column``."""

    kind: WordKind
    text: str
    start: int
    end: int
    line: int = 0
    column: int = 0
    starts_line: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a file; ``partner`` gives the index of the other bracket of a pair."""

    file: SourceFile
    words: Sequence[Word]
    partner: dict[int, int] = field(default_factory=dict)
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The indexes of each name and each text."""

    def __getitem__(self, index: int) -> Word:
        """Return a word."""
        return self.words[index]

    def text(self, index: int) -> str:
        """Return the text of a word that is no literal; empty for one, and outside the file."""
        if not 0 <= index < len(self.words):
            return ""
        word = self.words[index]
        return "" if word.kind in {WordKind.STRING, WordKind.MIXED} else word.text

    def skip(self, index: int) -> int:
        """Return the index behind a word; behind its partner for an opening bracket."""
        return max(self.partner.get(index, index), index) + 1


def read_words(file: SourceFile) -> Words:
    """Return the words of a file; comments and shown text have none."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", file.source.text))]
    words: list[Word] = []
    for word in _words(file):
        line = bisect_right(starts, word.start)
        first = not words or words[-1].line != line
        words.append(
            replace(word, line=line, column=word.start - starts[line - 1], starts_line=first)
        )
    places: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if word.kind in {WordKind.NAME, WordKind.STRING}:
            places[word.text].append(index)
    return Words(file, words, _partners(words), {name: tuple(at) for name, at in places.items()})


def _words(file: SourceFile) -> Iterator[Word]:
    text = file.source.text
    for part in file.parts:
        if part.kind is PartKind.CODE:
            yield from _code(text, part)
        elif part.kind is PartKind.SYMBOL:
            start = part.start + text[part.start : part.end].startswith(":")
            name = text[start : part.end].strip("\"'")
            yield Word(WordKind.STRING, name, start, part.end)
        elif part.kind is PartKind.STRING:
            yield from _literals(text, part)


def _code(text: str, part: Part) -> Iterator[Word]:
    for match in _CODE.finditer(text, part.start, part.end):
        if match["name"]:
            dollar = match[0].startswith("$")
            yield Word(WordKind.NAME, match[0][dollar:], match.start() + dollar, match.end())
        elif match["quoted"]:
            yield Word(WordKind.NAME, match["quoted"], *match.span("quoted"))
        elif match["number"]:
            yield Word(WordKind.NUMBER, match[0], match.start(), match.end())
        else:
            yield Word(WordKind.SIGN, match[0], match.start(), match.end())


def _literals(text: str, part: Part) -> Iterator[Word]:
    written = text[part.start : part.end]
    if listed := _LIST.fullmatch(written):
        first, last = (part.start + at for at in listed.span("text"))
        yield Word(WordKind.SIGN, "%[", part.start, first)
        for match in re.finditer(r"\S+", listed["text"]):
            start = first + match.start()
            yield Word(WordKind.STRING, match[0], start, start + len(match[0]))
        yield Word(WordKind.SIGN, "%]", last, part.end)
    elif plain := _LITERAL.fullmatch(written):
        value = _ESCAPED.sub(r"\1", plain["text"])
        start, end = plain.span("text")
        yield Word(WordKind.STRING, value, part.start + start, part.start + end)
    else:
        yield Word(WordKind.MIXED, written, part.start, part.end)


def _partners(words: Sequence[Word]) -> dict[int, int]:
    """Pair the brackets; one that nothing closes, or that closes nothing, has no partner."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for index, word in enumerate(words):
        if word.kind is not WordKind.SIGN:
            continue
        if word.text in _PAIRS:
            waiting.append(index)
        elif word.text in _PAIRS.values():
            near = reversed(range(max(0, len(waiting) - _NEAR), len(waiting)))
            depth = next((n for n in near if _PAIRS[words[waiting[n]].text] == word.text), None)
            if depth is not None:
                found[waiting[depth]], found[index] = index, waiting[depth]
                del waiting[depth:]
    return found
