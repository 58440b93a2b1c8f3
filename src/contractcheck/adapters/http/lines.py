"""Connections that are kept for the next request to the same origin, and all closed at the end.

Imported only when the first request is made.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass

import httpcore

from contractcheck.adapters.http.network import Allowance, CheckedBackend
from contractcheck.adapters.http.refusal import Deadline
from contractcheck.adapters.http.routes import Route
from contractcheck.adapters.http.url import Origin
from contractcheck.model.transport import MOST_AT_ONCE

_KEPT_SECONDS = 4.0
"""Servers close an idle connection after five seconds and more; ours is given up before."""


@dataclass(slots=True)
class Line:
    """One connection to one origin, used by one request at a time."""

    route: Route
    carrier: httpcore.HTTPConnection | httpcore.ConnectionPool
    allowance: Allowance
    used: bool = False

    def is_usable(self) -> bool:
        """Say whether the other side keeps it open as well; a proxy's pool finds out by itself."""
        carrier = self.carrier
        if isinstance(carrier, httpcore.HTTPConnection):
            return carrier.is_idle() and not carrier.has_expired()
        return True

    def close(self) -> None:
        """Close its socket."""
        with suppress(OSError):
            self.carrier.close()


class Lines:
    """All connections of a run."""

    def __init__(self, connect_timeout: float) -> None:
        """Open nothing yet."""
        self._connect_timeout = connect_timeout
        self._idle: dict[Origin, list[Line]] = defaultdict(list)
        self._leased: dict[int, Line] = {}
        self._lock = threading.Lock()

    def lease(self, route: Route, deadline: Deadline, *, fresh: bool) -> Line:
        """Return a connection for one request; a ``fresh`` one was never used before."""
        line = None if fresh else self._reusable(route)
        if line is None:
            line = self._new(route, deadline)
        line.allowance.deadline = deadline
        line.allowance.received = 0
        with self._lock:
            self._leased[id(line)] = line
        return line

    def give_back(self, line: Line) -> None:
        """Keep the connection for another request, or close it where that cannot be."""
        keep = line.is_usable()
        line.used = True
        with self._lock:
            # After `close` nobody knows the line any more, and it must not be kept.
            idle = self._idle[line.route.origin]
            known = self._leased.pop(id(line), None) is not None
            keep = keep and known and len(idle) < MOST_AT_ONCE
            if keep:
                idle.append(line)
        if not keep:
            line.close()

    def close(self) -> None:
        """Close every connection; requests that are under way end with an error."""
        with self._lock:
            idle = [line for lines in self._idle.values() for line in lines]
            leased = list(self._leased.values())
            self._idle.clear()
            self._leased.clear()
        for line in idle:
            line.close()
        for line in leased:
            line.allowance.end()

    def _reusable(self, route: Route) -> Line | None:
        while True:
            with self._lock:
                lines = self._idle[route.origin]
                line = lines.pop() if lines else None
            if line is None or line.is_usable():
                return line
            line.close()

    def _new(self, route: Route, deadline: Deadline) -> Line:
        allowance = Allowance(deadline)
        backend = CheckedBackend(allowance, self._connect_timeout)
        return Line(route, _carrier(route, backend), allowance)


def _carrier(
    route: Route, backend: CheckedBackend
) -> httpcore.HTTPConnection | httpcore.ConnectionPool:
    if route.proxy is None:
        scheme, host, port = route.origin
        origin = httpcore.Origin(scheme.encode(), host.encode(), port)
        return httpcore.HTTPConnection(
            origin, route.tls, keepalive_expiry=_KEPT_SECONDS, network_backend=backend
        )
    return httpcore.ConnectionPool(
        route.tls,
        proxy=route.proxy,
        max_connections=1,
        keepalive_expiry=_KEPT_SECONDS,
        network_backend=backend,
    )
