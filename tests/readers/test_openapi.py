"""OpenAPI descriptions: operations, base paths, references, and what is refused where."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.data import Data, JsonValue, Positions, child
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.readers.openapi import read_openapi, resolve
from contractcheck.readers.yaml_data import read_yaml


def describe(**parts: object) -> Data:
    """Return a 3.1 description as read from JSON, one key per line."""
    value = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, **parts}
    return read_json("openapi.json", json.dumps(value, indent=1).encode())


def refusal(data: Data) -> str:
    """Return what reading ``data`` is refused with."""
    with pytest.raises(UnreadableError) as caught:
        read_openapi(data)
    return str(caught.value)


def names(data: Data) -> list[str]:
    """Return the operations as documents write them."""
    return [str(operation) for operation in read_openapi(data).operations]


def test_operations_come_in_document_order_with_tags() -> None:
    """Order and tags are those of the description, methods are in capitals."""
    data = describe(
        paths={
            "/widgets": {"summary": "s", "post": {"tags": ["write", 1]}, "get": {}, "x-y": 1},
            "x-internal": {"get": {}},
            "/hubs/{id}": {"parameters": [], "delete": {}},
        }
    )
    assert names(data) == ["POST /widgets", "GET /widgets", "DELETE /hubs/{id}"]
    assert read_openapi(data).operations[0].tags == ("write",)


def test_an_operation_is_located_at_its_method() -> None:
    """The place of an operation is its method key."""
    content = b"openapi: 3.0.3\npaths:\n  /hubs:\n    get: {}\n    post:\n      tags: [a]\n"
    api = read_openapi(read_yaml("openapi.yaml", content))
    places = [str(api.locate(operation)) for operation in api.operations]
    assert places == ["openapi.yaml:4:5", "openapi.yaml:5:5"]


def test_no_position_is_looked_for_while_reading() -> None:
    """Reading a good description never asks for positions, not even with unread paths."""

    def refuse() -> Positions:
        pytest.fail("positions were looked for")

    data = describe(paths={"/a": {"get": {}}, "/b": {"$ref": "other.yaml"}})
    api = read_openapi(Data(data.document, data.value, refuse))
    assert (len(api.operations), len(api.unread)) == (1, 1)


@pytest.mark.parametrize(
    ("value", "words", "place"),
    [
        ({"swagger": "1.2", "paths": {}}, "Swagger `1.2`", ":2:"),
        ({"openapi": "2.0", "swagger": "2.0", "paths": {}}, "`openapi` is `2.0`", ":2:"),
        ({"info": {}, "paths": {}}, "no `openapi` key", ":1:1"),
        ({"openapi": "2.9", "paths": {}}, "`openapi` is `2.9`", ":2:"),
        ({"openapi": "3.3.0", "paths": {}}, "`openapi` is `3.3.0`", ":2:"),
        ({"openapi": "4.0.0"}, "OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are read", ":2:"),
        ({"openapi": 3, "paths": {}}, "`openapi` is `3`", ":2:"),
        ([], "not an object", ":1:1"),
        ("text", "not an object", ":1:1"),
    ],
)
def test_other_descriptions_are_refused_with_their_version(
    value: JsonValue, words: str, place: str
) -> None:
    """The message says which version was found and which are read."""
    message = refusal(read_json("api.json", json.dumps(value, indent=1).encode()))
    assert words in message
    assert place in message


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (None, "`paths` is not an object"),
        ({"hubs": {}}, "does not begin with `/`"),
        ({"/hubs": None}, "path `/hubs` is not an object"),
        ({"/hubs": {"get": None}}, "operation `get /hubs` is not an object"),
        ({"/hubs": {"GET": {}}}, "`GET` is no method"),
        ({"/hubs": {"$ref": 1}}, "`$ref` is not a text"),
        ({"/hubs": {"$ref": "#/components/x"}}, "names nothing"),
        ({"/hubs": {"$ref": "#/openapi"}}, "names no path item"),
        ({"/hubs": {"servers": 1, "get": {}}}, "`servers` is not a list"),
        ({"/hubs": {"servers": [{}], "get": {}}}, "without a `url`"),
    ],
)
def test_malformed_paths_are_refused_where_they_are(paths: JsonValue, words: str) -> None:
    """What the specification does not allow is refused at its line, below the first."""
    message = refusal(describe(paths=paths))
    assert words in message
    assert not message.startswith("openapi.json:1:")


def test_paths_may_be_missing_since_3_1() -> None:
    """A description of webhooks has no paths since 3.1; before, it must have them."""
    assert read_openapi(read_json("a", b'{"openapi": "3.1.0"}')).operations == ()
    assert read_openapi(read_json("a", b'{"openapi": "3.2.0"}')).operations == ()
    assert "`paths` is missing" in refusal(read_json("a", b'{"openapi": "3.0.0"}'))
    assert "`paths` is missing" in refusal(read_json("a", b'{"swagger": "2.0"}'))


SWAGGER = """
swagger: 2.0
info: {title: t, version: 1}
host: api.example.org
basePath: /v1/
schemes: [https]
consumes: [application/json]
paths:
  /pets/{id}:
    parameters: []
    get: {tags: [pets], responses: {200: {$ref: '#/responses/Pet'}}}
    trace: {}
  /shared: {$ref: '#/x-items/shared'}
x-items:
  shared: {post: {}}
"""


def test_swagger_2_is_read() -> None:
    """Its operations are those of its paths, below `basePath`; host and schemes say nothing of paths."""
    api = read_openapi(read_yaml("swagger.yaml", SWAGGER.encode()))
    assert [str(operation) for operation in api.operations] == ["GET /pets/{id}", "POST /shared"]
    assert (api.version, api.base_paths) == ("2.0", ("/v1",))
    assert str(api.locate(api.operations[0])) == "swagger.yaml:11:5"


@pytest.mark.parametrize(("base", "expected"), [("/", ""), (None, ""), ("/a/b", "/a/b")])
def test_the_base_path_of_swagger(base: str | None, expected: str) -> None:
    """Without one, or with the root, paths begin at the host."""
    given_ = {} if base is None else {"basePath": base}
    value = json.dumps({"swagger": "2.0", "paths": {}, **given_})
    assert read_openapi(read_json("a", value.encode())).base_paths == (expected,)


@pytest.mark.parametrize("base", ["v1", 1, "https://h/v1"])
def test_a_base_path_that_is_none_is_refused(base: JsonValue) -> None:
    """Swagger wants a path that begins with a slash."""
    value = json.dumps({"swagger": "2.0", "basePath": base, "paths": {}}, indent=1)
    message = refusal(read_json("a", value.encode()))
    assert message.startswith("a:3:")
    assert "`basePath` is no path" in message


def test_methods_of_3_2() -> None:
    """`query` and what stands below `additionalOperations` are operations since 3.2."""
    item = {"query": {}, "get": {}, "additionalOperations": {"COPY": {"tags": ["a"]}, "purge": {}}}
    data = describe(openapi="3.2.0", paths={"/a": item})
    assert names(data) == ["QUERY /a", "GET /a", "COPY /a", "purge /a"]
    before = describe(openapi="3.1.0", paths={"/a": item})
    assert names(before) == ["GET /a"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "`additionalOperations` is not an object"),
        ({"POST": {}}, "`POST` has a key of its own"),
        ({"A B": {}}, "`A B` is no method of HTTP"),
        ({"COPY": None}, "operation `COPY /a` is not an object"),
    ],
)
def test_additional_operations_that_are_none_are_refused(more: JsonValue, words: str) -> None:
    """Methods with a key of their own do not stand below `additionalOperations`."""
    data = describe(openapi="3.2.0", paths={"/a": {"additionalOperations": more}})
    assert words in refusal(data)


@pytest.mark.parametrize(
    ("reference", "is_read"),
    [
        ("https://api.example/d/openapi.yaml#/components/pathItems/a", True),
        ("openapi.yaml#/components/pathItems/a", True),
        ("other.yaml#/components/pathItems/a", False),
        ("https://api.example/openapi.yaml#/components/pathItems/a", False),
        ("//[#/components/pathItems/a", False),
    ],
)
def test_a_reference_by_its_own_address_is_inside(reference: str, is_read: bool) -> None:  # noqa: FBT001
    """Since 3.2 `$self` names the description, and references may do so too."""
    data = describe(
        openapi="3.2.0",
        **{"$self": "https://api.example/d/openapi.yaml"},
        paths={"/a": {"$ref": reference}},
        components={"pathItems": {"a": {"get": {}}}},
    )
    api = read_openapi(data)
    assert (len(api.operations), len(api.unread)) == ((1, 0) if is_read else (0, 1))


def test_an_address_of_its_own_moves_no_server() -> None:
    """Addresses of an API count from where the description was fetched, not from `$self`."""
    content = b'{"openapi": "3.2.0", "$self": "https://x/deep/a.json", "servers": [{"url": "v1"}]}'
    assert read_openapi(read_json("http://h/api/a.json", content)).base_paths == ("/api/v1",)


def test_an_operation_has_the_tags_its_own_stand_under() -> None:
    """Tags have parents since 3.2; circles end."""
    tags = [
        {"name": "b", "parent": "a"},
        {"name": "c", "parent": "b"},
        {"name": "a", "parent": "c"},
    ]
    data = describe(openapi="3.2.0", tags=tags, paths={"/a": {"get": {"tags": ["c", "d"]}}})
    assert read_openapi(data).operations[0].tags == ("c", "b", "a", "d")


def test_a_path_item_is_followed_inside_the_document() -> None:
    """Operations behind a reference count for the path and are located where they are written."""
    shared: dict[str, object] = {"pathItems": {"a/b c": {"get": {}, "post": {}}}}
    paths = {"/w": {"$ref": "#/components/pathItems/a~1b%20c", "post": {"tags": ["own"]}}}
    api = read_openapi(describe(paths=paths, components=shared))
    assert [str(operation) for operation in api.operations] == ["POST /w", "GET /w"]
    assert api.operations[0].tags == ("own",)
    assert api.operations[1].pointer == "/components/pathItems/a~1b c/get"
    assert api.unread == ()


@pytest.mark.parametrize(
    "reference", ["./w.yaml", "https://example.org/w.yaml#/a", "openapi.json#/paths/~1a", "#w"]
)
def test_references_out_of_the_document_are_recorded(reference: str) -> None:
    """A path item elsewhere is declared with operations unknown, at its reference."""
    api = read_openapi(describe(paths={"/w": {"$ref": reference}, "/a": {"get": {}}}))
    assert [(path.path, path.reference) for path in api.unread] == [("/w", reference)]
    assert [str(operation) for operation in api.operations] == ["GET /a"]
    assert api.unresolved[0] == api.data.locate_key("/paths/~1w/$ref")


def test_circles_of_path_items_end() -> None:
    """Path items that only name each other have no operations that can be known."""
    paths = {"/a": {"$ref": "#/paths/~1b", "get": {}}, "/b": {"$ref": "#/paths/~1a"}}
    api = read_openapi(describe(paths=paths))
    assert [str(operation) for operation in api.operations] == ["GET /a", "GET /b"]
    assert [path.path for path in api.unread] == ["/a", "/b"]


def test_long_chains_of_many_paths_end() -> None:
    """A thousand paths at the head of a thousand references do not cost a million steps."""
    chain = {f"i{n}": {"$ref": f"#/components/pathItems/i{n + 1}"} for n in range(1_000)}
    paths = {f"/p{n}": {"$ref": "#/components/pathItems/i0"} for n in range(1_000)}
    api = read_openapi(describe(paths=paths, components={"pathItems": chain}))
    assert len(api.unread) == 1_000


@pytest.mark.parametrize(
    ("servers", "expected"),
    [
        ([], ("",)),
        ([{"url": "https://api.example.org"}], ("",)),
        ([{"url": "https://api.example.org/v2/"}, {"url": "/v2"}], ("/v2",)),
        ([{"url": "/"}], ("",)),
        ([{"url": "//host/x?y=z"}], ("/x",)),
        ([{"url": "v1"}, {"url": "./v2"}, {"url": "../v3"}], ("/v1", "/v2", "/v3")),
        (
            [{"url": "{s}://h:{p}/{b}/x", "variables": {"s": {"default": "https"},
              "p": {"default": "8443"}, "b": {"default": "api/v1"}}}],
            ("/api/v1/x",),
        ),
        ([{"url": "https://h/{unknown}"}], ("/{unknown}",)),
    ],
)  # fmt: skip
def test_base_paths_of_servers(servers: JsonValue, expected: tuple[str, ...]) -> None:
    """The path part of each server URL counts, each once."""
    assert read_openapi(describe(servers=servers)).base_paths == expected


def test_a_relative_server_counts_from_the_url_of_the_description() -> None:
    """A description fetched from a URL says where ``.`` is."""
    content = b'{"openapi": "3.1.0", "servers": [{"url": "./v1"}, {"url": "/"}]}'
    api = read_openapi(read_json("http://127.0.0.1:8080/api/openapi.json", content))
    assert api.base_paths == ("/api/v1", "")


def test_servers_of_path_items_and_operations_replace_those_of_the_api() -> None:
    """The nearest servers hold for an operation."""
    item = {"servers": [{"url": "/item"}], "get": {}, "put": {"servers": [{"url": "/own"}]}}
    data = describe(servers=[{"url": "/api"}], paths={"/a": item, "/b": {"get": {}}})
    api = read_openapi(data)
    found = [api.base_paths_of(operation) for operation in api.operations]
    assert found == [("/item",), ("/own",), ("/api",)]


def test_resolve_follows_references_to_a_value() -> None:
    """A reference to a reference ends at the value, with its plain pointer."""
    schemas = {"a": {"$ref": "#/components/schemas/b~1c%7E0d"}, "b/c~d": {"enum": [1, 2]}}
    data = describe(components={"schemas": schemas})
    value, pointer = resolve(data, "#/components/schemas/a")
    assert (value, pointer) == ({"enum": [1, 2]}, "/components/schemas/b~1c~0d")
    assert resolve(data, f"{pointer}/enum/1") == (2, f"{pointer}/enum/1")
    assert resolve(data, "#")[1] == ""


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("#/components/schemas/a", "leads back to itself"),
        ("#/components/none", "there is no `none` below `#/components`"),
        ("#/tags/01", "names nothing"),
        ("#/tags/-", "names nothing"),
        ("#/tags/" + "9" * 5_000, "names nothing"),
        ("#/tags/\u0661", "names nothing"),
        ("other.json#/a", "not followed"),
    ],
)
def test_resolve_refuses_what_leads_nowhere(reference: str, words: str) -> None:
    """Circles, missing targets and other documents are located problems."""
    schemas = {
        "a": {"$ref": "#/components/schemas/b"},
        "b": {"$ref": "#/components/schemas/a"},
    }
    data = describe(tags=[{}, {}], components={"schemas": schemas})
    with pytest.raises(UnreadableError, match=r"openapi\.json") as caught:
        resolve(data, reference, at="/components")
    assert words in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("/a", "get", "GET", "servers", "url", "$ref", "paths", "x", "tags")),
            inner | st.sampled_from(("#/paths", "#/paths/~1a", "#")),
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(JSON, JSON)
def test_any_value_is_read_or_refused(paths: JsonValue, servers: JsonValue) -> None:
    """Whatever stands in a description, reading ends in an API or a located problem."""
    value = {"openapi": "3.1.0", "paths": paths, "servers": servers}
    try:
        api = read_openapi(Data("a.json", value, lambda: Positions({}, {})))
    except UnreadableError:
        return
    for operation in api.operations:
        assert operation.method == operation.pointer.rpartition("/")[2].upper()
        assert resolve(api.data, child("", "paths"))[0] is not None
