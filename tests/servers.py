"""A small server on loopback that keeps connections open, and counts what it is asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """An answer; ``hang_up`` closes the connection after it."""

    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    hang_up: bool = False


Answer = Callable[[Asked], Said | None]
"""What a server says to a request; without an answer it hangs up."""


class CountingServer(ThreadingHTTPServer):
    """Keeps every request, and how many connections and simultaneous requests there were."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, answer: Answer, tls: ssl.SSLContext | None) -> None:
        """Listen on a free port of loopback."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.asked: list[Asked] = []
        self.connections = 0
        self.most_at_once = 0
        self.at_once = 0
        self.lock = threading.Lock()
        self.tls = tls
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.server_port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked, in order."""
        return [one.path for one in self.asked]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: CountingServer

    def setup(self) -> None:
        if self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        with self.server.lock:
            self.server.connections += 1
        super().setup()

    def finish(self) -> None:
        super().finish()
        if self.server.tls:  # the server itself closes only what it accepted
            self.request.close()

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65_537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        length = int(self.headers.get("content-length") or 0)
        names = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, names, self.rfile.read(length))
        server = self.server
        with server.lock:
            server.asked.append(asked)
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            said = server.answer(asked)
        finally:
            with server.lock:
                server.at_once -= 1
        if said is None:
            self.close_connection = True
            return
        self._say(said)

    def _say(self, said: Said) -> None:
        self.send_response_only(said.status)
        bare = said.status == 304 or self.command == "HEAD"
        for name, value in said.headers.items():
            self.send_header(name, value)
        if said.status != 304:
            self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        if not bare:
            self.wfile.write(said.body)
        self.wfile.flush()
        if said.hang_up:
            self.close_connection = True


@contextmanager
def answering(answer: Answer | Said, tls: ssl.SSLContext | None = None) -> Iterator[CountingServer]:
    """Run a server that answers every request so, until the block ends."""
    server = CountingServer(answer if callable(answer) else lambda _: answer, tls)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield server
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
