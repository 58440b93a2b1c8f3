"""What an answer of a server becomes: data, or a gap with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from contractcheck.model.configuration import ApiSource, Configuration
from contractcheck.model.evidence import Evidence, Gap, GapReason, Value
from contractcheck.model.identities import Bearer
from contractcheck.model.needs import ApiFound, ApiNeed, PlaceFound, RegistryNeed
from contractcheck.ports import Request, Response
from contractcheck.sources import openapi, registry
from contractcheck.sources.urls import url_of
from contractcheck.sources.world import World
from tests.trees import TextFiles

JSON = {"content-type": "application/json"}


@dataclass
class Server:
    """``ports.Http`` with canned answers by URL; it remembers what it was asked with."""

    answers: Mapping[str, Response | Gap]
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def send(self, request: Request) -> Response | Gap:
        """Return the canned answer."""
        self.asked.append(dict(request.headers))
        return self.answers[request.url]


@dataclass(frozen=True)
class Variables:
    """``ports.Environment`` from a mapping."""

    values: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """Return the value."""
        return self.values.get(name)


def world(answer: Response | Gap, *, live: bool = True) -> World:
    """Return a world with one API that answers so."""
    api = ApiSource("hub", "http://127.0.0.1/api/v2", identities={"ops": Bearer("OPS_HUB_KEY")})
    server = Server(
        {
            "http://127.0.0.1/api/v2/event-types": answer,
            "http://127.0.0.1/api/v2/openapi.json": answer,
        }
    )
    environment = Variables({"OPS_HUB_KEY": "canary-of-the-test"})
    configuration = Configuration(apis={"hub": api})
    asked = frozenset({"hub"} if live else ())
    return World(TextFiles({}), server, environment, configuration, date(2026, 1, 1), asked)


def answer(status: int, body: bytes, headers: Mapping[str, str] = JSON) -> Response:
    """Return an answer of the registry."""
    return Response("http://127.0.0.1/api/v2/event-types", status, headers, body)


NEED = RegistryNeed("hub", "/event-types", "$.data[?@.owner == 'a'].name")
ROWS = b'{"data": [{"name": "x", "owner": "a"}, {"name": "y", "owner": "b"}]}'
GAPS = [
    (answer(401, b"{}"), GapReason.BLOCKED),
    (answer(403, b"{}"), GapReason.BLOCKED),
    (answer(429, b""), GapReason.RATE_LIMITED),
    (answer(500, b"oops"), GapReason.UNREADABLE),
    (answer(404, b"{}"), GapReason.UNREADABLE),
    (answer(200, b"<html>", {"content-type": "text/html"}), GapReason.UNREADABLE),
    (answer(200, b'{"data": ['), GapReason.UNREADABLE),
    (answer(299, b"{}"), GapReason.UNREADABLE),
    (Gap(GapReason.TIMED_OUT, "http://127.0.0.1"), GapReason.TIMED_OUT),
]


@pytest.mark.parametrize(("given", "reason"), GAPS)
def test_what_cannot_be_read_is_a_gap(given: Response | Gap, reason: GapReason) -> None:
    """Every answer but a readable 200 is a gap, and no gap shows a secret."""
    gap = registry.collect(NEED, world(given))
    assert isinstance(gap, Gap)
    assert gap.reason is reason
    assert "canary" not in str(gap)


def test_a_registry_gives_what_belongs_to_the_set() -> None:
    """The JSONPath chooses the members, each with its place in the answer."""
    evidence = registry.collect(NEED, world(answer(200, ROWS)))
    assert isinstance(evidence, Evidence)
    values = [fact for fact in evidence.facts if isinstance(fact, Value)]
    assert [(value.text, value.at.span.column) for value in values] == [("x", 21)]


def test_a_complete_empty_answer_is_evidence() -> None:
    """An empty registry was looked at: there is a place, and nothing in it."""
    evidence = registry.collect(NEED, world(answer(200, b'{"data": []}')))
    assert isinstance(evidence, Evidence)
    assert [type(fact) for fact in evidence.facts] == [PlaceFound]


def test_an_api_that_is_not_live_is_not_asked() -> None:
    """Offline nothing is sent."""
    offline = world(answer(200, ROWS), live=False)
    gap = registry.collect(NEED, offline)
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.NOT_LOOKED
    assert isinstance(offline.http, Server)
    assert offline.http.asked == []


def test_the_declared_identity_is_used() -> None:
    """The bearer token comes from the declared variable and goes into the header alone."""
    live = world(answer(200, ROWS))
    registry.collect(NEED, live)
    assert isinstance(live.http, Server)
    assert live.http.asked[0]["Authorization"] == "Bearer canary-of-the-test"


def test_a_description_without_openapi_is_a_gap() -> None:
    """An answer that is no OpenAPI says what it is instead."""
    gap = openapi.collect(ApiNeed("hub"), world(answer(200, b'{"swagger": "2.0"}')))
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.UNREADABLE


def test_base_paths_come_from_server_and_url() -> None:
    """Documents may name operations below the server's path or the configured URL's."""
    body = b'{"openapi": "3.1.0", "info": {}, "servers": [{"url": "/v2"}], "paths": {"/x": {"get": {}}}}'
    evidence = openapi.collect(ApiNeed("hub"), world(answer(200, body)))
    assert isinstance(evidence, Evidence)
    fact = evidence.facts[0]
    assert isinstance(fact, ApiFound)
    assert set(fact.base_paths) == {"/v2", "/api/v2"}


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/x", "http://h/api/x"),
        ("x", "http://h/api/x"),
        ("https://other/y", "https://other/y"),
    ],
)
def test_paths_stand_below_the_base_url(path: str, url: str) -> None:
    """A path is joined below the base, a full URL stays."""
    assert url_of(ApiSource("a", "http://h/api/"), path) == url
