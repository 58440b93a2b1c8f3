"""Who asks is proven by named variables, to the origin of the API alone, and by a token asked for once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from contractcheck.model.configuration import ApiSource, Configuration
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.identities import Basic, Bearer, Identity, KeyHeader, TokenExchange
from contractcheck.ports import Request, Response
from contractcheck.sources.observation import Observation, Question, observe
from contractcheck.sources.watch import Watch, WatchedHttp
from contractcheck.sources.world import World
from tests.trees import TextFiles

BASE = "https://hub.example/api/v2"
CANARY = "canary-key-1"
SHORT_LIVED = "canary-token-2"
GIVEN = Response(f"{BASE}/token", 201, {}, json.dumps({"accessToken": SHORT_LIVED}).encode())
EXCHANGE = TokenExchange("/token", "$.accessToken", "ops", '{"scopes": ["hub:read"]}')


@dataclass
class Server:
    """``ports.Http`` that answers everything alike, except where a token is asked for."""

    token: Response | Gap = GIVEN
    asked: list[Request] = field(default_factory=list)

    def send(self, request: Request) -> Response | Gap:
        """Return the answer."""
        self.asked.append(request)
        if request.url.endswith("/token"):
            return self.token
        return Response(request.url, 200, {}, b"{}")


@dataclass(frozen=True)
class Variables:
    """``ports.Environment`` from a mapping."""

    values: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """Return the value; an empty one is none."""
        return self.values.get(name) or None


Make = Callable[..., World]


@pytest.fixture
def make() -> Make:
    """Return a world in which an API has the given identities and variables."""

    def world(
        identities: Mapping[str, Identity], variables: Mapping[str, str], server: Server | None
    ) -> World:
        api = ApiSource("hub", BASE, identities=identities)
        watch = Watch()
        return World(
            TextFiles({}),
            WatchedHttp(server or Server(), watch),
            Variables(variables),
            Configuration(apis={"hub": api}),
            date(2026, 1, 1),
            frozenset({"hub"}),
            watch,
        )

    return world


OPS = {"ops": Bearer("OPS_KEY")}
KEY = {"OPS_KEY": CANARY}
SHOWN = [
    (Bearer("OPS_KEY"), ("authorization", f"Bearer {CANARY}")),
    (KeyHeader("X-Api-Key", "OPS_KEY"), ("x-api-key", CANARY)),
    (Basic("OPS_USER", "OPS_KEY"), ("authorization", "Basic Ym9iOmNhbmFyeS1rZXktMQ==")),
]


def headers(server: Server) -> dict[str, str]:
    """Return what was sent last, names in lower case."""
    return {name.lower(): value for name, value in server.asked[-1].headers}


@pytest.mark.parametrize(("identity", "header"), SHOWN)
def test_each_proof_is_a_header(make: Make, identity: Identity, header: tuple[str, str]) -> None:
    """A token, a key of its own header, user and password: each is read from its variables."""
    server = Server()
    world = make({"me": identity}, {**KEY, "OPS_USER": "bob"}, server)
    assert isinstance(observe(world, Question("hub", "/hubs", identity="me")), Observation)
    assert headers(server)[header[0]] == header[1]


@pytest.mark.parametrize("identity", [identity for identity, _ in SHOWN])
@pytest.mark.parametrize("value", [None, ""], ids=["not set", "empty"])
def test_without_its_variable_it_does_not_ask(
    make: Make, identity: Identity, value: str | None
) -> None:
    """Nothing is sent, and the gap names the variable."""
    server = Server()
    variables = {"OPS_USER": "bob"} if value is None else {"OPS_USER": "bob", "OPS_KEY": value}
    gap = observe(make({"me": identity}, variables, server), Question("hub", "/x", identity="me"))
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.NO_CREDENTIAL
    assert gap.detail == "the environment variable OPS_KEY is not set or empty"
    assert server.asked == []


@pytest.mark.parametrize("value", [f"{CANARY}\n", f" {CANARY}", "canary-\u2013"])
def test_a_value_that_no_header_may_hold_is_said_by_name(make: Make, value: str) -> None:
    """A line break copied with a key is a mistake of whoever set it: cannot tell, nothing sent."""
    server = Server()
    gap = observe(make(OPS, {"OPS_KEY": value}, server), Question("hub", "/x", identity="ops"))
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.NO_CREDENTIAL
    assert "OPS_KEY" in gap.detail
    assert "canary" not in str(gap)
    assert server.asked == []


def test_a_token_is_asked_for_once(make: Make) -> None:
    """The key goes to the exchange alone; everything else is asked with the token."""
    server = Server()
    world = make({**OPS, "reader": EXCHANGE}, KEY, server)
    for path in ("/hubs", "/widgets"):
        observe(world, Question("hub", path, identity="reader"))
    asked = [(one.method, one.url.removeprefix(BASE)) for one in server.asked]
    assert asked == [("POST", "/token"), ("GET", "/hubs"), ("GET", "/widgets")]
    exchange = server.asked[0]
    assert exchange.body == b'{"scopes": ["hub:read"]}'
    assert ("Authorization", f"Bearer {CANARY}") in exchange.headers
    assert not exchange.follow_redirects
    assert headers(server)["authorization"] == f"Bearer {SHORT_LIVED}"


def test_a_form_with_a_secret(make: Make) -> None:
    """A client of OAuth sends a form, its secret from a variable."""
    server = Server()
    exchange = TokenExchange(
        "/token",
        "$.accessToken",
        body='{"grant_type": "client_credentials"}',
        filled=(("client_secret", "OPS_KEY"),),
        is_form=True,
    )
    observe(make({"robot": exchange}, KEY, server), Question("hub", "/x", identity="robot"))
    assert server.asked[0].body == f"grant_type=client_credentials&client_secret={CANARY}".encode()
    sent = dict(server.asked[0].headers)
    assert sent["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_token_is_hidden_and_no_secret_that_lies_about(make: Make) -> None:
    """A token is masked from then on; that an exchange answers with one is no finding."""
    token = "ghp_" + "NotForReal0" * 3 + "abc"
    given = Response(f"{BASE}/token", 200, {}, json.dumps({"accessToken": token}).encode())
    world = make({**OPS, "reader": EXCHANGE}, KEY, Server(given))
    observe(world, Question("hub", "/x", identity="reader"))
    assert world.watch.found == {}
    assert token in world.watch.values
    basic = make({"me": Basic("OPS_USER", "OPS_KEY")}, {**KEY, "OPS_USER": "bob"}, None)
    observe(basic, Question("hub", "/x", identity="me"))
    assert "Ym9i" not in basic.watch.mask("sent Ym9iOmNhbmFyeS1rZXktMQ== along")


REFUSALS = [
    (Response(f"{BASE}/token", 401, {}, b"canary"), GapReason.BLOCKED, "answered with 401"),
    (Response(f"{BASE}/token", 403, {}, b"canary"), GapReason.BLOCKED, "answered with 403"),
    (
        Response(f"{BASE}/token", 302, {"location": "/canary"}, b""),
        GapReason.UNREADABLE,
        "with 302",
    ),
    (Response(f"{BASE}/token", 429, {}, b""), GapReason.RATE_LIMITED, "answered with 429"),
    (Response(f"{BASE}/token", 200, {}, b"<h1>canary"), GapReason.UNREADABLE, "is no JSON"),
    (Response(f"{BASE}/token", 200, {}, b'{"token": "canary"}'), GapReason.UNREADABLE, "no token"),
    (Response(f"{BASE}/token", 200, {}, b'{"accessToken": 7}'), GapReason.UNREADABLE, "no token"),
    (
        Response(f"{BASE}/token", 200, {}, b'{"accessToken": "canary\\n"}'),
        GapReason.UNREADABLE,
        "no token",
    ),
    (Gap(GapReason.TIMED_OUT, f"{BASE}/token", "late"), GapReason.TIMED_OUT, "late"),
]


@pytest.mark.parametrize(("token", "reason", "words"), REFUSALS)
def test_without_a_token_nothing_is_asked(
    make: Make, token: Response | Gap, reason: GapReason, words: str
) -> None:
    """What came instead of a token is the reason, unquoted, for every question of the identity."""
    server = Server(token)
    world = make({**OPS, "reader": EXCHANGE}, KEY, server)
    for path in ("/hubs", "/widgets"):
        gap = observe(world, Question("hub", path, identity="reader"))
        assert isinstance(gap, Gap)
        assert gap.reason is reason
        assert words in gap.detail
        assert "canary" not in str(gap)
    assert len(server.asked) == 1


def test_the_variable_behind_an_exchange_is_named(make: Make) -> None:
    """An exchange whose own proof is missing says what is missing there."""
    gap = observe(
        make({**OPS, "reader": EXCHANGE}, {}, None), Question("hub", "/x", identity="reader")
    )
    assert isinstance(gap, Gap)
    assert "OPS_KEY" in gap.detail


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/openapi.json",
        "http://hub.example/openapi.json",
        "https://hub.example:8443/openapi.json",
        "https://hub.example.evil.example/openapi.json",
    ],
)
def test_nothing_is_proven_to_another_origin(make: Make, url: str) -> None:
    """A URL elsewhere is asked without a proof, or not at all where an identity is named."""
    server = Server()
    world = make(OPS, KEY, server)
    assert isinstance(observe(world, Question("hub", url)), Observation)
    assert "authorization" not in headers(server)
    named = observe(world, Question("hub", url, identity="ops"))
    assert isinstance(named, Gap)
    assert named.reason is GapReason.NOT_ALLOWED
    assert len(server.asked) == 1


def test_without_a_name_the_first_asks_that_can(make: Make) -> None:
    """Where nobody is named, the first identity asks whose variables are all set; else nobody."""
    identities = {"a": Basic("USER", "MISSING"), "b": KeyHeader("X-Key", "OPS_KEY"), **OPS}
    server = Server()
    observe(make(identities, {**KEY, "USER": "u"}, server), Question("hub", "/x"))
    assert headers(server)["x-key"] == CANARY
    observe(make(identities, {}, server), Question("hub", "/x"))
    assert "x-key" not in headers(server)
    observe(make(identities, KEY, server), Question("hub", "/x", identity="nobody"))
    assert set(headers(server)) == {"accept"}


def test_an_exchange_that_nobody_can_ask_for_is_passed_over(make: Make) -> None:
    """Without a name, an exchange asks only where the proof behind it is there; else the next, else nobody."""
    server = Server()
    observe(make({"reader": EXCHANGE, **OPS}, {}, server), Question("hub", "/x"))
    assert [one.url for one in server.asked] == [f"{BASE}/x"]
    assert "authorization" not in headers(server)
    observe(make({"reader": EXCHANGE, **OPS}, KEY, server), Question("hub", "/x"))
    assert headers(server)["authorization"] == f"Bearer {SHORT_LIVED}"
