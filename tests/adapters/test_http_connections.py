"""Connections and threads: how many, how long, and none left; against real servers on loopback."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from contractcheck.adapters.http import HttpClient
from contractcheck.adapters.http.answers import Answers
from contractcheck.adapters.http.settings import OriginSettings
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.ports import Request, Response
from tests.leftovers import connections_to
from tests.servers import Answer, Asked, Said, answering


def ask_all(client: HttpClient, urls: list[str], threads: int = 16) -> list[Response | Gap]:
    """Ask from many threads at once; answers in the order of the URLs."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda url: client.send(Request(url)), urls))


def slowly(seconds: float) -> Answer:
    """Return a server that takes its time."""

    def answer(_: Asked) -> Said:
        time.sleep(seconds)
        return Said()

    return answer


def test_one_after_the_other_they_share_a_connection() -> None:
    """A handshake per request would cost more than the request."""
    with answering(Said()) as server, HttpClient() as client:
        for number in range(20):
            assert isinstance(client.send(Request(f"{server.url}/{number}")), Response)
    assert (len(server.asked), server.connections) == (20, 1)


@pytest.mark.parametrize("most", [1, 3, 8])
def test_a_server_gets_no_more_than_its_limit_at_once(most: int) -> None:
    """However many threads ask; and not more connections than that are opened."""
    with answering(slowly(0.02)) as server:
        origins = {server.url: OriginSettings(at_once=most)}
        with HttpClient(origins=origins) as client:
            answers = ask_all(client, [f"{server.url}/{number}" for number in range(40)])
    assert all(isinstance(answer, Response) for answer in answers)
    assert server.most_at_once <= most
    assert server.connections <= most


def test_several_are_asked_at_once() -> None:
    """Eight that wait for each other can only end together."""
    together = threading.Barrier(8)

    def answer(_: Asked) -> Said:
        together.wait(10)
        return Said()

    with answering(answer) as server, HttpClient() as client:
        answers = ask_all(client, [f"{server.url}/{number}" for number in range(16)])
    assert [one.status for one in answers if isinstance(one, Response)] == [200] * 16
    assert server.most_at_once == 8


def test_a_rate_spreads_requests() -> None:
    """Ten requests at fifty a second take a fifth of a second, less the first."""
    times: list[float] = []

    def answer(_: Asked) -> Said:
        times.append(time.monotonic())
        return Said()

    with (
        answering(answer) as server,
        HttpClient(origins={server.url: OriginSettings(per_second=50)}) as client,
    ):
        ask_all(client, [f"{server.url}/{number}" for number in range(10)])
    assert max(times) - min(times) >= 9 / 50 - 0.02


def test_limits_are_those_of_a_server_and_not_of_others() -> None:
    """A slow server does not slow down its neighbour."""
    with answering(slowly(0.3)) as slow, answering(Said()) as fast:
        client = HttpClient(origins={slow.url: OriginSettings(at_once=1)})
        with client:
            urls = [f"{slow.url}/{n}" for n in range(3)] + [f"{fast.url}/{n}" for n in range(20)]
            order: list[str] = []

            def ask(url: str) -> None:
                client.send(Request(url))
                order.append(url)

            with ThreadPoolExecutor(32) as pool:
                list(pool.map(ask, urls))
    assert all(url.startswith(fast.url) for url in order[:20])


def test_equal_questions_at_once_are_one_request() -> None:
    """Whoever comes later waits for the answer that is on its way."""
    with answering(slowly(0.2)) as server, HttpClient() as client:
        answers = ask_all(client, [f"{server.url}/same"] * 32, threads=32)
    assert len({id(answer) for answer in answers}) == 1
    assert server.paths == ["/same"]


def test_a_question_that_breaks_down_is_asked_by_the_next() -> None:
    """An error of ours in one thread leaves nobody waiting in another."""
    answers, calls = Answers(1_000), []
    begun = threading.Event()

    def ask(request: Request) -> Gap:
        calls.append(request)
        if len(calls) == 1:
            begun.set()
            time.sleep(0.05)
            raise KeyError(request.url)
        return Gap(GapReason.UNREACHABLE, request.url)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(answers.get, Request("u"), ask)
        begun.wait(5)
        second = pool.submit(answers.get, Request("u"), ask)
        with pytest.raises(KeyError):
            first.result(5)
        assert isinstance(second.result(5), Gap)
    assert len(calls) == 2


def test_kept_answers_have_a_limit() -> None:
    """Ten thousand answers do not fill the memory; the one used last is kept longest."""
    answers, calls = Answers(10_000), []

    def ask(request: Request) -> Response:
        calls.append(request.url)
        return Response(request.url, 200, {}, b"x" * 1_000)

    for number in range(100):
        answers.get(Request(str(number)), ask)
        answers.get(Request("0"), ask)
    assert len(calls) == 100
    answers.get(Request("1"), ask)
    assert len(calls) == 101


def test_nothing_is_left_however_requests_end() -> None:
    """Kept, broken, slow and refused connections are all closed with the client."""
    said = [Said(), Said(hang_up=True), None, Said(302, headers={"Location": "/x"}), Said(500)]

    def answer(asked: Asked) -> Said | None:
        if asked.path == "/slow":
            time.sleep(0.5)
        return said[int(asked.path.removeprefix("/"))] if asked.path[1:].isdigit() else Said()

    with answering(answer) as server:
        # The server's own sockets end with it, those of the client have to be gone before.
        urls = [f"{server.url}/{name}" for name in (0, 1, 2, 3, 4, "slow")] * 3
        with socket.create_server(("127.0.0.1", 0)) as free:
            urls.append(f"http://127.0.0.1:{free.getsockname()[1]}/")
        with HttpClient(request_deadline=0.3, jitter=lambda: 0.0) as client:
            ask_all(client, urls)
            ask_all(client, [f"{server.url}/again{number}" for number in range(20)])
        ends = connections_to(server.server_port)
    assert ends == []


def test_closing_ends_what_is_under_way() -> None:
    """Whoever waits for a server, a turn or another attempt is told that the run was ended."""
    with answering(slowly(2)) as server:
        client = HttpClient(origins={server.url: OriginSettings(at_once=1)})
        with ThreadPoolExecutor(3) as pool:
            asking = [
                pool.submit(client.send, Request(f"{server.url}/{number}")) for number in range(3)
            ]
            while not server.asked:
                time.sleep(0.01)
            began = time.monotonic()
            client.close()
            answers = [one.result(10) for one in asking]
            assert time.monotonic() - began < 1.5
        assert all(isinstance(answer, Gap) for answer in answers)
        assert connections_to(server.server_port) == []
        after = client.send(Request(server.url))
    assert isinstance(after, Gap)
    assert after.detail == "the run was ended"


def test_the_budget_counts_time_and_not_requests() -> None:
    """Eight that wait half a second together have taken half a second."""
    with (
        answering(slowly(0.25)) as server,
        HttpClient(run_budget=1.5) as client,
    ):
        answers = ask_all(client, [f"{server.url}/{number}" for number in range(16)])
    assert all(isinstance(answer, Response) for answer in answers)


def test_a_spent_budget_ends_every_question() -> None:
    """Those on the wire, those that wait for a turn, and those that come later."""
    with answering(slowly(1.0)) as server, HttpClient(run_budget=0.4) as client:
        began = time.monotonic()
        answers = ask_all(client, [f"{server.url}/{number}" for number in range(40)])
        took = time.monotonic() - began
    assert took < 1.4
    assert {answer.reason for answer in answers if isinstance(answer, Gap)} == {GapReason.TIMED_OUT}
    assert {answer.detail for answer in answers if isinstance(answer, Gap)} == {
        "the run's 0.4 seconds for requests are spent"
    }
    assert len(answers) == 40


def test_a_request_has_its_time_from_its_first_turn_on() -> None:
    """Who queues for long is not timed out for it."""
    with answering(slowly(0.2)) as server:
        origins = {server.url: OriginSettings(at_once=1)}
        with HttpClient(request_deadline=0.5, origins=origins) as client:
            answers = ask_all(client, [f"{server.url}/{number}" for number in range(6)])
    assert all(isinstance(answer, Response) for answer in answers)
