"""Patterns in the syntax of RE2, which match in linear time whatever a contract says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError

MOST_MEMORY = 8 << 20
NOT_INSTALLED = "patterns over source code need packages that are not installed"
INSTALL = "pip install contractcheck[source]"
_QUANTIFIER = "?*{"
_ATOM = re.compile(r"\w")

Search = Callable[[str, int], "tuple[int, int] | None"]


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Search:
    """Return a function that searches a text from an offset; lines begin at ``^`` and end at ``$``.

    Raises ``ValueError`` for what RE2 does not read, ``UnreadableError`` where it is not installed.
    """
    try:
        import re2  # type: ignore[import-untyped] # noqa: PLC0415 - of an extra
    except ImportError:
        raise UnreadableError(Problem(Location("patterns"), NOT_INSTALLED, INSTALL)) from None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MOST_MEMORY
    try:
        compiled: Any = re2.compile(f"(?m:{pattern})", options)
    except re2.error as error:
        said = error.args[0]
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise ValueError(text.replace(f"(?m:{pattern})", pattern)) from None

    def search(text: str, at: int) -> tuple[int, int] | None:
        match = compiled.search(text, at)
        return (match.start(), match.end()) if match else None

    return search


def must_hold(pattern: str) -> frozenset[str]:
    """Return words one of which every match of a pattern holds; none where that is not known.

    They are whole runs of letters and digits, so that no comment inside a match can part them.
    """
    if "(?" in pattern.replace("(?:", ""):
        return frozenset()
    found = _alternatives(_Reader(pattern))
    return found if found and all(found) else frozenset()


class _Reader:
    """Walks a pattern, one element at a time."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def element(self) -> str:
        """Return the next character, escape, class or bracket; empty at the end."""
        rest = self.pattern[self.at :]
        match = re.match(
            r"\\[pP](?:\{[^}]*\}|\w)|\\x(?:\{[^}]*\}|[0-9A-Fa-f]{2})|\\\d{1,3}|\\Q.*?\\E|\\."
            r"|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\(\?:|.",
            rest,
            re.DOTALL,
        )
        text = match[0] if match else ""
        self.at += len(text)
        return text

    def quantified(self) -> bool:
        """Read what says how often the element before may stand; say whether it may be absent."""
        match = re.match(r"(?:[?*+]|\{\d*(?:,\d*)?\})\??", self.pattern[self.at :])
        if not match:
            return False
        self.at += len(match[0])
        return match[0][0] in _QUANTIFIER


def _alternatives(reader: _Reader) -> frozenset[str]:
    """Return the words of each alternative up to the closing bracket; with an empty one for none."""
    words: set[str] = set()
    best: frozenset[str] = frozenset({""})
    run = ""
    for kind, held in _elements(reader):
        if kind == "word":
            run += next(iter(held))
            continue
        best, run = _better(best, frozenset({run})), ""
        if kind == "|":
            words |= best
            best = frozenset({""})
        else:
            best = _better(best, held)
    return frozenset(words | _better(best, frozenset({run})))


def _elements(reader: _Reader) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what each element adds to a match: a character of a word, a group, or a break."""
    while (text := reader.element()) and text != ")":
        if text == "|":
            yield "|", frozenset({""})
        elif text in {"(", "(?:"}:
            inner = _alternatives(reader)
            yield "group", frozenset({""}) if reader.quantified() else inner
        elif _ATOM.fullmatch(text):
            start = reader.at
            absent = reader.quantified()
            if absent:
                yield "break", frozenset({""})
                continue
            yield "word", frozenset({text})
            if reader.at > start:
                yield "break", frozenset({""})
        else:
            reader.quantified()
            yield "break", frozenset({""})


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the set whose shortest word is longer."""
    return max(one, other, key=lambda words: min(map(len, words), default=0))
