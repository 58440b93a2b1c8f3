"""Calls in JavaScript and Python: ``fetch``, ``axios``, ``requests``, ``httpx`` and their sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.data import JsonValue
from contractcheck.readers.calls.call import Body, Call, Piece, piece_of
from contractcheck.readers.example_data import ExampleData, read_example

_BASE = r"(?:[\w.$\[\]'\"]+\s*\+\s*)?"
_TEXT = r"[fFrR]?(?P<quote>[\"'`])(?P<target>(?:(?!(?P=quote)).)+)(?P=quote)"
_CALL = re.compile(
    r"(?<![\w.$@])(?:(?:await\s+)?(?:self\.|this\.)?"
    r"(?:requests|httpx|axios|ky|got|session|client|http_client|http|s|\$http|superagent)"
    r"\.(?P<method>get|post|put|patch|delete|head|options)|(?P<fetch>(?:window\.)?fetch|\$fetch|ofetch))"
    rf"\(\s*{_BASE}{_TEXT}\s*"
)
_ROUTE = re.compile(r"https?://|/|\$?\{\{?[\w. ()\[\]'\"-]+\}?\}|<[\w .-]+>")
_KEYWORD = re.compile(r"\s*,\s*(?P<name>\w+)\s*=(?!=)\s*")
_NEXT = re.compile(r"\s*,\s*")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


def read_code(text: str, *, is_python: bool) -> Iterator[Call]:
    """Yield the calls of a text."""
    for match in _CALL.finditer(text):
        if not _ROUTE.match(match["target"]) or match["target"] == "/" * len(match["target"]):
            continue
        target = piece_of(text, match.start("target"), match.end("target"))
        if is_python:
            yield _python(text, match, target)
        else:
            yield _script(text, match, target)


def _python(text: str, match: re.Match[str], target: Piece) -> Call:
    given: dict[str, ExampleData] = {}
    at = match.end()
    while keyword := _KEYWORD.match(text, at):
        found = read_example(text, keyword.end())
        if found is None:
            break
        given[keyword["name"]], at = found, found.end
    sent = given.get("json")
    return Call(
        (match["method"] or "get").upper(),
        target,
        _headers(given.get("headers")),
        None,
        Body(_whole(text), sent, known="" not in sent.anything)
        if sent
        else _unknown(given, "data", "files", "content"),
        *_query(text, given.get("params")),
        match.start(),
        match.end(),
    )


def _script(text: str, match: re.Match[str], target: Piece) -> Call:
    method = (match["method"] or "").upper()
    first, second = _arguments(text, match.end())
    options = first if match["fetch"] or method not in _WITH_BODY else second
    body = first if options is second and not match["fetch"] else None
    shown = options.value if options and isinstance(options.value, dict) else {}
    if match["fetch"]:
        named = shown.get("method")
        method = (
            named.upper() if isinstance(named, str) else "GET" if options is None or shown else ""
        )
    sent = _sent(text, body, options)
    return Call(
        method,
        target,
        tuple(str(name).lower() for name in _member(shown, "headers")),
        None,
        sent,
        known_query="params" not in shown,
        start=match.start(),
        end=match.end(),
    )


def _sent(text: str, body: ExampleData | None, options: ExampleData | None) -> Body | None:
    """Return what is sent: an argument of its own, or the ``body`` among the options."""
    if body is not None:
        known = "" not in body.anything and isinstance(body.value, dict | list)
        return Body(_whole(text), body if known else None, known=known)
    for key in ("body", "data", "json"):
        place = options.values.get(f"/{key}") if options else None
        if options and place:
            found = read_example(text, place[0])
            known = found is not None and "" not in found.anything
            known = known and found is not None and isinstance(found.value, dict | list)
            return Body(_whole(text), found if known else None, known=known)
        if options and f"/{key}" in options.anything:
            return Body(_whole(text), known=False)
    return None


def _arguments(text: str, at: int) -> tuple[ExampleData | None, ExampleData | None]:
    found: list[ExampleData] = []
    while len(found) < len(("first", "second")) and (comma := _NEXT.match(text, at)):
        one = read_example(text, comma.end())
        if one is None:
            break
        found.append(one)
        at = one.end
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def _member(value: dict[str, JsonValue], key: str) -> dict[str, JsonValue]:
    member = value.get(key)
    return member if isinstance(member, dict) else {}


def _headers(found: ExampleData | None) -> tuple[str, ...]:
    if found is None:
        return ()
    if "" in found.anything:
        return ("authorization",)  # a variable with headers nobody sees
    return tuple(name.lower() for name in found.value) if isinstance(found.value, dict) else ()


def _query(
    text: str, found: ExampleData | None
) -> tuple[tuple[tuple[Piece, Piece | None], ...], bool]:
    if found is None:
        return (), True
    if not isinstance(found.value, dict) or found.partial or "" in found.anything:
        return (), False
    pairs = []
    for pointer, (start, end) in found.keys.items():
        if pointer.count("/") == 1:
            name = piece_of(text, start, end)
            inner = len(name.text) - len(name.text.lstrip("\"'"))
            pairs.append((name.part(inner, len(name.text) - inner), None))
    return tuple(pairs), True


def _unknown(given: dict[str, ExampleData], *keys: str) -> Body | None:
    return Body(Piece("", ()), known=False) if any(key in given for key in keys) else None


def _whole(text: str) -> Piece:
    return piece_of(text, 0, len(text))
