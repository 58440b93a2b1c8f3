"""Connections to checked addresses whose every wait ends at the deadline of the whole request.

Imported only when the first request is made: httpcore costs more time than most runs.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from contractcheck.adapters.http.address import addresses
from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.model.evidence import GapReason


@dataclass(slots=True)
class Traffic:
    """How many bytes came: a peer that hangs up at once is not a peer that talks nonsense."""

    received: int = 0


class DeadlineStream(httpcore.NetworkStream):
    """A stream that never waits longer than its deadline."""

    def __init__(
        self, stream: httpcore.NetworkStream, deadline: Deadline, traffic: Traffic
    ) -> None:
        """Wrap ``stream``."""
        self._stream = stream
        self._deadline = deadline
        self._traffic = traffic

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, waiting no longer than the deadline."""
        data = self._stream.read(max_bytes, self._deadline.left(timeout))
        self._traffic.received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write everything, waiting no longer than the deadline."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the socket."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Do the handshake within the deadline; the stream below closes itself where it fails."""
        left = self._deadline.left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return DeadlineStream(secured, self._deadline, self._traffic)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as in httpcore
        """Ask the stream below."""
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to the checked addresses of a host, one after the other."""

    def __init__(self, deadline: Deadline, connect_timeout: float) -> None:
        """Keep the limits."""
        self._deadline = deadline
        self._connect_timeout = connect_timeout
        self.traffic = Traffic()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline knows better
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address of ``host`` that answers."""
        failure: Exception | None = None
        for address in addresses(host, port, self._deadline):
            left = self._deadline.left(self._connect_timeout)
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
            else:
                return DeadlineStream(stream, self._deadline, self.traffic)
        raise failure or RefusedError(GapReason.UNREACHABLE, f"`{host}` has no address")
