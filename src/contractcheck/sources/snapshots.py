"""Answers as files for Git: written so that small changes are small differences, read so that none goes unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from contractcheck.model.data import Data
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.sources.questions import Observation, Question
from contractcheck.sources.watch import SHORTEST, Watch

VERSION = 1
_BODIES = ("body", "text", "left_out")
_ANSWERED = ("body", "headers", "text", "url")
"""What a server has a say in; the rest is ours and stays as it is."""
_NO_TEXT = b"\xff"
"""What is read for a body that was left out: nothing that could be data."""
_ROUNDS = 3
_HIDDEN = "…"
_SECRET_NAME = re.compile(
    r"(?:^|[-_])(?:api)?(?:auth|authorization|authentication|cookie2?|credentials?|csrf|jwt|key"
    r"|password|secret|session|sessionid|signature|token|xsrf)(?:[-_]|$)"
)
_CONNECTION = frozenset({"age", "connection", "keep-alive", "transfer-encoding"})
"""Headers of one connection or cache: they are there or not as it happens."""
_FLEETING = re.compile(
    r"alt-svc|cf-ray|cf-cache-status|content-length|date|expires|nel|report-to|server-timing"
    r"|traceparent|tracestate|x-amz-cf-.*|x-amzn-trace-id|x-cache|x-response-time|x-runtime"
    r"|x-served-by|x-timer|(?:x-)?(?:correlation|request|trace)-?id|(?:x-)?rate-?limit.*"
)
"""Headers that differ from answer to answer: that they are there is all they say of the API."""
_LINE_BREAKS = re.compile("[\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What JSON lets stand in a text although editors break or turn the line there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is recorded of an answer. ``url`` is where it was asked, ``body`` as it came."""

    question: Question
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    observed: date


class NotHiddenError(Exception):
    """A secret stands in an answer in a way that cannot be hidden: it is not written."""


def encode(snapshot: Snapshot, watch: Watch) -> bytes:
    """Return the file of a snapshot; the secrets of the run are hidden in every text of it.

    Raises ``NotHiddenError`` where that cannot be done.
    """
    asked = snapshot.question
    record: dict[str, Any] = {
        "api": asked.api,
        "headers": _headers(snapshot.headers),
        "identity": asked.identity,
        "method": asked.method,
        "observed": snapshot.observed.isoformat(),
        "path": watch.mask(plain_path(asked.path)),
        "snapshot": VERSION,
        "status": snapshot.status,
        "url": snapshot.url,
        **({} if asked.follow_redirects else {"redirects": "not followed"}),
        **_body(snapshot, watch),
    }
    for _ in range(_ROUNDS):
        text = _written(record)
        if watch.mask(text) == text:
            record["sha256"] = _digest(record)
            return _written(record).encode()
        values = watch.values_in(text)
        record |= {key: _masked(record[key], watch, values) for key in _ANSWERED if key in record}
    raise NotHiddenError


def _written(record: Mapping[str, Any]) -> str:
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return _LINE_BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def decode(document: str, content: bytes, question: Question, watch: Watch) -> Observation:
    """Return what a snapshot holds; raise ``ValueError`` with a sentence where it cannot be relied on."""
    try:
        data = read_json(document, content)
    except UnreadableError as error:
        raise ValueError(error.problem.message) from None
    record = data.value
    if not isinstance(record, dict) or record.get("snapshot") != VERSION:
        message = f"this is no snapshot of version {VERSION}"
        raise ValueError(message)
    if not is_as_recorded(record):
        message = "it was changed since it was recorded: its digest is another"
        raise ValueError(message)
    follows = record.get("redirects") != "not followed"
    held = tuple(record.get(name) for name in ("api", "method", "path", "identity"))
    asked = (
        question.api,
        question.method,
        watch.mask(plain_path(question.path)),
        question.identity,
    )
    if (*held, follows) != (*asked, question.follow_redirects):
        message = "it is the answer to another question"
        raise ValueError(message)
    return _observation(data, content, record)


def is_as_recorded(record: Mapping[str, Any]) -> bool:
    """Say whether a record is the one that its digest was made of."""
    return record.get("sha256") == _digest({k: v for k, v in record.items() if k != "sha256"})


def validators(content: bytes, url: str) -> tuple[tuple[str, str], ...]:
    """Return the headers that ask ``url`` for an answer only if it is another than what is recorded of it."""
    try:
        record = read_json("", content).value
    except UnreadableError:
        return ()
    if not isinstance(record, dict) or not is_as_recorded(record) or "left_out" in record:
        return ()
    headers = record.get("headers")
    if record.get("url") != url or record.get("status") != HTTPStatus.OK:
        return ()
    held = headers if isinstance(headers, dict) else {}
    for name, asks in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
        if name in held and str(held[name]).isascii():  # else something of it was hidden
            return ((asks, str(held[name])),)
    return ()


def plain_path(path: str) -> str:
    """Return a path below an API's URL in its one spelling; a URL stays."""
    return path if "://" in path else f"/{path.lstrip('/')}"


def _observation(data: Data, content: bytes, record: Mapping[str, Any]) -> Observation:
    try:
        observed = date.fromisoformat(record["observed"])
        headers = {str(name): str(value) for name, value in record["headers"].items()}
        (form,) = (name for name in _BODIES if name in record)
        status = int(record["status"])
        before = 0
        if form == "body":
            span = data.locate("/body").span
            body = _blank(content[: span.start]) + content[span.start : span.end]
        elif form == "text":
            before = data.locate("/text/0").span.line - 1 if record["text"] else 0
            body = "\n".join(record["text"]).encode("utf-8", "surrogatepass")
        else:
            body = _NO_TEXT
    except (KeyError, TypeError, ValueError, AttributeError):
        message = "a part of the snapshot is missing or not what it should be"
        raise ValueError(message) from None
    return Observation(
        data.document,
        status,
        MappingProxyType(headers),
        body,
        observed,
        lines_before=before,
        url=str(record.get("url", "")),
    )


def _blank(content: bytes) -> bytes:
    """Return as many blanks and line ends: what follows stands where it stood."""
    return re.sub(rb"[^\r\n]", b" ", content)


def _digest(record: Mapping[str, Any]) -> str:
    text = json.dumps(record, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return what of the headers says something of the API, of some only that they are there."""
    return {
        name: _HIDDEN if _SECRET_NAME.search(name) or _FLEETING.fullmatch(name) else value
        for name, value in headers.items()
        if name not in _CONNECTION
    }


def _body(snapshot: Snapshot, watch: Watch) -> dict[str, Any]:
    """Return a body as JSON or as lines of text; of what is no data and differs each time only what it is."""
    try:
        return {"body": read_json("", snapshot.body).value}
    except UnreadableError:
        pass
    if "html" in snapshot.headers.get("content-type", "") and snapshot.body.strip():
        return {"left_out": "a page for people"}
    try:
        text = watch.mask(snapshot.body.decode())
    except UnicodeDecodeError:
        return {"left_out": "bytes that are no text"}
    return {"text": text.split("\n") if text else []}


def _masked(value: Any, watch: Watch, values: Collection[str]) -> Any:  # noqa: ANN401 - any JSON
    """Return a JSON value in which no text is a secret, nor what stands behind the name of one."""
    if isinstance(value, str):
        if value in values:
            return _HIDDEN
        for one in values:
            value = value.replace(one, _HIDDEN) if len(one) >= SHORTEST else value
        return watch.mask(value) if len(value) >= SHORTEST else value
    if isinstance(value, list):
        return [_masked(one, watch, values) for one in value]
    if isinstance(value, dict):
        return {watch.mask(key): _masked(one, watch, values) for key, one in sorted(value.items())}
    text = json.dumps(value)
    return _HIDDEN if text in values or watch.mask(text) != text else value
