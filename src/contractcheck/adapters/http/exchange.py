"""One request and its answer on one connection, every failure turned into the reason for a gap.

Imported only when the first request is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import httpcore

from contractcheck.adapters.http.body import read_body
from contractcheck.adapters.http.network import CheckedBackend, Traffic
from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.adapters.http.url import Target
from contractcheck.model.evidence import GapReason
from contractcheck.ports import Request, Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_DETAIL = 160


@dataclass(frozen=True, slots=True)
class Redirect:
    """An answer that sends elsewhere; ``location`` is as the server wrote it."""

    location: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one exchange may take."""

    deadline: Deadline
    connect_timeout: float
    body: int


def exchange(target: Target, request: Request, limits: Limits) -> Response | Redirect:
    """Ask ``target`` once; raise ``RefusedError`` where no complete answer comes.

    What a peer sent is never quoted in the reason: it may echo what we sent.
    """
    backend = CheckedBackend(limits.deadline, limits.connect_timeout)
    try:
        # One pool per request: nothing is kept open, so nothing is left when it ends.
        with (
            httpcore.ConnectionPool(max_connections=1, network_backend=backend) as pool,
            pool.stream(
                request.method,
                _url(target),
                headers=list(request.headers),
                content=request.body or None,
            ) as answer,
        ):
            return _read(target, answer, limits, follow=request.follow_redirects)
    except httpcore.ConnectTimeout:
        raise RefusedError(GapReason.TIMED_OUT, "no connection in time") from None
    except httpcore.TimeoutException:
        raise RefusedError(GapReason.TIMED_OUT, limits.deadline.words) from None
    except httpcore.LocalProtocolError:
        raise RefusedError(GapReason.NOT_LOOKED, "a header cannot be sent") from None
    except httpcore.ProtocolError:
        raise _protocol_fault(backend.traffic) from None
    except (httpcore.NetworkError, OSError) as error:
        raise RefusedError(GapReason.UNREACHABLE, str(error)[:_LONGEST_DETAIL]) from None


def _protocol_fault(traffic: Traffic) -> RefusedError:
    if not traffic.received:
        return RefusedError(GapReason.UNREACHABLE, "the connection was closed without an answer")
    return RefusedError(GapReason.UNREADABLE, "the answer breaks off or is not HTTP")


def _url(target: Target) -> httpcore.URL:
    return httpcore.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.request_line.encode(),
    )


def _read(
    target: Target, answer: httpcore.Response, limits: Limits, *, follow: bool
) -> Response | Redirect:
    headers = _headers(answer.headers)
    if follow and answer.status in _REDIRECTS and "location" in headers:
        return Redirect(headers["location"])
    encoding = headers.get("content-encoding", "")
    body = read_body(answer.iter_stream(), encoding, limits.body, limits.deadline)
    return Response(target.public, answer.status, MappingProxyType(headers), body)


def _headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Join repeated headers as HTTP allows; names in lower case."""
    joined: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joined[key] = f"{joined[key]}, {text}" if key in joined else text
    return joined
