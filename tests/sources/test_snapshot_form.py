"""A snapshot says what was answered, at the line where it stands, and shows where it was changed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import read_json
from contractcheck.sources.questions import Question
from contractcheck.sources.snapshots import NotHiddenError, Snapshot, decode, encode
from contractcheck.sources.watch import Watch

ASKED = Question("hub", "/event-types", identity="ops")
DAY = date(2026, 11, 14)
SECRET = "Canary-Value-77"  # noqa: S105 - made up for the test
WATCH = Watch(("OPS_HUB_KEY",), (SECRET,))
JSON = {"content-type": "application/json", "etag": '"a1"', "date": "today", "set-cookie": "a=b"}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def snapshot(body: bytes, question: Question = ASKED) -> Snapshot:
    """Return what is recorded of an answer with this body."""
    return Snapshot(question, "https://hub.example/event-types", 200, JSON, body, DAY)


def test_the_form() -> None:
    """Sorted keys, one value a line, headers that last, and a digest of it all."""
    text = encode(snapshot(b'{"data": [{"name": "clicked", "id": 1}]}'), WATCH).decode()
    lines = text.splitlines()
    assert lines[:10] == [
        "{",
        '  "api": "hub",',
        '  "body": {',
        '    "data": [',
        "      {",
        '        "id": 1,',
        '        "name": "clicked"',
        "      }",
        "    ]",
        "  },",
    ]
    assert text.endswith("}\n")
    assert "\r" not in text
    record = json.loads(text)
    assert record["headers"] == {
        "content-type": "application/json",
        "date": "…",
        "etag": '"a1"',
        "set-cookie": "…",
    }
    assert (record["observed"], record["status"]) == ("2026-11-14", 200)
    assert record["url"] == "https://hub.example/event-types"


@given(VALUES)
def test_json_comes_back(value: object) -> None:
    """A body of JSON is read back with the same values."""
    content = encode(snapshot(json.dumps(value).encode()), Watch())
    seen = decode("s.json", content, ASKED, Watch())
    assert read_json("s.json", seen.body).value == value
    assert (seen.status, seen.observed, seen.document) == (200, DAY, "s.json")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_comes_back(text: str) -> None:
    """A body of text is read back to the byte."""
    body = f"# {text}".encode()
    seen = decode("s.json", encode(snapshot(body), Watch()), ASKED, Watch())
    assert seen.body == body


def test_places_are_those_of_the_file() -> None:
    """A value is found at its line and column in the file, whatever stands above it."""
    content = encode(snapshot('{"data": ["ä", {"name": "clicked"}]}'.encode()), WATCH)
    seen = decode("snapshots/hub/x.json", content, ASKED, WATCH)
    at = read_json(seen.document, seen.body).locate("/data/1/name")
    lines = content.decode().splitlines()
    assert str(at) == "snapshots/hub/x.json:7:17"
    assert lines[6][16:] == '"clicked"'
    assert content[at.span.start : at.span.end] == b'"clicked"'


def test_text_knows_its_line() -> None:
    """Lines of text are counted from where they begin in the file."""
    content = encode(snapshot(b"openapi: 3.1.0\npaths: {}\n"), WATCH)
    seen = decode("s.json", content, ASKED, WATCH)
    assert content.decode().splitlines()[seen.lines_before].strip() == '"openapi: 3.1.0",'


@pytest.mark.parametrize(
    ("body", "kind", "left_out"),
    [
        (b"\xff\xfe" + SECRET.encode("utf-16-le"), "text/plain", "bytes that are no text"),
        (b"<h1>Hello</h1><input name=csrf value=4711>", "text/html", "a page for people"),
    ],
)
def test_left_out(body: bytes, kind: str, left_out: str) -> None:
    """Pages for people and what is no text are not kept, and are no data when they are read."""
    answer = Snapshot(ASKED, "https://hub.example/x", 200, {"content-type": kind}, body, DAY)
    content = encode(answer, WATCH)
    assert json.loads(content)["left_out"] == left_out
    seen = decode("s.json", content, ASKED, WATCH)
    with pytest.raises(UnreadableError):
        read_json("s.json", seen.body)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("server", "value"), ("x-author", "value"), ("x-total", "value"), ("link", "value"),
        ("docker-distribution-api-version", "value"), ("www-authenticate", "value"),
        ("location", "value"), ("last-modified", "value"), ("vary", "value"),
        ("authorization", "…"), ("set-cookie", "…"), ("x-csrf-token", "…"), ("x-api-key", "…"),
        ("x-hub-signature", "…"), ("apikey", "…"), ("authentication-info", "…"),
        ("date", "…"), ("x-request-id", "…"), ("x-ratelimit-remaining", "…"), ("requestid", "…"),
        ("connection", None), ("transfer-encoding", None), ("age", None),
    ],
)  # fmt: skip
def test_headers(name: str, shown: str | None) -> None:
    """Headers are kept; of secret and fleeting ones it is kept that they are there."""
    answer = Snapshot(ASKED, "https://hub.example/x", 200, {name: "value"}, b"{}", DAY)
    assert json.loads(encode(answer, WATCH))["headers"].get(name) == shown


def test_each_line_is_guarded() -> None:
    """Whatever line of the file is changed, it is no longer relied on; its layout may change."""
    content = encode(snapshot(b'{"data": [{"name": "clicked"}, 3]}'), WATCH)
    record = json.loads(content)
    for key, other in {
        "api": "other", "body": {"data": []}, "headers": {}, "identity": "", "method": "HEAD",
        "observed": "2026-11-20", "path": "/other", "status": 404, "url": "https://other.example/",
        "sha256": "0" * 64, "snapshot": 2, "more": 1,
    }.items():  # fmt: skip
        with pytest.raises(ValueError, match=r"changed|version"):
            decode("s.json", json.dumps({**record, key: other}).encode(), ASKED, WATCH)
        less = {name: value for name, value in record.items() if name != key} | {"a": 1}
        with pytest.raises(ValueError, match=r"changed|version"):
            decode("s.json", json.dumps(less).encode(), ASKED, WATCH)
    crlf = content.replace(b"\n", b"\r\n")
    assert decode("s.json", crlf, ASKED, WATCH).status == 200
    assert decode("s.json", json.dumps(record).encode(), ASKED, WATCH).status == 200


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"null", b"\xff", b'{"snapshot": 1}'])
def test_what_is_no_snapshot(content: bytes) -> None:
    """Other files are told, never raised."""
    with pytest.raises(ValueError, match=r"\w"):
        decode("s.json", content, ASKED, WATCH)


@pytest.mark.parametrize(
    "other",
    [
        Question("other", "/event-types", identity="ops"),
        Question("hub", "/widget-types", identity="ops"),
        Question("hub", "/event-types", "HEAD", "ops"),
        Question("hub", "/event-types"),
        Question("hub", "/event-types", identity="ops", follow_redirects=False),
    ],
)
def test_the_answer_to_another_question(other: Question) -> None:
    """A file that was copied over another is refused although its digest is right."""
    content = encode(snapshot(b"{}", other), WATCH)
    with pytest.raises(ValueError, match="another question"):
        decode("s.json", content, ASKED, WATCH)


TOKEN = "ghp_" + "NotForReal0" * 3 + "abc"
LEAKING = {
    "a value of the environment": {"a": f"key is {SECRET}."},
    "in a key": {SECRET: 1},
    "in other case": {"a": SECRET.upper()},
    "a known form": {"token": TOKEN},
    "behind a declared name": {"OPS_HUB_KEY": "hub-4711-not-real"},
    "name and value": {"env": [{"name": "OPS_HUB_KEY", "value": "hub-4711-not-real"}]},
    "a URL": {"at": "postgres://app:hub-4711-not-real@db.intern/x"},
    "a key in lines": "-----BEGIN PRIVATE KEY-----\nNotForRealNotForReal1234\nNotForReal5678\n",
    "a header": {"sent": f"Bearer {TOKEN}"},
    "deep": [[[{"a": [{"b": SECRET}]}]]],
}
LEAKS = (SECRET, SECRET.upper(), TOKEN, "hub-4711-not-real", "NotForReal")


@pytest.mark.parametrize("value", LEAKING.values(), ids=LEAKING)
def test_no_secret_is_written(value: object) -> None:
    """A secret in an answer is hidden, as JSON and as text, and what is written is read back."""
    for body in (json.dumps(value), f"<pre>{value}</pre>", str(value)):
        content = encode(snapshot(body.encode()), WATCH)
        assert not [leak for leak in LEAKS if leak in content.decode()]
        assert decode("s.json", content, ASKED, WATCH).status == 200


def test_no_secret_beside_the_body() -> None:
    """Path, URL and headers are hidden too; a number may be a secret."""
    question = Question("hub", f"/x?access={SECRET}")
    headers = {"location": f"/next?token={SECRET}", "authorization": "Basic eDp5", "x-echo": SECRET}
    one = Snapshot(
        question, f"https://hub.example/x?access={SECRET}", 200, headers, b"4711471", DAY
    )
    watch = Watch((), (SECRET, "4711471"))
    content = encode(one, watch)
    assert SECRET not in content.decode()
    assert "4711471" not in content.decode()
    assert "eDp5" not in content.decode()
    assert decode("s.json", content, question, watch).status == 200


def test_a_short_secret_hides_no_other_words() -> None:
    """A short value behind the name of a secret is hidden there, and the same letters elsewhere are not."""
    body = json.dumps({"OPS_HUB_KEY": "a7b", "data": ["a7bc", "xa7b"]}).encode()
    assert json.loads(encode(snapshot(body), WATCH))["body"] == {
        "OPS_HUB_KEY": "…",
        "data": ["a7bc", "xa7b"],
    }


def test_what_cannot_be_hidden_is_not_written() -> None:
    """A secret that is part of what must stand there refuses the whole."""
    with pytest.raises(NotHiddenError):
        encode(snapshot(b"{}"), Watch((), ("observed",)))
