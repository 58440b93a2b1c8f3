"""Data as examples show it: JSON, and the objects of JavaScript and Python, with what they leave open.

An ellipsis leaves something out; a ``<slot>``, a ``$VARIABLE`` or an expression stands for any value. Nothing
is refused that a person would read: what cannot be told is left open, and only what is no data at all is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from contractcheck.model.data import JsonValue, child

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/|(?<![\w\"'])\#[^\n]*)+", re.DOTALL)
_STRING = re.compile(
    r"(?P<prefix>[fFrRbBuU]{0,2})(?:\"(?P<double>(?:[^\"\\\n]|\\.)*)\""
    r"|'(?P<single>(?:[^'\\\n]|\\.)*)'|`(?P<template>(?:[^`\\]|\\.)*)`)"
)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.-])")
_WORD = re.compile(r"(?:true|false|null|True|False|None|undefined|nil)(?![\w.(-])")
_WORDS: dict[str, JsonValue] = {"true": True, "True": True, "false": False, "False": False}
_KEY = re.compile(r"[A-Za-z_$@][\w$.@-]*|<[^<>\n]+>|\{\{[^{}\n]*\}\}|\[[\w.]+\]|\d+")
_DOTS = re.compile(r"(?:\.{2,}|\u2026|\*\*)(?:[\w.]+(?:\([^()\n]*\))?)?")
_ENCODES = re.compile(r"(?:JSON\.stringify|json\.dumps)\(\s*")
_CLOSING = {"{": "}", "[": "]", "(": ")"}
_DEEPEST = 60
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_PLACEHOLDER = re.compile(
    r"<[^<>\n]+>|\$\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|\$[A-Za-z_]\w*|\u2026|\.{3}|%[A-Za-z_]\w*%"
    r"|^\{[\w.-]+\}$|^\[[\w .-]+\]$|^([xX*?_#-])\1{2,}$"
)
_NAMED = re.compile(r"[A-Z0-9_ -]*[_-](?:ID|KEY|TOKEN|UUID|SECRET|HERE|SLUG|URL|NAME)")
_ASKS = re.compile(r"(?:your|my|insert|replace)[_ -]", re.IGNORECASE)
_TYPE_WORDS = frozenset(
    re.findall(
        r"[\w-]+",
        "string str text integer int number float double boolean bool uuid date datetime date-time "
        "timestamp array list object dict any binary",
    )
)


@dataclass(frozen=True, slots=True)
class ExampleData:
    """A value with the offsets of its members, and what it leaves open, by RFC 6901 pointers.

    The extents of texts are without their quotes.
    ``anything`` may be any value, ``partial`` objects and lists leave something out. ``end`` is the offset
    behind the value.
    """

    value: JsonValue
    values: dict[str, tuple[int, int]]
    keys: dict[str, tuple[int, int]]
    anything: frozenset[str]
    partial: frozenset[str]
    end: int


def read_example(text: str, start: int = 0) -> ExampleData | None:
    """Return the object, list or other value that begins at ``start``; ``None`` where nothing does."""
    reader = _Reader(text)
    try:
        value, end = reader.value(reader.skip(start), "")
    except _NoDataError:
        return None
    return ExampleData(
        value,
        reader.values,
        reader.keys,
        frozenset(reader.anything),
        frozenset(reader.partial),
        end,
    )


def read_whole(text: str) -> ExampleData | None:
    """Return the one object or list that a text is, remarks and ellipses around it aside."""
    begin = re.search(r"[{\[]", text)
    if begin is None or _remarks(text[: begin.start()]) or text[begin.start() :][:2] == "{{":
        return None
    found = read_example(text, begin.start())
    if found is None or "" in found.anything or _remarks(text[found.end :]):
        return None
    return found


def is_placeholder(text: str) -> bool:
    """Say whether a text stands for another one: ``<id>``, ``$ID``, ``YOUR_KEY``, ``string``."""
    stripped = text.strip()
    if _PLACEHOLDER.search(stripped) or stripped.lower() in _TYPE_WORDS:
        return True
    return _ASKS.match(stripped) is not None or _NAMED.fullmatch(stripped) is not None


def _remarks(text: str) -> str:
    """Return what is left of a text without comments, ellipses and closing signs of a call."""
    return _DOTS.sub("", _SPACE.sub(" ", text)).strip(" ;,")


class _NoDataError(Exception):
    """What stands here is no data."""


@dataclass(slots=True)
class _Reader:
    """Where one example is read, and what was found in it so far."""

    text: str
    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    anything: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)

    def skip(self, at: int) -> int:
        """Return the offset behind spaces and comments."""
        space = _SPACE.match(self.text, at)
        return space.end() if space else at

    def value(self, at: int, pointer: str) -> tuple[JsonValue, int]:
        """Return the value at an offset, and the offset behind it."""
        value: JsonValue
        if encodes := _ENCODES.match(self.text, at):
            value, end = self.value(encodes.end(), pointer)
            return value, self._behind(end)
        begin = self.text[at : at + 1]
        if self.text.startswith("{{", at):
            value, end = None, self._open(at, pointer)
        elif begin == "{":
            value, end = self._object(at, pointer)
        elif begin == "[":
            value, end = self._list(at, pointer)
        else:
            value, end = self._plain(at, pointer)
        if end <= at:
            raise _NoDataError
        following = self.skip(end)
        goes_on = following < len(self.text) and self.text[following] not in ",]});:"
        if goes_on and "\n" not in self.text[end:following]:
            end = self._open(
                at, pointer
            )  # an expression; behind a line break something else begins
        self.values[pointer] = self._inside(at, end)
        return value, end

    def _inside(self, at: int, end: int) -> tuple[int, int]:
        """Return the extent of a text without its quotes, so that it can be replaced as it is."""
        string = _STRING.fullmatch(self.text, at, end)
        return string.span(string.lastgroup) if string and string.lastgroup else (at, end)

    def _behind(self, at: int) -> int:
        """Return the offset behind the bracket that closes a call around a value."""
        end = self._expression(self.skip(at))
        return end + 1 if self.text[end : end + 1] == ")" else end

    def _plain(self, at: int, pointer: str) -> tuple[JsonValue, int]:
        if number := _NUMBER.match(self.text, at):
            shown = number[0]
            return (
                int(shown) if re.fullmatch(r"-?\d{1,18}", shown) else float(shown)
            ), number.end()
        if word := _WORD.match(self.text, at):
            return _WORDS.get(word[0]), word.end()
        if string := _STRING.match(self.text, at):
            shown, is_open = _shown(string)
            if is_open or is_placeholder(shown):
                self.anything.add(pointer)
            return shown, string.end()
        return None, self._open(at, pointer)

    def _open(self, at: int, pointer: str) -> int:
        """Take what stands here for any value; return the offset behind it."""
        for below in [one for one in self.values if one.startswith(f"{pointer}/")]:
            del self.values[below]
        self.anything.add(pointer)
        return self._expression(at)

    def _expression(self, at: int) -> int:
        """Return the offset of the comma or bracket that ends an expression, trailing space aside."""
        closing: list[str] = []
        while at < len(self.text):
            letter = self.text[at]
            if string := _STRING.match(self.text, at):
                at = string.end()
                continue
            if letter in _CLOSING:
                closing.append(_CLOSING[letter])
            elif closing and letter == closing[-1]:
                closing.pop()
            elif not closing and letter in ",]})\n;":
                break
            at += 1
        return at

    def _object(self, at: int, pointer: str) -> tuple[JsonValue, int]:
        found: dict[str, JsonValue] = {}
        at = self._enter(at, pointer)
        while at < len(self.text) and self.text[at] != "}":
            if dots := _DOTS.match(self.text, at):
                self.partial.add(pointer)
                at = dots.end()
            elif self.text[at] == ",":
                at += 1
            else:
                key, end = self._key(at)
                below = child(pointer, key)
                self.keys[below] = self._inside(at, end)
                colon = self.skip(end)
                if self.text[colon : colon + 1] == ":":
                    found[key], at = self.value(self.skip(colon + 1), below)
                elif self.text[colon : colon + 1] in (",", "}"):
                    found[key], at = None, end
                    self.anything.add(below)
                else:
                    raise _NoDataError
                if key.startswith(("<", "{{", "[")):
                    self._forget(found, key, pointer)
            at = self.skip(at)
        return found, self._leave(at, pointer)

    def _forget(self, found: dict[str, JsonValue], key: str, pointer: str) -> None:
        """Take a member whose key is a placeholder for any further members."""
        del found[key]
        self.partial.add(pointer)

    def _key(self, at: int) -> tuple[str, int]:
        if string := _STRING.match(self.text, at):
            return _shown(string)[0], string.end()
        if key := _KEY.match(self.text, at):
            return key[0], key.end()
        raise _NoDataError

    def _list(self, at: int, pointer: str) -> tuple[JsonValue, int]:
        found: list[JsonValue] = []
        at = self._enter(at, pointer)
        while at < len(self.text) and self.text[at] != "]":
            if dots := _DOTS.match(self.text, at):
                self.partial.add(pointer)
                at = dots.end()
            elif self.text[at] == ",":
                at += 1
            else:
                value, at = self.value(at, child(pointer, len(found)))
                found.append(value)
            at = self.skip(at)
        return found, self._leave(at, pointer)

    def _enter(self, at: int, pointer: str) -> int:
        if pointer.count("/") > _DEEPEST:
            raise _NoDataError
        return self.skip(at + 1)

    def _leave(self, at: int, pointer: str) -> int:
        """Return the offset behind a closing bracket; one that is not there was left out."""
        if at >= len(self.text):
            self.partial.add(pointer)
            return at
        return at + 1


def _shown(string: re.Match[str]) -> tuple[str, bool]:
    """Return the text of a string, and whether a part of it is filled in."""
    prefix, template = string["prefix"].lower(), string["template"] is not None
    raw = next(part for part in string.group("double", "single", "template") if part is not None)
    is_open = (template and "${" in raw) or ("f" in prefix and "{" in raw)
    shown = re.sub(r"\\(u[0-9a-fA-F]{4}|.)", _unescaped, raw, flags=re.DOTALL)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), is_open


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPES.get(code, code)
