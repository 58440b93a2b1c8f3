"""What an ``if`` or ``continue-on-error`` comes to, as far as it can be said before a run.

Three-valued: what depends on the event, the branch or a matrix is undecidable, but ``false && ...``
is no whatever follows. An expression that is not understood is undecidable, never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractcheck.model.data import JsonValue
from contractcheck.model.workflow import Decision

_TOKEN = re.compile(
    r"\s*(?:(?P<operator>&&|\|\||==|!=|<=|>=|[()!<>\[\].,*])"
    r"|(?P<text>'(?:[^']|'')*')"
    r"|(?P<number>[-+]?(?:0x[0-9A-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_-]*))"
)
_LONGEST, _DEEPEST = 2_000, 40
_CALLS = {
    "always": Decision.YES,
    "success": Decision.YES,
    "cancelled": Decision.NO,  # a run that somebody stopped proves nothing either way
}
_WORDS = {"true": Decision.YES, "false": Decision.NO, "null": Decision.NO}
_OPPOSITE = {Decision.YES: Decision.NO, Decision.NO: Decision.YES}
_UNKNOWN = Decision.UNDECIDABLE


@dataclass(frozen=True, slots=True)
class Condition:
    """What a condition comes to, and whether it looks past jobs that failed or were skipped."""

    decision: Decision
    always: bool = False


def decide(value: JsonValue, *, empty: Decision) -> Condition:
    """Return what the value of a condition comes to; nothing at all comes to ``empty``."""
    if isinstance(value, bool):
        return Condition(Decision.YES if value else Decision.NO)
    if value is None or (isinstance(value, str) and not value.strip()):
        return Condition(empty)
    if isinstance(value, int | float):
        return Condition(Decision.YES if value else Decision.NO)
    if not isinstance(value, str):
        return Condition(_UNKNOWN)
    return _expression(_bare(value.strip()))


def _bare(text: str) -> str:
    """Take ``${{ }}`` off where it holds the whole; with text beside it, it is no condition."""
    inner = text.removeprefix("${{").removesuffix("}}")
    return inner.strip() if len(inner) == len(text) - 5 else text


def _expression(text: str) -> Condition:
    tokens = _tokens(text)
    if not tokens:
        return Condition(_UNKNOWN)
    parser = _Parser(tokens)
    try:
        decision = parser.either(0)
    except _NotUnderstoodError:
        return Condition(_UNKNOWN)
    if parser.at < len(tokens):
        return Condition(_UNKNOWN)
    return Condition(decision, parser.always and decision is not Decision.NO)


def _tokens(text: str) -> list[tuple[str, str]]:
    """Split an expression; empty where it is too long or holds something that is none."""
    tokens, at, text = [], 0, text.rstrip()
    while at < len(text) <= _LONGEST:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            return []
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


class _NotUnderstoodError(Exception):
    """The expression is not one of this grammar."""


class _Parser:
    """Recursive descent over the tokens, deciding on the way; depth is bounded."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self.at = 0
        self.always = False

    def either(self, depth: int) -> Decision:
        parts = [self._both(depth)]
        while self._take("||"):
            parts.append(self._both(depth))
        return _strongest(parts, Decision.YES)

    def _both(self, depth: int) -> Decision:
        parts = [self._comparison(depth)]
        while self._take("&&"):
            parts.append(self._comparison(depth))
        return _strongest(parts, Decision.NO)

    def _comparison(self, depth: int) -> Decision:
        decision = self._not(depth)
        while any(self._take(sign) for sign in ("==", "!=", "<=", ">=", "<", ">")):
            self._not(depth)
            decision = _UNKNOWN
        return decision

    def _not(self, depth: int) -> Decision:
        flips = 0
        while self._take("!"):
            flips += 1
        decision = self._value(depth + 1)
        return _OPPOSITE.get(decision, _UNKNOWN) if flips % 2 else decision

    def _value(self, depth: int) -> Decision:
        if depth > _DEEPEST or self.at >= len(self._tokens):
            raise _NotUnderstoodError
        kind, text = self._tokens[self.at]
        self.at += 1
        if text == "(" and kind == "operator":
            decision = self.either(depth)
            self._require(")")
            return decision
        if kind == "word":
            return self._name(text, depth)
        if kind == "operator":
            raise _NotUnderstoodError
        empty = text == "''" if kind == "text" else _is_zero(text)
        return Decision.NO if empty else Decision.YES

    def _name(self, word: str, depth: int) -> Decision:
        """Read a literal, a call, or a context with its members."""
        decision = _WORDS.get(word, _UNKNOWN)
        while True:
            if self._take("("):
                decision = self._call(word.lower(), depth)
            elif self._take("["):
                self.either(depth) if not self._take("*") else None
                self._require("]")
                decision = _UNKNOWN
            elif self._take("."):
                self.at += 1
                decision = _UNKNOWN
            else:
                return decision

    def _call(self, name: str, depth: int) -> Decision:
        if self._take(")"):
            self.always = self.always or name in {"always", "cancelled"}
            return _CALLS.get(name, _UNKNOWN)
        self.either(depth)
        while self._take(","):
            self.either(depth)
        self._require(")")
        return _UNKNOWN

    def _take(self, sign: str) -> bool:
        found = self._tokens[self.at : self.at + 1] == [("operator", sign)]
        self.at += found
        return found

    def _require(self, sign: str) -> None:
        if not self._take(sign):
            raise _NotUnderstoodError


def _strongest(parts: list[Decision], wins: Decision) -> Decision:
    if wins in parts:
        return wins
    return _UNKNOWN if _UNKNOWN in parts else _OPPOSITE[wins]


def _is_zero(number: str) -> bool:
    return int(number, 16) == 0 if "x" in number else float(number) == 0
