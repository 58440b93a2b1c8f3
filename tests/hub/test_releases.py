"""What each release of the hub shows, asked over loopback."""

from collections import Counter

import pytest

from fixtures.hub.callers import Callers
from fixtures.hub.operations import operations, writing
from fixtures.hub.releases import RELEASES
from fixtures.hub.store import Store
from fixtures.hub.writing import Writer

from .asking import KEY, ask, paths, rows
from .facts import (
    EARLY_PATHS,
    EVENT_TYPES,
    NEW_PATHS,
    POLICY_SCOPES,
    PUBLIC,
    REGISTRIES,
    SEED_WIDGETS,
    WIDGET_TYPES,
    WRITING,
    WRITING_EARLY,
)


def names(url: str, path: str, owner: str = "ops-hub") -> list[str]:
    """Return the names in a registry that belong to one hub."""
    return [row["name"] for row in rows(url, path) if row["owner"] == owner]


def test_early_openapi_has_exactly_the_first_paths(early: str) -> None:
    """The early document lists 21 paths, of which only three can be written to."""
    assert len(EARLY_PATHS) == 21
    assert set(paths(early)) == EARLY_PATHS
    assert set(paths(early, "post")) == WRITING_EARLY


def test_current_openapi_adds_the_bootstrap_paths(current: str) -> None:
    """The current document lists what the newer release brought, reading and writing."""
    assert set(paths(current)) == EARLY_PATHS | NEW_PATHS
    assert set(paths(current, "post")) == WRITING


def test_drifted_openapi_lacks_one_path_and_renames_another(drifted: str) -> None:
    """The drifted document differs from the current one by two paths, and the server with it."""
    assert set(paths(drifted)) == (
        (EARLY_PATHS | NEW_PATHS | {"/notes"}) - {"/annotations", "/hub-registry/{hubId}"}
    )
    assert set(paths(drifted, "post")) == WRITING
    assert ask(f"{drifted}/annotations", key=KEY).status == 404
    assert len(rows(drifted, "/notes")) == 1
    hub_id = rows(drifted, "/hub-registry")[0]["id"]
    assert ask(f"{drifted}/hub-registry/{hub_id}").status == 404


def test_a_drifted_filter_has_another_name(current: str, drifted: str) -> None:
    """Events are narrowed by type under the new name; the old one is not known any more."""
    path = "/interaction-events"
    for url, name in ((current, "eventType"), (drifted, "event_type")):
        parameters = ask(f"{url}/openapi.json").body["paths"][path]["get"]["parameters"]
        assert [one["name"] for one in parameters] == ["page", "perPage", "widgetId", name]


def test_openapi_is_31_and_relative_to_its_server(any_release: str) -> None:
    """Paths in the document start behind the base path, which the server entry names."""
    document = ask(f"{any_release}/openapi.json").body
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "/api/v2"}]
    assert any_release.endswith("/api/v2")
    ids = [
        operation["operationId"]
        for item in document["paths"].values()
        for operation in item.values()
    ]
    assert len(ids) == len(set(ids)) > 20


def test_documented_security_is_what_the_hub_asks_for(any_release: str) -> None:
    """Every documented read answers 401 to nobody exactly when the document says it is guarded."""
    for path, item in paths(any_release, "get").items():
        url = any_release + path.replace("{id}", "x").replace("{hubId}", "x")
        assert (ask(url).status == 401) == ("security" in item["get"]), path


@pytest.mark.parametrize(("release", "more"), [("early", set()), ("current", {"/policy-scopes"})])
def test_only_registries_are_public(
    release: str, more: set[str], request: pytest.FixtureRequest
) -> None:
    """Nothing but the registries and patterns is documented without a key."""
    documented = paths(request.getfixturevalue(release), "get")
    assert {path for path, item in documented.items() if "security" not in item["get"]} == (
        PUBLIC | more
    )


@pytest.mark.parametrize(
    ("release", "status"), [("early", 404), ("current", 401), ("drifted", 200)]
)
def test_hubs_without_a_key(release: str, status: int, request: pytest.FixtureRequest) -> None:
    """The gate of the bootstrap: 404 before it, 401 after it, 200 when it is not guarded."""
    assert ask(f"{request.getfixturevalue(release)}/hubs").status == status


@pytest.mark.parametrize(
    "operation",
    [
        "GET /hubs",
        "POST /hubs",
        "POST /widgets",
        "GET /hub-capability-manifests",
        "POST /hub-capability-manifests",
        "GET /api-consumers",
        "POST /api-consumers",
        "GET /policy-scopes",
    ],
)
@pytest.mark.parametrize("key", [None, KEY])
def test_early_does_not_know_the_bootstrap(early: str, operation: str, key: str | None) -> None:
    """Creation and scopes are not found on the early hub, with a key and without."""
    method, path = operation.split()
    answer = ask(early + path, method=method, key=key)
    assert (answer.status, answer.body["error"]["code"]) == (404, "not-found")


@pytest.mark.parametrize("path", ["/widget-types", "/event-types", "/annotation-categories"])
def test_early_registries_are_complete_and_empty(early: str, path: str) -> None:
    """An early registry says that it has nothing, instead of failing to answer."""
    answer = ask(early + path)
    assert answer.status == 200
    assert answer.body == {"data": [], "meta": {"page": 1, "perPage": 100, "total": 0}}


def test_early_does_not_show_ops_hub(early: str) -> None:
    """The early registry of hubs holds a neighbour only, and there are no widgets."""
    assert [row["slug"] for row in rows(early, "/hub-registry")] == ["dev-hub"]
    assert rows(early, "/widgets") == []


@pytest.mark.parametrize("path", REGISTRIES)
def test_current_registries_hold_the_vocabulary(current: str, path: str) -> None:
    """What belongs to ops-hub in a registry is its vocabulary, each name once and active."""
    own = [row for row in rows(current, path) if row["owner"] == "ops-hub"]
    assert Counter(row["name"] for row in own) == Counter(REGISTRIES[path])
    assert {row["status"] for row in own} == {"active"}
    assert all(set(row) == {"id", "name", "owner", "description", "status"} for row in own)


def test_vocabulary_has_the_known_sizes() -> None:
    """The sets these tests compare with have 14, 15, 10 and 7 members."""
    assert [len(members) for members in REGISTRIES.values()] == [14, 15, 10, 7]


@pytest.mark.parametrize("path", REGISTRIES)
@pytest.mark.parametrize("release", ["current", "drifted"])
def test_registries_are_shared(release: str, path: str, request: pytest.FixtureRequest) -> None:
    """Each registry also holds names of two neighbours, which never look like ops-hub's."""
    url = request.getfixturevalue(release)
    others = [row for row in rows(url, path) if row["owner"] != "ops-hub"]
    assert {row["owner"] for row in others} == {"framework", "dev-hub"}
    assert not [row["name"] for row in others if row["name"].startswith("ops-")]


def test_neighbours_own_the_names_one_might_take_for_ours(current: str) -> None:
    """The default scope and the clicked event are the framework's, a build is dev-hub's."""
    assert "internal" in names(current, "/policy-scopes", "framework")
    assert "clicked" in names(current, "/event-types", "framework")
    assert "dev-build-finished" in names(current, "/event-types", "dev-hub")


@pytest.mark.parametrize(
    ("path", "missing", "more"),
    [
        ("/widget-types", set(), {"ops-dashboard"}),
        (
            "/event-types",
            {"ops-restore-tested", "ops-drift-detected"},
            {"ops-drift-found", "ops-service-observed"},
        ),
        ("/annotation-categories", {"ops-security-gap"}, {"ops-securty-gap"}),
        ("/policy-scopes", {"ops-secrets"}, set()),
    ],
)
def test_drifted_registries(drifted: str, path: str, missing: set[str], more: set[str]) -> None:
    """A drifted registry differs from the vocabulary by these names and no others."""
    assert set(names(drifted, path)) == (REGISTRIES[path] - missing) | more


def test_ops_hub_identity(current: str) -> None:
    """The row of ops-hub says who it is and where it stands in the viable system."""
    (row,) = [row for row in rows(current, "/hubs") if row["slug"] == "ops-hub"]
    assert {name: value for name, value in row.items() if name != "id"} == {
        "name": "Ops Hub",
        "slug": "ops-hub",
        "hubKind": "domain",
        "hubFamily": "vsm",
        "vsmFunction": "OPS",
        "vsmSystem": "S1",
        "url": "https://ops.coulomb.social",
    }
    registered = ask(f"{current}/hub-registry/{row['id']}").body
    assert row.items() <= registered.items()


def test_seed_widgets_have_declared_types_and_scopes(current: str) -> None:
    """The fourteen widgets are active, belong to ops-hub and use its vocabulary only."""
    widgets = rows(current, "/widgets")
    assert {widget["name"]: widget["widgetType"] for widget in widgets} == SEED_WIDGETS
    assert len(widgets) == 14
    assert {widget["widgetType"] for widget in widgets} <= WIDGET_TYPES
    assert {widget["policyScope"] for widget in widgets} <= POLICY_SCOPES
    assert {widget["status"] for widget in widgets} == {"active"}
    (hub_id,) = {widget["hubId"] for widget in widgets}
    assert ask(f"{current}/hub-registry/{hub_id}").body["slug"] == "ops-hub"


def test_current_manifest_declares_the_vocabulary(current: str) -> None:
    """The one active manifest and its consumer say what ops-hub may use."""
    (manifest,) = rows(current, "/hub-capability-manifests")
    assert manifest["status"] == "active"
    assert set(manifest["eventTypes"]) == EVENT_TYPES
    (consumer,) = rows(current, "/api-consumers")
    assert consumer["manifestId"] == manifest["id"]
    assert consumer["scopes"] == ["framework:read", "hub:ops-hub:read", "hub:ops-hub:write"]


def test_releases_differ_only_by_operations_that_exist(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A release that leaves out, opens or renames something unknown is a slip of the pen."""
    store = Store(tmp_path_factory.getbasetemp() / "never-opened")
    known = (*operations(store, {}), *writing(Writer(store, Callers())))
    known_names = {operation.name for operation in known}
    assert len(known_names) == len(known)
    for release in RELEASES.values():
        assert release.left_out | release.unguarded <= known_names
        assert set(release.renamed) <= {operation.path for operation in known}
        assert {f"/{collection}" for collection in release.rows} <= {
            operation.path for operation in known
        }
