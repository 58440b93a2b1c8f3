"""Who vouches for a server and proves who asks, and what a proxy is told: against real TLS and real proxies."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.adapters.http import HttpClient
from contractcheck.adapters.http.proxies import ProxyUrl, proxy_for, proxy_secrets
from contractcheck.adapters.http.refusal import RefusedError
from contractcheck.adapters.http.settings import ClientCertificate, OriginSettings
from contractcheck.adapters.http.url import parse_url
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.ports import Request, Response
from tests.certificates import Authority, Certificate, new_authority
from tests.servers import Asked, Said, answering

SECRET = "canary-proxy-77"  # noqa: S105 - planted to be looked for
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
TRUST = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the machine says of proxies and authorities."""
    for name in (*PROXIES, *TRUST):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Return an authority that nobody trusts yet."""
    return new_authority(tmp_path_factory.mktemp("authority"))


def body_of(answer: Response | Gap) -> bytes:
    """Return the body of what has to be an answer."""
    assert isinstance(answer, Response), answer
    return answer.body


def gap(answer: Response | Gap) -> Gap:
    """Return what has to be a gap that shows no secret."""
    assert isinstance(answer, Gap), answer
    assert SECRET not in str(answer)
    return answer


def test_authorities_of_an_api_vouch_for_its_server(authority: Authority) -> None:
    """A private hub with a private authority is asked, on one connection."""
    settings = OriginSettings(authorities=authority.certificate.read_text("ascii"))
    with answering(Said(), authority.server()) as server:
        with HttpClient(origins={server.url: settings}) as client:
            assert body_of(client.send(Request(f"{server.url}/1"))) == b"ok"
            assert body_of(client.send(Request(f"{server.url}/2"))) == b"ok"
        assert server.connections == 1
        with HttpClient() as client:
            untrusted = gap(client.send(Request(server.url)))
    assert untrusted.reason is GapReason.UNREACHABLE
    assert "certificate" in untrusted.detail.lower()
    assert server.paths == ["/1", "/2"]


def test_closing_ends_a_question_over_tls(authority: Authority) -> None:
    """Also where the socket is another one since the handshake."""
    settings = OriginSettings(authorities=authority.certificate.read_text("ascii"))
    begun, ended = threading.Event(), threading.Event()

    def answer(_: Asked) -> Said:
        begun.set()
        ended.wait(20)
        return Said()

    with answering(answer, authority.server()) as server:
        client = HttpClient(origins={server.url: settings})
        found: list[Response | Gap] = []
        asking = threading.Thread(target=lambda: found.append(client.send(Request(server.url))))
        asking.start()
        assert begun.wait(10)
        client.close()
        asking.join(5)
        ended.set()
    assert [type(one) for one in found] == [Gap]


def test_nobody_else_vouches_for_it(authority: Authority, tmp_path: Path) -> None:
    """A server that another authority vouches for is not the one that was meant."""
    other = new_authority(tmp_path / "other")
    settings = OriginSettings(authorities=other.certificate.read_text("ascii"))
    with (
        answering(Said(), authority.server()) as server,
        HttpClient(origins={server.url: settings}) as client,
    ):
        found = gap(client.send(Request(server.url)))
    assert found.reason is GapReason.UNREACHABLE
    assert server.asked == []


def test_what_the_environment_trusts_comes_before_the_tree(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets ``SSL_CERT_FILE`` cannot be made to trust somebody else by a change of the tree."""
    outside = new_authority(tmp_path / "outside")
    monkeypatch.setenv("SSL_CERT_FILE", str(outside.certificate))
    settings = OriginSettings(authorities=authority.certificate.read_text("ascii"))
    with (
        answering(Said(), authority.server()) as server,
        HttpClient(origins={server.url: settings}) as client,
    ):
        gap(client.send(Request(server.url)))
    assert server.asked == []


def test_a_certificate_for_another_host_is_none(authority: Authority) -> None:
    """Being vouched for is not enough: the name must be right."""
    settings = OriginSettings(authorities=authority.certificate.read_text("ascii"))
    with answering(Said(), authority.server()) as server:
        url = f"https://[::ffff:127.0.0.1]:{server.server_port}"  # the same machine otherwise named
        with HttpClient(origins={url: settings}) as client:
            found = gap(client.send(Request(url)))
        assert (server.connections, server.asked) == (0, [])
    assert "certificate" in found.detail.lower()


def test_the_environment_names_authorities(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``SSL_CERT_FILE`` is what other programs obey, too."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    with answering(Said(), authority.server()) as server, HttpClient() as client:
        assert body_of(client.send(Request(server.url))) == b"ok"


def test_a_file_without_certificates_is_told() -> None:
    """And nothing is sent to a server that nobody vouched for."""
    with HttpClient(origins={"https://127.0.0.1:9": OriginSettings(authorities="# no")}) as client:
        found = gap(client.send(Request("https://127.0.0.1:9/")))
    assert found.reason is GapReason.NOT_LOOKED
    assert "`ca`" in found.detail


@pytest.fixture(scope="module")
def own(authority: Authority) -> Certificate:
    """Return the certificate that proves who asks."""
    return authority.issue("client")


def shown(own: Certificate) -> ClientCertificate:
    """Return the certificate as configuration and environment name it."""
    return ClientCertificate("HUB_CERT_FILE", "HUB_KEY_FILE", str(own.certificate), str(own.key))


def test_a_client_certificate_proves_who_asks(authority: Authority, own: Certificate) -> None:
    """A server that wants one answers with it and not without."""
    trusted = authority.certificate.read_text("ascii")
    with answering(Said(), authority.server(asks_for_client=True)) as server:
        with HttpClient(origins={server.url: OriginSettings(authorities=trusted)}) as client:
            gap(client.send(Request(server.url)))
        settings = OriginSettings(authorities=trusted, client=shown(own))
        with HttpClient(origins={server.url: settings}) as client:
            assert body_of(client.send(Request(server.url))) == b"ok"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("certificate", "key", "words"),
    [
        ("", "k", "HUB_CERT_FILE is not set"),
        ("c", "", "HUB_KEY_FILE is not set"),
        ("/nowhere/canary-proxy-77", "/nowhere/k", "HUB_CERT_FILE and HUB_KEY_FILE"),
        (__file__, __file__, "HUB_CERT_FILE and HUB_KEY_FILE"),
    ],
)
def test_a_client_certificate_that_cannot_be_shown_is_told(
    certificate: str, key: str, words: str
) -> None:
    """By the names of the variables; what they hold is shown nowhere."""
    client = ClientCertificate("HUB_CERT_FILE", "HUB_KEY_FILE", certificate, key)
    origins = {"https://127.0.0.1:9": OriginSettings(client=client)}
    with HttpClient(origins=origins) as asking:
        found = gap(asking.send(Request("https://127.0.0.1:9/")))
    assert found.reason is GapReason.NO_CREDENTIAL
    assert words in found.detail


def test_http_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told the whole URL and the user, and what it answers is what the host answers."""

    def answer(asked: Asked) -> Said:
        return Said(body=asked.path.encode(), headers={"X-Seen": asked.headers["host"]})

    with answering(answer) as proxy:
        url = proxy.url.replace("//", f"//user:{SECRET}%40@")
        monkeypatch.setenv("http_proxy", url)
        with HttpClient(["hub.example"]) as client:
            first = client.send(Request("http://hub.example/a?b=c", headers=(("X-Key", "k"),)))
            client.send(Request("http://hub.example/d"))
    assert isinstance(first, Response)
    assert (first.body, first.headers["x-seen"]) == (b"http://hub.example/a?b=c", "hub.example")
    assert first.url == "http://hub.example/a"
    assert proxy.connections == 1
    assert proxy.asked[0].headers["x-key"] == "k"
    assert proxy.asked[0].headers["proxy-authorization"].startswith("Basic ")


def test_what_is_not_allowed_never_reaches_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host is what counts, also after a redirect, and addresses that are never asked."""
    elsewhere = Said(302, headers={"Location": "http://other.example/"})
    with answering(elsewhere) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with HttpClient(["hub.example", "169.254.169.254"]) as client:
            reasons = [
                gap(client.send(Request(url))).reason
                for url in (
                    "http://none.example/",
                    "http://169.254.169.254/latest",
                    "http://hub.example/",
                )
            ]
    assert reasons == [GapReason.NOT_ALLOWED] * 3
    assert proxy.paths == ["http://hub.example/"]


def test_a_proxy_that_wants_other_credentials_makes_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its 407 is not the answer of the host, and its words are not quoted."""
    with answering(Said(407, SECRET.encode(), {"Proxy-Authenticate": SECRET})) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("//", f"//user:{SECRET}@"))
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("//", f"//user:{SECRET}@"))
        with HttpClient(["hub.example"]) as client:
            plain = gap(client.send(Request("http://hub.example/")))
            tunnel = gap(client.send(Request("https://hub.example/")))
    assert plain.reason is tunnel.reason is GapReason.UNREACHABLE
    assert "proxy" in plain.detail
    assert "proxy" in tunnel.detail


@contextmanager
def tunnel_to(port: int, tls: ssl.SSLContext | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Run a proxy that connects every CONNECT to a port of loopback; its URL and what it was told."""
    told: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def pipe(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                near = tls.wrap_socket(near, server_side=True) if tls else near
                head = b""
                while b"\r\n\r\n" not in head:
                    head += near.recv(65_536)
                told.append(head)
                far = socket.create_connection(("127.0.0.1", port))
                near.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                for pair in ((near, far), (far, near)):
                    threads.append(threading.Thread(target=pipe, args=pair))
                    threads[-1].start()
                sockets.extend((near, far))

    sockets: list[socket.socket] = []
    accepting = threading.Thread(target=serve)
    accepting.start()
    try:
        scheme = "https" if tls else "http"
        yield f"{scheme}://user:{SECRET}@127.0.0.1:{listener.getsockname()[1]}", told
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in (accepting, *threads):
            thread.join(10)
        for one in sockets:
            one.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_https_goes_through_a_tunnel(
    scheme: str, authority: Authority, own: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy sees the name of the host and the user; what is asked and answered it does not."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    settings = OriginSettings(client=shown(own))
    with (
        answering(Said(), authority.server(asks_for_client=True)) as server,
        tunnel_to(server.server_port, authority.server() if scheme == "https" else None) as proxy,
    ):
        url, told = proxy
        monkeypatch.setenv("HTTPS_PROXY", url)
        with HttpClient(["hub.example"], origins={"https://hub.example": settings}) as client:
            for number in range(3):
                assert body_of(client.send(Request(f"https://hub.example/{number}"))) == b"ok"
    assert server.paths == ["/0", "/1", "/2"]
    assert len(told) == 1
    assert told[0].startswith(b"CONNECT hub.example:443 ")
    assert "proxy-authorization" not in server.asked[0].headers


def test_a_proxy_that_is_not_there_is_what_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The host itself may be well, and that is said; the user and password are not."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    monkeypatch.setenv("ALL_PROXY", f"http://user:{SECRET}@{address}")
    with HttpClient(["hub.example"], jitter=lambda: 0.0) as client:
        for scheme in ("http", "https"):
            found = gap(client.send(Request(f"{scheme}://hub.example/")))
            assert found.reason is GapReason.UNREACHABLE
            assert found.detail.startswith("the way through the proxy: ")


@pytest.mark.parametrize(
    ("url", "environment", "expected"),
    [
        ("http://a.example/", {}, None),
        ("http://a.example/", {"HTTP_PROXY": "http://p:1"}, ("http", "p", 1)),
        ("http://a.example/", {"HTTP_PROXY": "p:1"}, ("http", "p", 1)),
        ("http://a.example/", {"HTTP_PROXY": "https://p"}, ("https", "p", 443)),
        ("http://a.example/", {"HTTP_PROXY": "//p", "http_proxy": "http://q"}, ("http", "q", 80)),
        ("http://a.example/", {"HTTP_PROXY": "http://p", "REQUEST_METHOD": "GET"}, None),
        ("https://a.example/", {"HTTP_PROXY": "http://p"}, None),
        ("https://a.example/", {"ALL_PROXY": "http://p"}, ("http", "p", 80)),
        ("https://a.example/", {"HTTPS_PROXY": "", "all_proxy": "http://p"}, ("http", "p", 80)),
        ("http://a.example/", {"ALL_PROXY": "http://p", "NO_PROXY": "*"}, None),
        ("http://a.example/", {"ALL_PROXY": "http://p", "NO_PROXY": "x, A.example"}, None),
        ("http://b.a.example/", {"ALL_PROXY": "http://p", "NO_PROXY": "a.example"}, None),
        ("http://b.a.example/", {"ALL_PROXY": "http://p", "no_proxy": ".a.example"}, None),
        ("http://ba.example/", {"ALL_PROXY": "p", "NO_PROXY": "a.example"}, ("http", "p", 80)),
        ("http://a.example:8/", {"ALL_PROXY": "p", "NO_PROXY": "a.example:8"}, None),
        ("http://a.example/", {"ALL_PROXY": "p", "NO_PROXY": "a.example:8"}, ("http", "p", 80)),
        ("http://10.1.2.3/", {"ALL_PROXY": "p", "NO_PROXY": "10.0.0.0/8"}, None),
        ("http://11.1.2.3/", {"ALL_PROXY": "p", "NO_PROXY": "10.0.0.0/8"}, ("http", "p", 80)),
        ("http://[2001:db8::1]/", {"ALL_PROXY": "p", "NO_PROXY": "2001:db8::/32"}, None),
        ("http://[2001:db8::1]/", {"ALL_PROXY": "p", "NO_PROXY": "2001:db8::1"}, None),
        ("http://a.example/", {"ALL_PROXY": "p", "NO_PROXY": " , ,."}, ("http", "p", 80)),
    ],
)
def test_which_proxy_is_asked(
    url: str, environment: Mapping[str, str], expected: tuple[str, str, int] | None
) -> None:
    """Lower case first, the scheme's own before the one for all, exceptions before both."""
    found = proxy_for(parse_url(url), environment)
    assert found == (ProxyUrl(*expected) if expected else None)


@pytest.mark.parametrize(
    "text", [f"socks5://u:{SECRET}@p:1", f"http://u:{SECRET}@", "http://[", "http://p:99999", "a b"]
)
def test_a_proxy_that_cannot_be_used_is_named_by_its_variable(text: str) -> None:
    """A check that went around it would go where the user did not want it to."""
    with pytest.raises(RefusedError, match="HTTPS_PROXY") as caught:
        proxy_for(parse_url("https://a.example/"), {"HTTPS_PROXY": text})
    assert SECRET not in str(caught.value)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_environment_names_a_proxy_none_or_one_that_cannot_be_used(
    proxy: str, exceptions: str
) -> None:
    """No text of the environment ends in another error."""
    environment = {"ALL_PROXY": proxy, "NO_PROXY": exceptions}
    with suppress(RefusedError):
        proxy_for(parse_url("http://a.example/"), environment)
    assert SECRET not in "".join(proxy_secrets(environment))


def test_credentials_of_a_proxy_are_read_as_they_are_meant() -> None:
    """Percent signs stand for what a URL could not hold; no representation shows the password."""
    found = proxy_for(parse_url("http://a.example/"), {"HTTP_PROXY": "http://us%3Aer:p%40ss@p"})
    assert found is not None
    assert found.credentials == (b"us:er", b"p@ss")
    assert "ss" not in repr(found).replace("class", "")
