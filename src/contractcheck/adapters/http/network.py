"""Connections to checked addresses whose every wait ends at the deadline of the request under way.

Imported only when the first request is made: httpcore costs more time than most runs.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpcore

from contractcheck.adapters.http.address import addresses
from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.model.evidence import GapReason


@dataclass(slots=True)
class Allowance:
    """What the request that uses a connection may take, and how many bytes came for it.

    A peer that hangs up at once is not a peer that talks nonsense.
    """

    deadline: Deadline
    received: int = 0
    socket: socket.socket | None = None
    ended: bool = False

    def hold(self, stream: httpcore.NetworkStream) -> None:
        """Remember the socket, which changes with TLS; refuse it where the run has ended meanwhile."""
        self.socket = stream.get_extra_info("socket")
        if self.ended:
            stream.close()
            raise RefusedError(GapReason.NOT_LOOKED, "the run was ended")

    def end(self) -> None:
        """End whatever waits for the other side, from any thread."""
        self.ended = True
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)


class DeadlineStream(httpcore.NetworkStream):
    """A stream that never waits longer than its allowance."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        """Wrap ``stream``."""
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, waiting no longer than the deadline."""
        data = self._stream.read(max_bytes, self._allowance.deadline.left(timeout))
        self._allowance.received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write everything, waiting no longer than the deadline."""
        self._stream.write(buffer, self._allowance.deadline.left(timeout))

    def close(self) -> None:
        """Close the socket."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Do the handshake within the deadline; nothing stays open where it fails."""
        try:
            left = self._allowance.deadline.left(timeout)
            secured = self._stream.start_tls(ssl_context, server_hostname, left)
            self._allowance.hold(secured)
        except BaseException:
            self._stream.close()
            raise
        return DeadlineStream(secured, self._allowance)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as in httpcore
        """Ask the stream below."""
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to the checked addresses of a host, one after the other."""

    def __init__(self, allowance: Allowance, connect_timeout: float) -> None:
        """Keep the limits."""
        self._allowance = allowance
        self._connect_timeout = connect_timeout

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
        deadline = self._allowance.deadline
        for address in addresses(host, port, deadline):
            left = deadline.left(self._connect_timeout)
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
            else:
                self._allowance.hold(stream)
                return DeadlineStream(stream, self._allowance)
        raise failure or RefusedError(GapReason.UNREACHABLE, f"`{host}` has no address")
