"""The HTTP client against servers that behave badly, all of them on loopback."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.adapters.http import HttpClient, public_url
from contractcheck.adapters.http import address as addressing
from contractcheck.adapters.http.refusal import Deadline, RefusedError
from contractcheck.adapters.http.url import parse_url
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.problem import InputError
from contractcheck.ports import Request, Response

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
HEAD = b"HTTP/1.1 200 OK\r\n"
SECRET = "canary-5f1d"  # noqa: S105 - planted to be looked for
ENDED = 30.0
"""Seconds after which a request counts as never ending; its own deadline is a fraction of that."""

Answer = Callable[[socket.socket], None]


class Server:
    """Answers each connection by a function of its socket; keeps the requests it read."""

    def __init__(self, answer: Answer, host: str = "127.0.0.1") -> None:
        """Listen on a free port of ``host``."""
        self.requests: list[str] = []
        self.stopping = threading.Event()
        self._answer = answer
        self._listener = socket.create_server((host, 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self.stopping.is_set():
                    return
                connection.settimeout(ENDED)
                with suppress(OSError):
                    self._one(connection)

    def _one(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            data = connection.recv(65_536)
            if not data:
                return
            request += data
        self.requests.append(request.decode("latin-1"))
        self._answer(connection)

    def stop(self) -> None:
        """End the thread and close the socket."""
        self.stopping.set()
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._thread.join(ENDED)
        self._listener.close()


@contextmanager
def serving(answer: Answer | bytes) -> Iterator[Server]:
    """Run a server that sends fixed bytes, or does as it is told."""
    send = answer if callable(answer) else lambda connection: connection.sendall(answer)
    server = Server(send)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask without the proxies of whoever runs the tests."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def client() -> Iterator[HttpClient]:
    """Return a client with small limits."""
    with HttpClient(request_deadline=0.5, connect_timeout=0.5, body_limit=100_000) as made:
        yield made


def ask(client: HttpClient, url: str, headers: Mapping[str, str]) -> Response | Gap:
    """Return what a GET of the URL brings."""
    return client.send(Request(url, headers=tuple(headers.items())))


def drip(start: bytes, piece: bytes) -> Answer:
    """Return an answer that goes on with ``piece`` for ever, slowly."""

    def send(connection: socket.socket) -> None:
        connection.sendall(start)
        until = time.monotonic() + ENDED
        while time.monotonic() < until:
            connection.sendall(piece)
            time.sleep(0.02)

    return send


def hold(connection: socket.socket) -> None:
    """Say nothing until the other side is gone."""
    while connection.recv(4_096):
        pass


def pour(start: bytes, piece: bytes) -> Answer:
    """Return an answer that goes on with ``piece`` for ever, as fast as it can."""

    def send(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(piece)

    return send


def moved(location: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def zipped(body: bytes) -> bytes:
    """Return an answer whose body says it is gzip."""
    head = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    return head + body


def body_of(answer: Response | Gap) -> bytes:
    """Return the body of what has to be an answer."""
    assert isinstance(answer, Response), answer
    return answer.body


def gap(answer: Response | Gap) -> Gap:
    """Return what has to be a gap."""
    assert isinstance(answer, Gap), answer
    return answer


def test_an_answer_comes_with_status_headers_and_body(client: HttpClient) -> None:
    """Repeated headers are joined, names are in lower case, the URL is without its query."""
    answer = HEAD + b"X-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nok"
    with serving(answer) as server:
        found = ask(client, f"{server.url}/a b?token={SECRET}".replace(" ", "%20"), {"X-Key": "k"})
    assert isinstance(found, Response)
    assert (found.status, found.headers["x-a"], found.body) == (200, "1, 2", b"ok")
    assert found.url == f"{server.url}/a%20b"
    assert server.requests[0].startswith(f"GET /a%20b?token={SECRET} HTTP/1.1\r\n")
    assert "x-key: k\r\n" in server.requests[0]


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_every_status_is_an_answer(client: HttpClient, status: int) -> None:
    """What a status means is for the caller to say."""
    with serving(b"HTTP/1.1 %d Odd\r\nContent-Length: 0\r\n\r\n" % status) as server:
        answer = ask(client, server.url, {})
    assert isinstance(answer, Response)
    assert answer.status == status


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (drip(HEAD + b"Content-Length: 90000\r\n\r\n", b"x"), GapReason.TIMED_OUT),
        (drip(HEAD, b"X: y\r\n"), GapReason.TIMED_OUT),
        (drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 C\r\n\r\n"), GapReason.TIMED_OUT),
        (hold, GapReason.TIMED_OUT),
        (drip(HEAD + b"\r\n", b"x"), GapReason.TIMED_OUT),
        (
            drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
            GapReason.TIMED_OUT,
        ),
        (pour(HEAD + b"\r\n", b"x" * 10_000), GapReason.UNREADABLE),
        (pour(HEAD, b"X: " + b"y" * 10_000 + b"\r\n"), GapReason.UNREADABLE),
        (pour(b"", b"x" * 10_000), GapReason.UNREADABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", GapReason.UNREADABLE),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nno", GapReason.UNREADABLE),
        (b"SSH-2.0-OpenSSH_9.6\r\n", GapReason.UNREADABLE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", GapReason.UNREADABLE),
        (b"", GapReason.UNREACHABLE),
        (HEAD + b"Content-Length: 200000\r\n\r\n" + b"x" * 200_000, GapReason.UNREADABLE),
        (zipped(gzip.compress(b"\0" * 50_000_000)), GapReason.UNREADABLE),
        (zipped(gzip.compress(b"some text")[:-9]), GapReason.UNREADABLE),
        (zipped(b"not gzip at all"), GapReason.UNREADABLE),
        (HEAD + b"Content-Encoding: br\r\nContent-Length: 2\r\n\r\nok", GapReason.UNREADABLE),
        (HEAD + b"Content-Encoding: gzip, gzip\r\n\r\nok", GapReason.UNREADABLE),
    ],
    ids=[
        "slow body", "slow headers", "slow interim answers", "silent", "slow body without length",
        "slow chunks", "endless body", "endless headers", "endless noise", "truncated",
        "bad chunks", "not HTTP", "bad length", "closed at once", "huge", "gzip bomb",
        "truncated gzip", "false gzip", "brotli", "twice gzip",
    ],
)  # fmt: skip
def test_bad_servers_end_as_gaps(
    client: HttpClient, answer: Answer | bytes, reason: GapReason
) -> None:
    """Whatever a server does, the request ends with its reason and without what was sent."""
    with serving(answer) as server:
        began = time.monotonic()
        found = gap(ask(client, f"{server.url}/x?key={SECRET}", {"Authorization": SECRET}))
        assert time.monotonic() - began < ENDED
    assert found.reason is reason, found
    assert found.source == f"{server.url}/x"
    assert found.detail
    assert SECRET not in str(found)


def test_gzip_is_unpacked_members_and_all(client: HttpClient) -> None:
    """Several gzip members are one body, zero padding after them is none of it."""
    body = gzip.compress(b"a" * 70_000) + gzip.compress(b"b") + b"\0" * 10
    with serving(zipped(body)) as server:
        assert body_of(ask(client, server.url, {})) == b"a" * 70_000 + b"b"
    with serving(zipped(b"")) as server:
        assert body_of(ask(client, server.url, {})) == b""


def test_a_body_at_the_limit_is_whole(client: HttpClient) -> None:
    """The limit itself is allowed."""
    with serving(zipped(gzip.compress(b"x" * 100_000))) as server:
        assert len(body_of(ask(client, server.url, {}))) == 100_000


def test_a_refused_port_is_unreachable(client: HttpClient) -> None:
    """Nobody listening is a gap that says so."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert gap(ask(client, f"http://127.0.0.1:{port}/", {})).reason is GapReason.UNREACHABLE


def with_one_connection(client: HttpClient, scheme: str, answer: Answer) -> Response | Gap:
    """Ask a server that hands its one connection to ``answer`` without reading a request."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        found = ask(client, f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/", {})
        thread.join(ENDED)
    return found


def test_tls_with_somebody_who_does_not_is_unreachable(client: HttpClient) -> None:
    """A failing handshake is a gap."""
    found = gap(with_one_connection(client, "https", lambda connection: connection.sendall(OK)))
    assert found.reason is GapReason.UNREACHABLE


def test_a_handshake_that_hangs_ends(client: HttpClient) -> None:
    """The deadline holds for the handshake, too."""
    assert gap(with_one_connection(client, "https", hold)).reason is GapReason.TIMED_OUT


def test_the_run_has_a_budget_of_its_own() -> None:
    """When all requests together took too long, the next are not made."""
    with (
        serving(hold) as slow,
        serving(OK) as fast,
        HttpClient(request_deadline=5, run_budget=0.3) as client,
    ):
        assert gap(ask(client, slow.url, {})).reason is GapReason.TIMED_OUT
        late = gap(ask(client, fast.url, {}))
    assert late.reason is GapReason.TIMED_OUT
    assert "0.3 seconds" in late.detail
    assert fast.requests == []


def test_equal_questions_are_asked_once(client: HttpClient) -> None:
    """The first answer counts for the run; other headers are another question."""
    with serving(OK) as server:
        first = ask(client, server.url, {"Accept": "a"})
        assert ask(client, server.url, {"accept": "a"}) is first
        ask(client, server.url, {"Accept": "b"})
    assert len(server.requests) == 2


def test_who_follows_and_who_does_not_ask_once(client: HttpClient) -> None:
    """Where nothing redirects both have the same answer; a redirect is asked for once, too."""

    def answer(connection: socket.socket) -> None:
        at_start = server.requests[-1].startswith("GET /start ")
        connection.sendall(
            HEAD.replace(b"200 OK", b"302 Found") + b"Location: /end\r\nContent-Length: 0\r\n\r\n"
            if at_start
            else OK
        )

    with serving(answer) as server:
        for path in ("/start", "/end", "/start"):
            for follows in (True, False):
                client.send(Request(f"{server.url}{path}", follow_redirects=follows))
    asked = [request.split()[1] for request in server.requests]
    assert sorted(asked) == ["/end", "/end", "/start"]


def test_who_wants_no_earlier_answer_gets_a_new_one(client: HttpClient) -> None:
    """What was written in between is seen by a question that says so, and by it alone."""
    with serving(OK) as server:
        for _ in range(2):
            ask(client, server.url, {"Cache-Control": "no-cache"})
            ask(client, server.url, {})
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://example.org:8443/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://0.0.0.0/",
        "http://localhost.example.org/",
        "http://127.0.0.1@example.org/",
        "http://user:canary-5f1d@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http://127.0.0.1\n.example.org/",
        "http://[::1%25lo]/",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:canary-5f1d/",
        "http:///x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "//127.0.0.1/",
        "",
        "http://exa\ud800mple.org/",
        "http://127.0.0.1/\ud800",
    ],
)
def test_what_is_not_allowed_is_never_asked(
    client: HttpClient, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other hosts, odd spellings, schemes and credentials end before any look-up."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something was looked up or connected")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    found = gap(ask(client, url, {}))
    assert found.reason is GapReason.NOT_ALLOWED
    assert SECRET not in str(found)


@pytest.mark.parametrize(
    "answers",
    [
        ["169.254.169.254"],
        ["203.0.113.7", "169.254.169.254"],
        ["fe80::1"],
        ["::ffff:169.254.169.254"],
        ["64:ff9b::a9fe:a9fe"],
        ["fd00:ec2::254"],
        ["0.0.0.0"],  # noqa: S104 - looked for, not bound
        ["::"],
        ["224.0.0.1"],
        ["240.0.0.1"],
    ],
)
def test_names_for_metadata_addresses_are_refused(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An allowed name does not make every address it stands for allowed."""

    def look_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (answer, 80)) for answer in answers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with HttpClient(["hub.example"]) as client:
        found = gap(ask(client, "http://hub.example/", {}))
    assert found.reason is GapReason.NOT_ALLOWED
    assert "never asked" in found.detail


def test_metadata_addresses_are_refused_even_where_they_are_named() -> None:
    """No allow-list opens them."""
    with HttpClient(["169.254.169.254"]) as client:
        found = ask(client, "http://169.254.169.254/latest/meta-data", {})
    assert gap(found).reason is GapReason.NOT_ALLOWED


def test_the_connection_goes_to_the_checked_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once; what a second look-up would say does not matter."""
    asked: list[str] = []

    def look_up(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1" if len(asked) == 1 else "169.254.1.1", 0))]

    real = socket.getaddrinfo
    with serving(OK) as server, HttpClient(["hub.example"]) as client:
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, *a, **k: (
                real(host, *a, **k) if host[0].isdigit() else look_up(host, *a, **k)
            ),
        )
        found = ask(client, f"http://hub.example:{server.port}/", {})
    assert body_of(found) == b"ok"
    assert asked == ["hub.example"]
    assert f"host: hub.example:{server.port}\r\n" in server.requests[0]


def test_a_resolver_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline holds for looking up a name, too."""
    go = threading.Event()

    def hang(*_: object, **__: object) -> list[tuple[object, ...]]:
        go.wait(ENDED)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with HttpClient(["hub.example"], request_deadline=0.3) as client:
        found = gap(ask(client, "http://hub.example/", {}))
    go.set()
    assert found.reason is GapReason.TIMED_OUT


def test_a_name_that_is_not_known_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing look-up is a gap."""

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with HttpClient(["hub.example"]) as client:
        assert gap(ask(client, "http://hub.example/", {})).reason is GapReason.UNREACHABLE


@pytest.mark.parametrize(
    ("entry", "url", "allowed"),
    [
        ("hub.example", "http://HUB.example.:81/", True),
        ("HUB.example", "https://hub.example/", True),
        ("hub.example:81", "http://hub.example:81/", True),
        ("hub.example:81", "http://hub.example/", False),
        ("hub.example:443", "https://hub.example/", True),
        ("hub.example", "http://a.hub.example/", False),
        ("2001:db8::1", "http://[2001:0db8::1]:9/", True),
        ("[2001:db8::1]:9", "http://[2001:db8::1]:9/", True),
        ("[2001:db8::1]:9", "http://[2001:db8::1]:8/", False),
        ("xn--bcher-kva.example", "http://b\u00fccher.example/", True),
        ("none.example", "http://[::1]/", True),
        ("none.example", "http://[::ffff:127.0.0.1]/", True),
        ("none.example", "http://localhost:1/", True),
        ("none.example", "http://127.8.9.1/", True),
    ],
)
def test_the_allow_list(entry: str, url: str, allowed: bool) -> None:  # noqa: FBT001
    """Entries are hosts with or without a port; loopback needs none."""
    hosts = addressing.AllowedHosts([entry])
    if allowed:
        hosts.check(parse_url(url))
    else:
        with pytest.raises(RefusedError):
            hosts.check(parse_url(url))


def test_an_allow_list_that_cannot_be_read_is_an_input_error() -> None:
    """All entries that are no hosts are named together."""
    with pytest.raises(InputError) as caught:
        HttpClient(["hub.example", "http://hub.example/", "a b", "user@hub", ""])
    assert len(caught.value.problems) == 4


def test_localhost_is_loopback_whatever_the_resolver_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A resolver cannot make ``localhost`` another machine."""
    rows = [(0, 0, 0, "", ("203.0.113.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(RefusedError, match="never asked"):
        addressing.addresses("localhost", 80, Deadline(time.monotonic() + ENDED, "late"))


def test_a_redirect_is_followed_with_credentials_to_the_same_origin(client: HttpClient) -> None:
    """Inside one origin a redirect changes nothing but the path."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(OK if len(server.requests) > 1 else moved("../b?c=d#e", 307))

    with serving(answer) as server:
        found = ask(client, f"{server.url}/x/a", {"Authorization": SECRET})
    assert isinstance(found, Response)
    assert found.url == f"{server.url}/b"
    assert server.requests[1].startswith("GET /b?c=d HTTP/1.1\r\n")
    assert f"authorization: {SECRET}" in server.requests[1]


def test_credentials_never_follow_to_another_origin(client: HttpClient) -> None:
    """Another port is another origin: only harmless headers go there."""
    headers = {"Authorization": SECRET, "X-Api-Key": SECRET, "Cookie": SECRET, "Accept": "text/x"}
    with serving(OK) as other, serving(moved(other.url)) as server:
        assert body_of(ask(client, server.url, headers)) == b"ok"
    assert SECRET in server.requests[0]
    assert SECRET not in other.requests[0]
    assert "accept: text/x" in other.requests[0]


@pytest.mark.parametrize(
    "location",
    [
        "http://example.org/",
        "//example.org/x",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "http://u:canary-5f1d@127.0.0.1/",
        "http://[",
        "http://127.0.0.1:99999/",
    ],
)
def test_a_redirect_to_where_is_not_allowed_ends(client: HttpClient, location: str) -> None:
    """Each host on the way is checked again."""
    with serving(moved(location)) as server:
        found = gap(ask(client, server.url, {}))
    assert found.reason is GapReason.NOT_ALLOWED
    assert found.detail.startswith("redirected")
    assert SECRET not in str(found)


def test_a_redirect_from_elsewhere_does_not_reach_loopback() -> None:
    """A server on another host cannot make us ask our own machine."""
    hosts = addressing.AllowedHosts(["hub.example"])
    elsewhere = parse_url("http://hub.example/")
    with pytest.raises(RefusedError, match="redirected"):
        hosts.check(parse_url("http://127.0.0.1:9200/"), elsewhere)
    addressing.AllowedHosts(["127.0.0.1"]).check(parse_url("http://127.0.0.1/"), elsewhere)


def test_a_redirect_loop_ends(client: HttpClient) -> None:
    """After five redirects it is enough."""
    with serving(moved("/again")) as server:
        found = gap(ask(client, server.url, {}))
    assert found.reason is GapReason.UNREACHABLE
    assert "more than 5" in found.detail
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {SECRET}\n"},
        {"Authorization": f"{SECRET}\r\nX: y"},
        {"Authorization": f"{SECRET}\u20ac"},
        {f"{SECRET} x": "y"},
        {"": "y"},
    ],
)
def test_headers_that_cannot_be_sent_are_not(client: HttpClient, headers: dict[str, str]) -> None:
    """A secret with a line break is refused by its header's name, its value never shown."""
    with serving(OK) as server:
        found = gap(ask(client, server.url, headers))
    assert found.reason is GapReason.NOT_LOOKED
    assert SECRET not in str(found)
    assert server.requests == []


def test_headers_of_the_transport_are_ours(client: HttpClient) -> None:
    """A caller cannot change the host or ask for another encoding."""
    with serving(OK) as server:
        ask(client, server.url, {"Host": "evil.example", "Accept-Encoding": "br"})
    assert "evil.example" not in server.requests[0]
    assert "accept-encoding: gzip\r\n" in server.requests[0]


def test_loopback_is_never_asked_through_a_proxy(
    client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables like ``HTTP_PROXY`` change nothing for this machine."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(OK) as server:
        assert body_of(ask(client, server.url, {})) == b"ok"


def test_nothing_is_left_open(client: HttpClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every socket is closed when its request ends, however it ends; no thread stays."""
    opened: list[socket.socket] = []
    real = socket.create_connection

    def keep(*arguments: object, **options: object) -> socket.socket:
        opened.append(real(*arguments, **options))  # type: ignore[arg-type]
        return opened[-1]

    before = threading.active_count()
    answers: list[Answer | bytes] = [OK, HEAD, drip(HEAD, b"X: y\r\n"), moved("/a"), b"no"]
    for answer in answers:
        with serving(answer) as server, monkeypatch.context() as patch:
            patch.setattr(socket, "create_connection", keep)
            ask(client, server.url, {})
    client.close()
    assert [sock.fileno() for sock in opened] == [-1] * len(opened)
    assert len(opened) >= len(answers)
    assert threading.active_count() == before


def test_many_threads_may_ask(client: HttpClient) -> None:
    """Equal questions from several threads at once are still asked once."""
    found: list[Response | Gap] = []
    with serving(OK) as server:
        asking = [
            threading.Thread(target=lambda: found.append(ask(client, server.url, {})))
            for _ in range(8)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join(ENDED)
    assert (len(found), len(server.requests)) == (8, 1)


def test_the_transport_is_imported_with_the_first_request_only() -> None:
    """Importing the adapter and making a client costs no import of httpcore."""
    code = (
        "import sys; from contractcheck.adapters.http import HttpClient; HttpClient(['a']);"
        "sys.exit('httpcore' in sys.modules or 'httpx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_transport_is_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "contractcheck.adapters.http.asking", None)
    with HttpClient() as client, pytest.raises(InputError, match=r"contractcheck\[live\]"):
        ask(client, "http://127.0.0.1:9/", {})


@given(st.text(alphabet="htp:/@.[]%?#\\ 17ab\n\u00fc\ud800", max_size=40))
def test_any_text_is_a_url_or_refused(text: str) -> None:
    """No text ends in another error, and what is shown of it has no query and no credentials."""
    shown = public_url(text)
    assert not set("?#@\n") & set(shown.partition("//")[2].partition("/")[0])
    with suppress(RefusedError):
        target = parse_url(text)
        assert "?" not in target.public
        assert target.path.startswith("/")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_nobody_vouches_for_is_unreachable(
    client: HttpClient, tmp_path: Path
) -> None:
    """A handshake with a self-signed server ends before anything is sent."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    heard: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            heard.append(secured.recv(100))

    found = gap(with_one_connection(client, "https", answer))
    assert found.reason is GapReason.UNREACHABLE
    assert "certificate" in found.detail.lower()
    assert heard == []
