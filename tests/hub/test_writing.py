"""What the hub lets one write: a hub from nothing to its first event, and what it refuses."""

import json
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from fixtures.hub.callers import Caller, Callers
from fixtures.hub.process import running_hub
from fixtures.hub.vocabulary import identify

from .asking import KEY, Answer, ask

WIDGET = identify("widgets", "ops-service-gitea")
OPS_HUB = identify("hubs", "ops-hub")


@pytest.fixture
def hub() -> Iterator[str]:
    """Yield a hub of its own, for tests that change it."""
    with running_hub("current", key=KEY) as url:
        yield url


def post(url: str, body: Mapping[str, Any], key: str = KEY, **headers: str) -> Answer:
    """Send a body with a key."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(url, method="POST", data=json.dumps(body).encode(), key=key, headers=named)


def made(url: str, body: Mapping[str, Any], key: str = KEY) -> dict[str, Any]:
    """Return what a writing operation made."""
    answer = post(url, body, key)
    assert answer.status == 201, answer.body
    found: dict[str, Any] = answer.body
    return found


def refusal(answer: Answer) -> tuple[int, str]:
    """Return status and code of an answer that is none."""
    return answer.status, answer.body["error"]["code"]


def test_a_hub_from_nothing_to_its_first_event(hub: str) -> None:
    """Identity, manifest, registries, consumer, token, widget and event are made by calls alone."""
    new = made(
        f"{hub}/hubs",
        {"slug": "syn-hub", "name": "Syn Hub", "hubKind": "domain", "vsmSystem": "S2"},
    )
    names = {"widgetTypes": ["syn-handoff"], "eventTypes": ["syn-handoff-seen"]}
    draft = made(f"{hub}/hub-capability-manifests", {"hubId": new["id"], **names})
    assert draft["status"] == "draft"
    place = f"{hub}/hub-capability-manifests/{draft['id']}"
    names["eventTypes"].append("syn-handoff-taken")
    changed = ask(
        place, method="PUT", key=KEY, data=json.dumps({"hubId": new["id"], **names}).encode()
    )
    assert (changed.status, changed.body["eventTypes"]) == (200, names["eventTypes"])
    activate = f"{place}/activate"
    assert ask(activate, method="POST", key=KEY).body["status"] == "active"
    registered = {row["name"]: row["owner"] for row in ask(f"{hub}/event-types").body["data"]}
    assert registered["syn-handoff-seen"] == registered["syn-handoff-taken"] == "syn-hub"
    assert refusal(ask(place, method="PUT", key=KEY, data=b'{"hubId": "1"}'))[0] == 409
    scopes = ["framework:read", "hub:syn-hub:read", "hub:syn-hub:write"]
    consumer = made(
        f"{hub}/api-consumers", {"name": "syn", "manifestId": draft["id"], "scopes": scopes}
    )
    token = made(f"{hub}/token", {}, consumer["key"])["accessToken"]
    widget = made(
        f"{hub}/widgets", {"hubId": new["id"], "name": "w", "widgetType": "syn-handoff"}, token
    )
    assert (widget["version"], widget["policyScope"]) == (1, "internal")
    event = made(
        f"{hub}/interaction-events",
        {
            "widgetId": widget["id"],
            "eventType": "syn-handoff-seen",
            "viewContext": "a/b",
            "metadata": {"attributes": {"observed_at": "2026-06-27T10:00:00Z"}},
        },
        token,
    )
    assert event["viewContextRef"] == "a/b"
    assert event["actorType"] == "api"
    assert event["metadata"] == {"attributes": {"observed_at": "2026-06-27T10:00:00Z"}}
    shown = ask(f"{hub}/interaction-events?widgetId={widget['id']}", key=token).body["data"]
    assert [one["id"] for one in shown] == [event["id"]]


def test_what_is_no_name_of_a_registry_is_refused(hub: str) -> None:
    """Widget type, scope and event type have to be registered, and what they belong to has to exist."""
    widget = {"hubId": OPS_HUB, "name": "w", "widgetType": "ops-service"}
    for body in (
        {**widget, "widgetType": "card"},
        {**widget, "policyScope": "ops-evidence"},
        {**widget, "hubId": "nobody"},
    ):
        assert refusal(post(f"{hub}/widgets", body)) == (422, "invalid-request")
    event = {"widgetId": WIDGET, "eventType": "ops-health-checked"}
    for changed in ({**event, "eventType": "ops-service-observed"}, {**event, "widgetId": "none"}):
        assert refusal(post(f"{hub}/interaction-events", changed)) == (422, "invalid-request")
    assert refusal(post(f"{hub}/interaction-events", {**event, "occurredAt": "now"}))[0] == 422


def test_a_registered_type_the_manifest_lacks_is_refused(hub: str) -> None:
    """A consumer that is bound to an active manifest sends what it declares, and nothing else."""
    answer = post(f"{hub}/interaction-events", {"widgetId": WIDGET, "eventType": "clicked"})
    assert refusal(answer) == (422, "invalid-request")
    assert "not declared" in answer.body["error"]["message"]


def test_a_drifted_hub_takes_what_is_not_declared(tmp_path: Path) -> None:
    """The drifted release enforces no type and loses metadata."""
    with running_hub("drifted", key=KEY, database=tmp_path / "hub.sqlite") as url:
        body = {"widgetId": WIDGET, "eventType": "anything", "metadata": {"a": 1}}
        assert made(f"{url}/interaction-events", body)["metadata"] == {}


def test_scopes_bound_what_a_token_may(hub: str) -> None:
    """A token has no more than its key, and a call without the scope is refused."""
    reading = made(f"{hub}/token", {"scopes": ["framework:read"]})["accessToken"]
    assert ask(f"{hub}/widgets", key=reading).status == 200
    event = {"widgetId": WIDGET, "eventType": "ops-health-checked"}
    assert refusal(post(f"{hub}/interaction-events", event, reading)) == (403, "forbidden")
    assert refusal(post(f"{hub}/token", {"scopes": ["framework:write"]}, reading))[0] == 403
    writing = made(f"{hub}/token", {"scopes": ["hub:ops-hub:write"]})["accessToken"]
    assert ask(f"{hub}/widgets", key=writing).status == 403


def test_a_key_is_shown_once_and_a_token_ends(tmp_path: Path) -> None:
    """No list shows a key, the file does not hold it, and a token ends by itself."""
    database = tmp_path / "hub.sqlite"
    with running_hub("current", key=KEY, database=database) as url:
        manifest = ask(f"{url}/hub-capability-manifests", key=KEY).body["data"][0]["id"]
        body = {"name": "n", "manifestId": manifest, "scopes": ["framework:read"]}
        key = made(f"{url}/api-consumers", body)["key"]
        assert ask(f"{url}/widgets", key=key).status == 200
        assert key not in json.dumps(ask(f"{url}/api-consumers", key=KEY).body)
    assert key.encode() not in database.read_bytes()
    caller = Caller(frozenset({"framework:read"}))
    callers = Callers(token_seconds=0)
    callers.accept("key", caller)
    assert callers.find("key") is caller
    assert callers.find(callers.issue_token(caller, ())) is None


def test_an_idempotency_key_makes_one_event(hub: str) -> None:
    """Sent twice with one key, an event is there once; the key with another body is a conflict."""
    body = {"widgetId": WIDGET, "eventType": "ops-health-checked"}
    first = post(f"{hub}/interaction-events", body, Idempotency_Key="run-1")
    again = post(f"{hub}/interaction-events", body, Idempotency_Key="run-1")
    assert first.body == again.body
    other = {**body, "eventType": "ops-drift-detected"}
    assert refusal(post(f"{hub}/interaction-events", other, Idempotency_Key="run-1")) == (
        409,
        "conflict",
    )
    assert ask(f"{hub}/interaction-events", key=KEY).body["meta"]["total"] == 1


class _Subscriber(BaseHTTPRequestHandler):
    told: Queue[Any] = Queue()

    def do_POST(self) -> None:
        """Keep what was told."""
        self.told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing on standard error."""


@pytest.mark.parametrize(
    ("release", "named"), [("current", "ops-health-checked"), ("drifted", "clicked")]
)
def test_the_webhook_names_the_submitted_type(release: str, named: str) -> None:
    """A subscriber is told the type that was sent; the drifted release says `clicked` for all."""
    server = HTTPServer(("127.0.0.1", 0), _Subscriber)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/told"
    try:
        with running_hub(release, key=KEY, webhook=url) as hub_url:
            body = {"widgetId": WIDGET, "eventType": "ops-health-checked"}
            event = made(f"{hub_url}/interaction-events", body)
            assert _Subscriber.told.get(timeout=10) == {"event": named, "id": event["id"]}
    finally:
        server.shutdown()
        server.server_close()


def test_a_second_hub_of_one_slug_is_a_conflict(hub: str) -> None:
    """A slug names one hub."""
    body = {"slug": "ops-hub", "name": "Again", "hubKind": "domain"}
    assert refusal(post(f"{hub}/hubs", body)) == (409, "conflict")
