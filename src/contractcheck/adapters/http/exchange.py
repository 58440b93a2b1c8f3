"""One request and its answer on one connection, every failure turned into the reason for a gap.

Imported only when the first request is made.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

import httpcore

from contractcheck.adapters.http.body import read_body
from contractcheck.adapters.http.lines import Line
from contractcheck.adapters.http.refusal import RefusedError, StaleError
from contractcheck.adapters.http.settings import REDIRECTS
from contractcheck.adapters.http.url import Target
from contractcheck.model.evidence import GapReason
from contractcheck.ports import Request, Response

_LONGEST_DETAIL = 160


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that sends elsewhere; ``location`` is as the server wrote it."""

    location: str


def exchange(line: Line, target: Target, request: Request, body_limit: int) -> Response | Redirect:
    """Ask once; raise ``RefusedError`` where no complete answer comes, ``StaleError`` where none began.

    What a peer sent is never quoted in the reason: it may echo what we sent.
    """
    stream = line.carrier.stream(
        request.method,
        _url(target),
        headers=list(request.headers),
        content=request.body or None,
    )
    try:
        with stream as answer:
            if not line.allowance.received:  # bytes that came with an earlier answer, and too many
                raise StaleError
            redirect = _redirect(answer) if request.follow_redirects else None
            return redirect or _read(line, target, answer, body_limit)
    except _FAILURES as error:
        raise _refusal(error, line) from None


_FAILURES = (
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ProxyError,
    httpcore.NetworkError,
    OSError,
)
_FIXED: Sequence[tuple[type[Exception], GapReason, str]] = (
    (httpcore.LocalProtocolError, GapReason.NOT_LOOKED, "a header cannot be sent"),
    (httpcore.UnsupportedProtocol, GapReason.NOT_LOOKED, "a proxy of this sort is not asked"),
    (httpcore.ProxyError, GapReason.UNREACHABLE, "the proxy does not connect to this host"),
)


def _refusal(error: Exception, line: Line) -> RefusedError | StaleError:
    """Return the reason for the gap that a failure means."""
    for kind, reason, words in _FIXED:
        if isinstance(error, kind):
            return RefusedError(reason, words)
    if isinstance(error, httpcore.TimeoutException):
        unsent = isinstance(error, httpcore.ConnectTimeout)
        words = "no connection in time" if unsent else line.allowance.deadline.words
        return RefusedError(GapReason.TIMED_OUT, words, unsent=unsent)
    if isinstance(error, httpcore.ConnectError):
        unsent = not isinstance(error.__cause__, ssl.SSLError)
        return RefusedError(GapReason.UNREACHABLE, _words(line, error), unsent=unsent)
    if line.used and not line.allowance.received:
        return StaleError()
    if isinstance(error, httpcore.ProtocolError):
        return _broken(line)
    return RefusedError(GapReason.UNREACHABLE, _words(line, error))


def _words(line: Line, error: Exception) -> str:
    who = "the way through the proxy: " if line.route.proxy else ""
    return f"{who}{error}"[:_LONGEST_DETAIL]


def _broken(line: Line) -> RefusedError:
    if line.allowance.received:
        return RefusedError(GapReason.UNREADABLE, "the answer breaks off or is not HTTP")
    return RefusedError(GapReason.UNREACHABLE, "the connection was closed without an answer")


def _url(target: Target) -> httpcore.URL:
    return httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=None if target.has_default_port else target.port,
        target=target.request_line.encode(),
    )


def _redirect(answer: httpcore.Response) -> Redirect | None:
    location = _headers(answer.headers).get("location")
    return Redirect(location) if location and answer.status in REDIRECTS else None


def _read(line: Line, target: Target, answer: httpcore.Response, limit: int) -> Response:
    if line.route.proxy and answer.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        raise RefusedError(GapReason.UNREACHABLE, "the proxy asks for other credentials")
    headers = _headers(answer.headers)
    encoding = headers.get("content-encoding", "")
    body = read_body(answer.iter_stream(), encoding, limit, line.allowance.deadline)
    return Response(target.public, answer.status, MappingProxyType(headers), body)


def _headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Join repeated headers as HTTP allows; names in lower case."""
    joined: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joined[key] = f"{joined[key]}, {text}" if key in joined else text
    return joined
