"""When a request is sent again, when never, and how long is waited: against real servers on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from contractcheck.adapters.http import HttpClient
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.ports import Request, Response
from tests.servers import Answer, Asked, Said, answering

BUSY = Said(503, b"busy")


def at_once() -> float:
    """Return the jitter that never waits."""
    return 0.0


def in_turn(answers: Iterable[Said | None]) -> Answer:
    """Return a server that says one thing after the other, and the last one for ever."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def status_of(answer: Response | Gap) -> int:
    """Return the status of what has to be an answer."""
    assert isinstance(answer, Response), answer
    return answer.status


@pytest.mark.parametrize("status", [429, 502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_only_reads_is_asked_again(status: int, method: str) -> None:
    """A server that is busy once is asked a second time, at most a third."""
    with (
        answering(in_turn([Said(status), Said(200)])) as server,
        HttpClient(jitter=at_once) as client,
    ):
        assert status_of(client.send(Request(server.url, method))) == 200
    assert len(server.asked) == 2


def test_after_three_attempts_the_answer_counts() -> None:
    """A server that stays busy is answered for by its last answer."""
    with answering(BUSY) as server, HttpClient(jitter=at_once) as client:
        assert status_of(client.send(Request(server.url))) == 503
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 409, 500, 501])
def test_other_statuses_are_answers_at_once(status: int) -> None:
    """What will not change by waiting is not waited for."""
    with answering(Said(status)) as server, HttpClient(jitter=at_once) as client:
        assert status_of(client.send(Request(server.url))) == status
    assert len(server.asked) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_writes_is_sent_once(method: str) -> None:
    """A second copy of a request could do a thing twice."""
    with answering(BUSY) as server, HttpClient(jitter=at_once) as client:
        assert status_of(client.send(Request(server.url, method, body=b"{}"))) == 503
    assert [(one.method, one.body) for one in server.asked] == [(method, b"{}")]


def test_an_idempotency_key_makes_a_request_repeatable() -> None:
    """The server has said by it that a second copy does nothing."""
    headers = (("Idempotency-Key", "k-1"),)
    with answering(in_turn([BUSY, Said(201)])) as server, HttpClient(jitter=at_once) as client:
        answer = client.send(Request(server.url, "POST", headers, b'{"a": 1}'))
    assert status_of(answer) == 201
    assert [one.body for one in server.asked] == [b'{"a": 1}'] * 2
    assert {one.headers["idempotency-key"] for one in server.asked} == {"k-1"}


def test_equal_writes_are_two_writes() -> None:
    """Only questions are asked once; what is told twice is told twice."""
    with answering(Said(201)) as server, HttpClient() as client:
        client.send(Request(server.url, "POST", body=b"x"))
        client.send(Request(server.url, "POST", body=b"x"))
    assert len(server.asked) == 2


def test_a_write_is_never_sent_to_where_it_is_redirected() -> None:
    """Where it leads is the answer."""
    with answering(Said(307, headers={"Location": "/elsewhere"})) as server, HttpClient() as client:
        assert status_of(client.send(Request(server.url, "POST"))) == 307
    assert server.paths == ["/"]


def test_a_redirect_is_an_answer_where_it_is_not_followed() -> None:
    """A probe sees where it leads."""
    with (
        answering(Said(302, headers={"Location": "/NewSession"})) as server,
        HttpClient() as client,
    ):
        answer = client.send(Request(f"{server.url}/Hubs", follow_redirects=False))
    assert isinstance(answer, Response)
    assert (answer.status, answer.headers["location"]) == (302, "/NewSession")
    assert server.paths == ["/Hubs"]


def test_a_connection_that_does_not_come_about_is_tried_three_times() -> None:
    """Nobody has read the request, so that any method may try again; then the host is left alone."""
    waits: list[float] = []

    def jitter() -> float:
        waits.append(0.0)
        return 0.0

    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with HttpClient(jitter=jitter) as client:
        first = client.send(Request(url, "POST"))
        assert len(waits) == 2
        second = client.send(Request(f"{url}/other"))
    assert isinstance(first, Gap)
    assert isinstance(second, Gap)
    assert (first.reason, first.detail) == (second.reason, second.detail)
    assert first.reason is GapReason.UNREACHABLE
    assert len(waits) == 2


def seconds(number: float) -> str:
    """Write ``Retry-After`` as seconds."""
    return f"{number:.0f}"


def as_date(number: float) -> str:
    """Write ``Retry-After`` as an HTTP date."""
    moment = datetime.now(UTC) + timedelta(seconds=number)
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(("write", "least"), [(seconds, 0.9), (as_date, 0.0)])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(
    status: int, write: Callable[[float], str], least: float
) -> None:
    """The server says how long; the jitter of ours does not shorten it."""
    first = Said(status, headers={"Retry-After": write(1)})
    with answering(in_turn([first, Said(200)])) as server, HttpClient(jitter=at_once) as client:
        began = time.monotonic()
        assert status_of(client.send(Request(server.url))) == 200
        assert time.monotonic() - began >= least
    assert len(server.asked) == 2


@pytest.mark.parametrize("written", ["3600", as_date(3600)], ids=["seconds", "date"])
def test_a_limit_that_lasts_longer_than_the_request_is_a_gap_that_says_so(written: str) -> None:
    """Nothing is waited for that cannot come; nobody of this run asks that host again."""
    with (
        answering(Said(429, headers={"Retry-After": written})) as server,
        HttpClient(jitter=at_once) as client,
    ):
        answers = [client.send(Request(f"{server.url}/{number}")) for number in range(3)]
    assert len(server.asked) == 1
    for answer in answers:
        assert isinstance(answer, Gap)
        assert answer.reason is GapReason.RATE_LIMITED
        assert "after 3600 seconds" in answer.detail or " UTC" in answer.detail


@pytest.mark.parametrize("written", ["soon", "-1", "", "9" * 40, "Mon, 99 Foo 2026 00:00:00 GMT"])
def test_a_retry_after_that_cannot_be_read_is_none(written: str) -> None:
    """Then the wait is of our own choosing."""
    first = Said(503, headers={"Retry-After": written})
    with answering(in_turn([first, Said(200)])) as server, HttpClient(jitter=at_once) as client:
        assert status_of(client.send(Request(server.url))) == 200


def test_waits_grow_and_are_jittered() -> None:
    """The source of chance is asked once for each wait, the longest of which doubles."""
    asked: list[float] = []

    def jitter() -> float:
        asked.append(time.monotonic())
        return 0.2

    with answering(BUSY) as server, HttpClient(jitter=jitter) as client:
        began = time.monotonic()
        client.send(Request(server.url))
        took = time.monotonic() - began
    assert len(asked) == 2
    assert took >= 0.2 * 0.5 + 0.2 * 1.0


def test_attempts_end_with_the_deadline() -> None:
    """A wait that would go beyond it is not begun."""
    with (
        answering(BUSY) as server,
        HttpClient(request_deadline=0.4, jitter=lambda: 1.0) as client,
    ):
        began = time.monotonic()
        assert status_of(client.send(Request(server.url))) == 503
        assert time.monotonic() - began < 5
    assert len(server.asked) == 1


def test_a_kept_connection_that_was_closed_meanwhile_is_replaced() -> None:
    """A server may close whenever it likes: what only reads goes on a new connection, unseen."""

    def answer(asked: Asked) -> Said | None:
        # The second request is read and then the connection is closed without a word.
        return None if len(server.asked) == 2 else Said(body=asked.path.encode())

    with answering(answer) as server, HttpClient() as client:
        assert status_of(client.send(Request(f"{server.url}/1"))) == 200
        assert status_of(client.send(Request(f"{server.url}/2"))) == 200
    assert server.paths == ["/1", "/2", "/2"]


def test_an_answer_that_nobody_asked_for_is_no_answer_to_the_next_question() -> None:
    """A server that sends two answers to one request is asked the next one on a new connection."""

    def serve() -> None:
        for _ in range(2):
            connection, _ = listener.accept()
            with connection, suppress(OSError):  # a client that hangs up is what is tested
                while request := connection.recv(65_536):
                    path = request.split()[1]
                    one = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(path), path)
                    connection.sendall(one * 2)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = threading.Thread(target=serve)
        serving.start()
        with HttpClient() as client:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            answers = [client.send(Request(f"{url}/{number}")) for number in range(2)]
        serving.join(10)
    assert [one.body for one in answers if isinstance(one, Response)] == [b"/0", b"/1"]


def test_a_write_goes_on_a_connection_of_its_own() -> None:
    """A kept one may be closed, and whether the request was read before would not be known."""
    with answering(Said()) as server, HttpClient() as client:
        client.send(Request(f"{server.url}/1"))
        client.send(Request(f"{server.url}/2", "POST"))
        client.send(Request(f"{server.url}/3"))
    assert server.connections == 2


def test_validators_of_an_earlier_answer_may_bring_not_modified() -> None:
    """A 304 is an answer with that status and no body, whatever the validator."""

    def answer(asked: Asked) -> Said:
        same = asked.headers.get("if-none-match") == '"v1"' or "if-modified-since" in asked.headers
        return Said(304, b"", {"ETag": '"v1"'}) if same else Said(body=b"new")

    with answering(answer) as server, HttpClient() as client:
        new = client.send(Request(server.url))
        by_tag = client.send(Request(server.url, headers=(("If-None-Match", '"v1"'),)))
        since = (("If-Modified-Since", "Sat, 21 Nov 2026 03:00:00 GMT"),)
        by_date = client.send(Request(server.url, headers=since))
    assert [status_of(one) for one in (new, by_tag, by_date)] == [200, 304, 304]
    assert isinstance(by_tag, Response)
    assert (by_tag.body, by_tag.headers["etag"]) == (b"", '"v1"')
    assert server.connections == 1
