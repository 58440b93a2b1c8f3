"""A real server on loopback whose answers a test writes down."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from contractcheck.adapters.http import HttpClient
from contractcheck.engine.run import Result, run
from contractcheck.wiring.project import load_project
from contractcheck.wiring.registries import REGISTRIES, make_collector
from tests.trees import TextFiles

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Said:
    """What a path is answered with; a body that is no text is sent as JSON."""

    status: int = 200
    body: object = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """A request that came; names of headers in lower case."""

    line: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Loopback:
    """A running server: its ``url``, and all that it was ``asked``; ``otherwise`` answers the rest."""

    answers: dict[str, Said]
    otherwise: Said
    url: str = ""
    asked: list[Asked] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Return the requests as `GET /path`, without those for the control."""
        return [one.line for one in self.asked if "contractcheck-control" not in one.line]


@contextmanager
def loopback(answers: Mapping[str, Said], otherwise: Said = Said(404)) -> Iterator[Loopback]:
    """Yield a server that answers `GET /path`, or `/path` for any method, as written down."""
    server = Loopback(dict(answers), otherwise)

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            server.asked.append(
                Asked(
                    f"{self.command} {self.path}",
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length),
                )
            )
            both = (f"{self.command} {self.path}", self.path)
            said = next((server.answers[one] for one in both if one in server.answers), None)
            self._send(said or server.otherwise)

        def _send(self, said: Said) -> None:
            is_text = isinstance(said.body, str)
            body = str(said.body) if is_text else json.dumps(said.body)
            named = {"Content-Type": "text/plain" if is_text else "application/json"}
            self.send_response(said.status)
            for name, value in {**named, **said.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body.encode())

        do_GET = do_HEAD = do_OPTIONS = do_POST = _answer  # noqa: N815 - names of the base class

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_address[1]}"
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def judge_live(texts: Mapping[str, str], urls: Mapping[str, str]) -> Result:
    """Judge every contract of a tree, its APIs asked at these URLs."""
    project = load_project(TextFiles(texts), None, urls)
    with HttpClient() as client:
        collector = make_collector(project, client, tuple(urls), today=TODAY)
        return run(project.contracts, project.tree, collector, REGISTRIES)
