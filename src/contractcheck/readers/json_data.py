"""JSON (RFC 8259) as located data: strict, and places are found only when one is asked for."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import isinf
from typing import NamedTuple, NoReturn

from contractcheck.model.data import Data, JsonValue, Positions, child
from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem, UnreadableError

MAX_BYTES = 50_000_000
MAX_DEPTH = 200
"""Deeper than any description in use, and shallow enough for those who walk it by recursion."""

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BLANK = " \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]*+")
_SCALAR = re.compile(rf'{_STRING}|[^\s,:\[\]{{}}"]++', re.DOTALL)
_TO_BRACKET = re.compile(rf'(?:[^\[\]{{}}"]++|{_STRING})*+([\[\]{{}}])', re.DOTALL)
_TOKEN = re.compile(rf'[ \t\r\n]*+({_STRING}|[\[\]{{}},:]|[^\s,:\[\]{{}}"]++)', re.DOTALL)
_BREAK = re.compile(r"\r\n|\r|\n")
_MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_NO_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))
_CHUNK = 4096


def read_json(document: str, content: bytes, *, limit: int = MAX_BYTES) -> Data:
    """Load one JSON text of at most ``limit`` bytes.

    Duplicate keys, ``NaN``, ``Infinity``, numbers beyond a double and halves of surrogate pairs are
    refused. Raises ``UnreadableError`` at the first thing that is wrong or refused.
    """
    source = _decode(document, content, limit)
    if _depth(content) > MAX_DEPTH:
        raise _refuse_depth(source)
    try:
        value: JsonValue = json.loads(
            source.text,
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        raise _explain(source, error) from None
    except RecursionError:  # unreachable while the depth above is counted right
        raise _refuse_depth(source) from None
    except ValueError:
        raise _find_refused(source) from None
    if _MAYBE_SURROGATE.search(source.text):
        _refuse_surrogates(source)
    return Data(document, value, _Places(source))


@dataclass(frozen=True)
class _Source:
    """Decoded text that finds places; ``skipped`` are the bytes of a byte order mark."""

    document: str
    text: str
    skipped: int = 0

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    @cached_property
    def _chunk_bytes(self) -> list[int]:
        chunks = (self.text[at : at + _CHUNK] for at in range(0, len(self.text), _CHUNK))
        return [0, *accumulate(len(chunk.encode()) for chunk in chunks)]

    def _place(self, index: int) -> tuple[int, int, int]:
        chunk, inside = divmod(index, _CHUNK)
        before = self.text[index - inside : index]
        line = bisect_right(self._line_starts, index)
        byte = self.skipped + self._chunk_bytes[chunk] + len(before.encode())
        return byte, line, index - self._line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of a character range."""
        (first, *from_), (last, *to) = self._place(start), self._place(end)
        return Span(first, last, *from_, *to)

    def refusal(self, start: int, end: int, message: str, help_: str = "") -> UnreadableError:
        """Return the error that points at a character range."""
        return UnreadableError(
            Problem(Location(self.document, self.span(start, end)), message, help_)
        )


def _decode(document: str, content: bytes, limit: int) -> _Source:
    if len(content) > limit:
        message = f"the file has {len(content):,} bytes; {limit:,} are allowed here"
        raise UnreadableError(Problem(Location(document), message))
    skipped = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    try:
        return _Source(document, content[skipped:].decode(), skipped)
    except UnicodeDecodeError as error:
        before = _Source(document, error.object[: error.start].decode(), skipped)
        message = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        end = len(before.text)
        raise before.refusal(end, end, message, "save the file as UTF-8") from None


def _depth(content: bytes) -> int:
    """Return how deep brackets nest, strings aside, without reading anything else."""
    if content.count(b"[") + content.count(b"{") <= MAX_DEPTH:
        return 0
    if b"\\" in content:
        content = re.sub(rb"\\.", b"", content, flags=re.DOTALL)
    outside = content.translate(None, _NO_BRACKETS).split(b'"')[::2]
    return max(accumulate(array("b", b"".join(outside).translate(_STEPS))), default=0)


def _refuse_depth(source: _Source) -> UnreadableError:
    depth = at = 0
    while depth <= MAX_DEPTH and (match := _TO_BRACKET.match(source.text, at)):
        at = match.end()
        depth += 1 if match[1] in "[{" else -1
    return source.refusal(max(at - 1, 0), at, f"nested deeper than {MAX_DEPTH} levels")


class _RefusedError(ValueError):
    """Something that Python's reader allows and we do not; its place is found later."""


def _unique(members: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    value = dict(members)
    if len(value) != len(members):
        raise _RefusedError
    return value


def _refuse_constant(_: str) -> NoReturn:
    raise _RefusedError


def _finite(text: str) -> float:
    value = float(text)
    if isinf(value):
        raise _RefusedError
    return value


def _explain(source: _Source, error: json.JSONDecodeError) -> UnreadableError:
    """Say in plain words what the standard library means."""
    at, message = error.pos, error.msg
    found = source.text[at : at + 1]
    if not source.text.strip(_BLANK):
        return source.refusal(0, 0, "the file is empty; JSON needs a value")
    comma = _trailing_comma(source.text, at)
    if comma >= 0:
        at, message = comma, "a comma before the closing bracket"
    elif message == "Extra data":
        message = "nothing may follow the value"
    elif message.startswith("Unterminated string"):
        message = "this string is never closed"
    elif message.startswith("Invalid control character"):
        message = f"the control character U+{ord(found):04X} must be escaped in a string"
    elif not found:
        message = "the file ends too early"
    else:
        message = f"not valid JSON: {message[0].lower()}{message[1:]}"
    help_ = "JSON has no comments" if found in ("/", "#") else ""
    return source.refusal(at, min(at + 1, len(source.text)), message, help_)


def _trailing_comma(text: str, at: int) -> int:
    """Return where a comma before a closing bracket stands, else -1.

    Python points at the bracket, from 3.13 on at the comma.
    """
    if text[at : at + 1] == ",":
        after = text[at + 1 :].lstrip(_BLANK)
        return at if after[:1] in ("]", "}") else -1
    before = text[:at].rstrip(_BLANK)
    return len(before) - 1 if before[-1:] == "," and text[at : at + 1] in ("]", "}") else -1


def _find_refused(source: _Source) -> UnreadableError:
    """Walk the tokens up to the one that the reader refused."""
    keys: list[dict[str, int] | None] = []
    before, at = "", 0
    while match := _TOKEN.match(source.text, at):
        found, at = match[1], match.end()
        if found in "[{":
            keys.append({} if found == "{" else None)
        elif found in "]}":
            keys.pop()
        elif found[0] == '"' and keys and (known := keys[-1]) is not None and before in "{,":
            name = json.loads(found)
            if name in known:
                line = source.span(known[name], known[name]).line
                message = f"the key `{_short(name)}` stands twice, first at line {line}"
                return source.refusal(*match.span(1), message, "remove or rename one of them")
            known[name] = match.start(1)
        elif found[0] not in '",:' and (message := _refuse_number(found)):
            return source.refusal(*match.span(1), message)
        before = found
    return source.refusal(0, 0, "this cannot be read as JSON")


def _refuse_number(token: str) -> str:
    if token in ("NaN", "Infinity", "-Infinity"):
        return f"`{token}` is no JSON number"
    if token in ("true", "false", "null"):
        return ""
    try:
        too_large = isinf(float(token))
        int(token) if token.lstrip("-").isdigit() else 0
    except ValueError:
        too_large = True
    return f"the number `{_short(token)}` is too large" if too_large else ""


def _refuse_surrogates(source: _Source) -> None:
    for escape in _ESCAPE.finditer(source.text):
        if escape["half"]:
            message = f"`{escape[0]}` is half of a surrogate pair, which is no character"
            raise source.refusal(*escape.span(), message)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what fits a line


class _Member(NamedTuple):
    """Where a member of an object or array stands, in characters; array members have no key."""

    key_start: int
    key_end: int
    start: int
    end: int


class _Index:
    """Finds members by pointer in valid JSON; a container is scanned once, as far as asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = _match_brackets(text)
        self._scans: dict[int, tuple[dict[str, _Member], Iterator[tuple[str, _Member]]]] = {}
        start = self._skip(0)
        self._root = _Member(start, start, start, self._end(start))

    def find(self, pointer: str) -> _Member:
        """Return where the value at ``pointer`` stands; raise ``KeyError`` where there is none."""
        found = self._root
        for part in pointer.split("/")[1:]:
            found = self._member(found, part.replace("~1", "/").replace("~0", "~"))
        return found

    def members(self, of: _Member) -> dict[str, _Member]:
        """Return the members of a value in order, none for a scalar."""
        known, rest = self._scan_of(of)
        known.update(rest)
        return known

    def _member(self, of: _Member, name: str) -> _Member:
        known, rest = self._scan_of(of)
        while name not in known:
            try:
                other, member = next(rest)
            except StopIteration:
                raise KeyError(name) from None
            known[other] = member
        return known[name]

    def _scan_of(self, of: _Member) -> tuple[dict[str, _Member], Iterator[tuple[str, _Member]]]:
        if of.start not in self._scans:
            self._scans[of.start] = ({}, self._scan(of.start))
        return self._scans[of.start]

    def _scan(self, at: int) -> Iterator[tuple[str, _Member]]:
        if at not in self._ends:
            return
        is_object, end, count = self._text[at] == "{", self._ends[at] - 1, 0
        at = self._skip(at + 1)
        while at < end:
            name, key_start, key_end = str(count), at, at
            if is_object:
                key_end = self._end(at)
                name = json.loads(self._text[at:key_end])
                at = self._skip(self._skip(key_end) + 1)
            value_end = self._end(at)
            yield name, _Member(key_start, key_end, at, value_end)
            at, count = self._skip(value_end), count + 1
            at = self._skip(at + 1) if at < end else at

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def _end(self, at: int) -> int:
        if at in self._ends:
            return self._ends[at]
        scalar = _SCALAR.match(self._text, at)
        return scalar.end() if scalar else at


def _match_brackets(text: str) -> dict[int, int]:
    """Return for each opening bracket where its value ends."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while match := _TO_BRACKET.match(text, at):
        at = match.end()
        if match[1] in "[{":
            opened.append(at - 1)
        else:
            ends[opened.pop()] = at
    return ends


@dataclass(frozen=True, eq=False)
class _Spans(Mapping[str, Span]):
    """Spans by pointer, of values or of keys, each made when it is asked for."""

    source: _Source
    index: _Index
    of_keys: bool

    def __getitem__(self, pointer: str) -> Span:
        found = self.index.find(pointer)
        if not self.of_keys:
            return self.source.span(found.start, found.end)
        if found.key_start == found.key_end:
            raise KeyError(pointer)
        return self.source.span(found.key_start, found.key_end)

    def __iter__(self) -> Iterator[str]:
        waiting = [("", self.index.find(""))]
        while waiting:
            pointer, member = waiting.pop()
            if not self.of_keys or member.key_start != member.key_end:
                yield pointer
            inside = self.index.members(member).items()
            waiting += [(child(pointer, name), one) for name, one in reversed(inside)]

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class _Places:
    """Looks through the text when the first place is asked for."""

    source: _Source

    @cached_property
    def _positions(self) -> Positions:
        index = _Index(self.source.text)
        return Positions(
            _Spans(self.source, index, of_keys=False), _Spans(self.source, index, of_keys=True)
        )

    def __call__(self) -> Positions:
        return self._positions

    def __reduce__(self) -> tuple[type[_Places], tuple[_Source]]:
        return _Places, (self.source,)  # what was found is found again; half-done scans stay here
