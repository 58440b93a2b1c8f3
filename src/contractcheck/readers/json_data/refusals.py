"""What is refused: the standard library's problems in plain words, and what it lets pass."""

from __future__ import annotations

import json
import re
from array import array
from itertools import accumulate
from math import isinf
from typing import NoReturn

from contractcheck.model.data import JsonValue
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data.source import STRING, TO_BRACKET, Source

MAX_DEPTH = 200
"""Deeper than any description in use, and shallow enough for those who walk it by recursion."""

_BLANK = " \t\r\n"
_TOKEN = re.compile(rf'[ \t\r\n]*+({STRING}|[\[\]{{}},:]|[^\s,:\[\]{{}}"]++)', re.DOTALL)
_MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_NO_BRACKETS = bytes(set(range(256)) - set(b'[]{}"'))


def depth_of(content: bytes) -> int:
    """Return how deep brackets nest, strings aside, without reading anything else."""
    if content.count(b"[") + content.count(b"{") <= MAX_DEPTH:
        return 0
    if b"\\" in content:
        content = re.sub(rb"\\.", b"", content, flags=re.DOTALL)
    outside = content.translate(None, _NO_BRACKETS).split(b'"')[::2]
    return max(accumulate(array("b", b"".join(outside).translate(_STEPS))), default=0)


def refuse_depth(source: Source) -> UnreadableError:
    """Return the error that points at the first bracket too deep."""
    depth = at = 0
    while depth <= MAX_DEPTH and (match := TO_BRACKET.match(source.text, at)):
        at = match.end()
        depth += 1 if match[1] in "[{" else -1
    return source.refusal(max(at - 1, 0), at, f"nested deeper than {MAX_DEPTH} levels")


class _RefusedError(ValueError):
    """Something that Python's reader allows and we do not; its place is found later."""


def unique(members: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """Return the members of an object, whose keys may stand once each."""
    value = dict(members)
    if len(value) != len(members):
        raise _RefusedError
    return value


def refuse_constant(_: str) -> NoReturn:
    """Refuse what Python reads as a constant: ``NaN`` and the infinities."""
    raise _RefusedError


def finite(text: str) -> float:
    """Return a number that a double can hold."""
    value = float(text)
    if isinf(value):
        raise _RefusedError
    return value


def explain(source: Source, error: json.JSONDecodeError) -> UnreadableError:
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


def find_refused(source: Source) -> UnreadableError:
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


def refuse_surrogates(source: Source) -> None:
    """Raise ``UnreadableError`` at the first escape that is half of a surrogate pair."""
    if not _MAYBE_SURROGATE.search(source.text):
        return
    for escape in _ESCAPE.finditer(source.text):
        if escape["half"]:
            message = f"`{escape[0]}` is half of a surrogate pair, which is no character"
            raise source.refusal(*escape.span(), message)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what fits a line
