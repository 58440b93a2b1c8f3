"""How the hub answers, whatever its release: keys, pages, mistakes and redirects."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fixtures.hub.process import running_hub
from fixtures.hub.releases import CURRENT
from fixtures.hub.rows import InteractionEvent, Row
from fixtures.hub.store import open_store
from fixtures.hub.vocabulary import identify

from .asking import KEY, ask, paths, rows
from .facts import SEED_WIDGETS, WRITING, WRITING_EARLY


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic " + KEY, KEY, f"Bearer {KEY}x"],
)
def test_without_the_right_key(current: str, authorization: str | None) -> None:
    """No key and a wrong one are answered alike, with the scheme to use."""
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = ask(f"{current}/widgets", headers=headers)
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.body["error"]["code"] == "unauthorized"


def test_the_scheme_is_case_insensitive(current: str) -> None:
    """HTTP does not care how a client writes Bearer."""
    answer = ask(f"{current}/widgets", headers={"Authorization": f"bearer {KEY}"})
    assert answer.status == 200


@pytest.mark.parametrize("data", [None, b"{}", b"{not json", b'{"name": "x"}'])
@pytest.mark.parametrize("path", sorted(WRITING))
def test_writing_asks_for_the_key_first(current: str, path: str, data: bytes | None) -> None:
    """Without a key nothing is said about the body."""
    assert ask(current + path.replace("{id}", "x"), method="POST", data=data).status == 401


@pytest.mark.parametrize("path", sorted(WRITING_EARLY))
def test_early_writing_is_guarded(early: str, path: str) -> None:
    """What the early hub documents as writing is guarded as well."""
    assert ask(early + path.replace("{id}", "x"), method="POST").status == 401


def test_request_schemas_are_not_the_response_schemas(current: str) -> None:
    """Each writing operation with a body documents a request of its own."""
    for path, item in paths(current, "post").items():
        operation = item["post"]
        if "requestBody" not in operation:
            continue
        sent = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        shown = operation["responses"]["201"]["content"]["application/json"]["schema"]["$ref"]
        assert sent != shown, path


def test_widget_request_schema(current: str) -> None:
    """A widget needs three fields; scope and status have their documented values."""
    schema = ask(f"{current}/openapi.json").body["components"]["schemas"]["WidgetCreate"]
    assert schema["required"] == ["hubId", "name", "widgetType"]
    assert set(schema["properties"]) - set(schema["required"]) == {
        "capabilityRef",
        "viewContext",
        "policyScope",
        "status",
        "adapterSpecId",
    }
    assert schema["properties"]["policyScope"]["default"] == "internal"
    assert schema["properties"]["status"]["enum"] == ["active", "deprecated", "draft"]


def test_event_schemas(current: str) -> None:
    """An event needs two fields, takes metadata as an object and gets its time from the server."""
    schemas = ask(f"{current}/openapi.json").body["components"]["schemas"]
    sent, shown = schemas["InteractionEventCreate"], schemas["InteractionEvent"]
    assert sent["required"] == ["widgetId", "eventType"]
    assert set(sent["properties"]) == {"widgetId", "eventType", "viewContext", "metadata"}
    assert sent["properties"]["metadata"]["type"] == "object"
    assert {"viewContextRef", "occurredAt"} <= set(shown["properties"])
    assert shown["properties"]["actorType"]["const"] == "api"


def test_pages_join_to_the_whole(current: str) -> None:
    """Pages of five follow each other without a gap, and one behind the last is empty."""
    whole = rows(current, "/widgets")
    seen = []
    for page, size in ((1, 5), (2, 5), (3, 4), (4, 0)):
        answer = ask(f"{current}/widgets?page={page}&perPage=5", key=KEY).body
        assert answer["meta"] == {"page": page, "perPage": 5, "total": 14}
        assert len(answer["data"]) == size
        seen += answer["data"]
    assert seen == whole


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("page=0", ["query.page"]),
        ("page=x&perPage=0", ["query.page", "query.perPage"]),
        ("perPage=201", ["query.perPage"]),
        ("page=99999999999999999999", ["query.page"]),
    ],
)
def test_wrong_page(current: str, query: str, places: list[str]) -> None:
    """Page numbers that make no sense are refused, all of them at once, as a JSON error."""
    answer = ask(f"{current}/event-types?{query}")
    assert answer.status == 422
    assert answer.body["error"]["code"] == "invalid-request"
    assert [detail["place"] for detail in answer.body["error"]["details"]] == places


@pytest.mark.parametrize(
    "collection",
    [
        "/widgets",
        "/requirement-candidates",
        "/decision-records",
        "/deployment-records",
        "/outcome-signals",
        "/hub-registry",
        "/widget-patterns",
    ],
)
def test_one_of_a_list(current: str, collection: str) -> None:
    """A listed row can be had alone by its id, and an unknown id is not found."""
    row = rows(current, collection)[0]
    assert ask(f"{current}{collection}/{row['id']}", key=KEY).body == row
    assert ask(f"{current}{collection}/unknown", key=KEY).status == 404


def test_every_row_has_the_documented_fields(any_release: str) -> None:
    """What a list shows has exactly the properties its schema names."""
    document = ask(f"{any_release}/openapi.json").body
    for path, item in document["paths"].items():
        if "get" not in item or "{" in path:
            continue
        answer = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        listing = document["components"]["schemas"][answer.split("/")[-1]]
        kind = listing["properties"]["data"]["items"]["$ref"].split("/")[-1]
        documented = set(document["components"]["schemas"][kind]["properties"])
        assert all(set(row) == documented for row in rows(any_release, path)), path


def test_ids_stay_the_same(current: str, drifted: str) -> None:
    """A row keeps its id in every run and release, so that evidence can be compared."""
    ids = [{row["name"]: row["id"] for row in rows(url, "/widgets")} for url in (current, drifted)]
    assert len(ids[0]) > len(ids[1])
    assert ids[1].items() <= ids[0].items()


@pytest.mark.parametrize("path", ["/Widgets", "/widgets/", "/nothing", "/docs", ""])
def test_unknown_paths(current: str, path: str) -> None:
    """Paths are exact, and what is not there is a JSON error too."""
    answer = ask(current + path, key=KEY)
    assert (answer.status, answer.body["error"]["code"]) == (404, "not-found")


def test_a_method_the_hub_lacks(current: str) -> None:
    """An operation that does not exist is not found, also on a path that does."""
    assert ask(f"{current}/event-types", method="POST", key=KEY).status == 404


def test_screen_of_hubs_sends_to_the_session(any_release: str) -> None:
    """The screen lies outside of the API and redirects to where one signs in."""
    parts = urlsplit(any_release)
    answer = ask(f"{parts.scheme}://{parts.netloc}/Hubs")
    assert answer.status == 302
    assert answer.headers["Location"] in {"/NewSession", "/Login"}  # the drifted one's
    assert ask(f"{parts.scheme}://{parts.netloc}/hubs").status == 404


def _event(number: int, widget: str, event_type: str) -> Row:
    return InteractionEvent.model_validate(
        {
            "id": f"event-{number}",
            "widgetId": identify("widgets", widget),
            "eventType": event_type,
            "metadata": {"attributes": {"number": number}},
            "occurredAt": "2026-06-27T10:00:00Z",
        }
    )


def test_events_are_filtered(tmp_path: Path) -> None:
    """Filters by widget and by type hold together, and the total counts what they leave."""
    database = tmp_path / "hub.sqlite"
    store = open_store(database, CURRENT)
    first, second = list(SEED_WIDGETS)[:2]
    store.add("interaction-events", _event(1, first, "ops-health-checked"))
    store.add("interaction-events", _event(2, first, "ops-drift-detected"))
    store.add("interaction-events", _event(3, second, "ops-drift-detected"))
    widget = f"widgetId={identify('widgets', first)}"
    with running_hub("current", database=database, key=KEY) as url:
        for query, expected in (
            ("", ["event-1", "event-2", "event-3"]),
            (widget, ["event-1", "event-2"]),
            ("eventType=ops-drift-detected", ["event-2", "event-3"]),
            (f"{widget}&eventType=ops-drift-detected", ["event-2"]),
            ("eventType=ops-risk-raised", []),
        ):
            found = rows(url, f"/interaction-events?{query}")
            assert [row["id"] for row in found] == expected, query
        assert found == []
        assert rows(url, "/interaction-events")[0]["metadata"] == {"attributes": {"number": 1}}
