"""Calls of ``wget`` and HTTPie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contractcheck.readers.calls.bodies import body_of
from contractcheck.readers.calls.call import Body, Call, Piece
from contractcheck.readers.calls.shell import Command

_METHOD = re.compile(r"(?i:get|head|post|put|patch|delete|options|query)")
_ITEM = re.compile(r"(?P<name>[\w.\[\]-]+)(?P<sign>:=@|=@|==|:=|=|:|@)")
_ADDRESS = re.compile(r"https?://|:\d*/|[\w.-]+(?::\d+)?/|/|\$|\{|<")
_AUTHORIZATION = "authorization"


def read_wget(command: Command, words: Sequence[Piece]) -> Iterator[Call]:
    """Yield the calls of ``wget --post-data=... URL``."""
    method, headers, body, targets = "", [], None, []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, shown = word.text.partition("=")
        value = word.part(len(name) + 1, len(word.text)) if equals else None
        if not word.text.startswith("-"):
            targets.append(word)
            continue
        if value is None and name in (
            "--header",
            "--method",
            "--post-data",
            "--body-data",
            "-O",
            "-o",
        ):
            value = waiting.pop(0) if waiting else None
        if name == "--header" and value:
            headers.append(value.text.partition(":")[0].strip().lower())
        elif name == "--method" and value:
            method = value.text.upper()
        elif name in ("--post-data", "--body-data") and value:
            method, body = method or "POST", body_of(value)
        elif name in ("--post-file", "--body-file"):
            method, body = method or "POST", Body(Piece(shown, ()), known=False)
        elif name in ("--user", "--password", "--http-user"):
            headers.append(_AUTHORIZATION)
    for target in targets:
        yield Call(
            method or "GET",
            target,
            tuple(headers),
            None,
            body,
            start=command.start,
            end=command.end,
        )


def read_httpie(command: Command, words: Sequence[Piece]) -> Iterator[Call]:
    """Yield the call of ``http POST :8080/x name=value count:=3 q==term Header:value``."""
    plain = _without_options(words)
    method = plain.pop(0).text.upper() if plain and _METHOD.fullmatch(plain[0].text) else ""
    if not plain or not _ADDRESS.match(plain[0].text):
        return
    target, *items = plain
    headers, fields, query, known = ["authorization"] * _authorises(words), [], [], True
    for item in items:
        match = _ITEM.match(item.text)
        if match is None:
            known = False
            continue
        name, value = item.part(0, match.end("name")), item.part(match.end(), len(item.text))
        if match["sign"] == ":":
            headers.append(name.text.lower())
        elif match["sign"] == "==":
            query.append((name, value))
        else:
            fields.append((name, value if match["sign"] == "=" else None))
    piped = command.here is not None
    body = Body(fields[0][0], fields=tuple(fields), known=known) if fields else None
    if piped and command.here:
        body = body_of(command.here)
    verb = method or ("POST" if body else "GET")
    yield Call(
        verb, target, tuple(headers), None, body, tuple(query), known, command.start, command.end
    )


def _authorises(words: Sequence[Piece]) -> bool:
    return any(re.match(r"-a|--auth|--session|-A", word.text) for word in words)


def _without_options(words: Sequence[Piece]) -> list[Piece]:
    """Return what is no option of HTTPie and no value of one."""
    plain, is_value = [], False
    for word in words:
        if is_value:
            is_value = False
        elif word.text.startswith("-"):
            is_value = word.text in (
                "-a",
                "--auth",
                "-A",
                "--auth-type",
                "-o",
                "--output",
                "--session",
            )
        else:
            plain.append(word)
    return plain
