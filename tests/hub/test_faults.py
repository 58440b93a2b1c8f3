"""The hub breaks on request, each fault below a URL of its own, and the rest of it goes on."""

import gzip
import http.client
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import pytest

from fixtures.hub.faults import FAULTS, FLAPPING, LEAKS, OTHER_HOST

SECONDS = 1.5


@contextmanager
def faulty(
    url: str, name: str, path: str = "/event-types", seconds: float = SECONDS
) -> Iterator[http.client.HTTPResponse]:
    """Ask below a fault and yield the answer, its body unread."""
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port or 0
    with closing(http.client.HTTPConnection(host, port, timeout=seconds)) as connection:
        connection.request("GET", f"/faults/{name}{parts.path}{path}")
        with connection.getresponse() as answer:
            yield answer


@pytest.mark.parametrize(
    ("name", "status", "content_type"),
    [
        ("wrong-type", 200, "image/svg+xml"),
        ("html-error", 502, "text/html"),
        ("html-as-success", 200, "text/html"),
        ("invalid-json", 200, "application/json"),
        ("429", 429, "application/json"),
        ("500", 500, "application/json"),
        ("503", 503, "application/json"),
        ("redirect-to-another-host", 302, "application/json"),
        ("redirect-circle", 302, "application/json"),
        ("401-for-all", 401, "application/json"),
        ("200-for-all", 200, "application/json"),
    ],
)
def test_answers_that_end(current: str, name: str, status: int, content_type: str) -> None:
    """These come at once, whatever the path."""
    for path in ("/event-types", "/no-such-path"):
        with faulty(current, name, path) as answer:
            assert answer.status == status
            assert answer.headers["Content-Type"].startswith(content_type)
            answer.read()


def test_what_they_say(current: str) -> None:
    """A limit says when to come back, a redirect where to go; broken JSON is broken."""
    with faulty(current, "429") as answer:
        assert answer.headers["Retry-After"] == "1"
    with faulty(current, "redirect-to-another-host") as answer:
        assert answer.headers["Location"] == OTHER_HOST
    with faulty(current, "invalid-json") as answer, pytest.raises(json.JSONDecodeError):
        json.loads(answer.read())


def test_a_slow_one_does_not_answer_in_time(current: str) -> None:
    """The slow server holds back its answer, or its body."""
    with pytest.raises(TimeoutError), faulty(current, "slow"):
        pass
    with faulty(current, "slow-body") as answer:
        assert answer.status == 200
        assert len(answer.read(2)) == 2


def test_an_endless_and_a_huge_body(current: str) -> None:
    """One never ends, the other says that it is far too large."""
    with faulty(current, "endless") as answer:
        assert len(answer.read(1_000_000)) == 1_000_000
        assert answer.headers["Content-Length"] is None
    with faulty(current, "huge") as answer:
        assert int(answer.headers["Content-Length"]) > 100_000_000


def test_a_truncated_body(current: str) -> None:
    """The connection ends before the announced length."""
    with faulty(current, "truncated") as answer:
        with pytest.raises(http.client.IncompleteRead) as error:
            answer.read()
        assert len(error.value.partial) < int(answer.headers["Content-Length"])


def test_a_gzip_bomb(current: str) -> None:
    """A small body opens into a very large one."""
    with faulty(current, "gzip-bomb", seconds=20) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(gzip.decompress(answer.read())) > 100_000_000


def test_flapping(current: str) -> None:
    """Every other request is served as it should be."""
    statuses = []
    for _ in range(4):
        with faulty(current, FLAPPING) as answer:
            statuses.append(answer.status)
            answer.read()
    assert sorted(statuses) == [200, 200, 503, 503]
    assert statuses[0] != statuses[1]


def test_what_is_no_fault(current: str) -> None:
    """An unknown name is an unknown path."""
    with faulty(current, "no-such-fault") as answer:
        assert answer.status == 404
    assert FLAPPING not in FAULTS


def test_leaks(current: str) -> None:
    """An answer that says too much is the answer of the hub with one member more, in its second line."""
    for name, said in LEAKS.items():
        with faulty(current, name) as answer:
            text = answer.read().decode()
        assert text.splitlines()[1] == f"  {said},"
        assert json.loads(text)["data"]
    assert not LEAKS.keys() & FAULTS.keys()
