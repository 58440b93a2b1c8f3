"""Calls in fences: commands with their quotes, HTTP messages with their answers."""

from __future__ import annotations

import json
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.document import Fence
from contractcheck.model.location import Span
from contractcheck.readers.calls import Answer, Call, read_calls
from contractcheck.readers.example_data import is_placeholder

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12
)


def fence(text: str, info: str = "sh") -> Fence:
    """Return a fence at the beginning of a document."""
    lines = tuple(Span(0, 0, number, 1, number, 1) for number in range(2, text.count("\n") + 3))
    return Fence(info, text, Span(0, 0, 1, 1, 1, 1), lines)


def call(text: str, info: str = "sh") -> Call:
    """Return the only call of a fence."""
    (found,) = read_calls(fence(text, info))
    assert isinstance(found, Call)
    return found


@given(st.dictionaries(TEXTS.filter(bool), TEXTS, min_size=1, max_size=3))
def test_quotes_of_a_shell_are_taken_away(body: dict[str, str]) -> None:
    """A body that a shell would pass on is the body that is read."""
    if any(is_placeholder(one) or one[:1] in ("<", "[", "{") for one in (*body, *body.values())):
        return
    found = call(f"curl $URL/jobs -d {shlex.quote(json.dumps(body))}")
    assert found.body is not None
    assert found.body.data is not None
    assert found.body.data.value == body


@given(st.text(max_size=80), st.sampled_from(["sh", "console", "http", "js", "python", ""]))
def test_nothing_is_refused_with_an_error(text: str, info: str) -> None:
    """Whatever stands behind a call, there is an answer."""
    for begin in ("curl ", "$ curl x -d '", "POST /x\n", "fetch(", "requests.post('/x', json=", ""):
        read_calls(fence(begin + text, info))


@pytest.mark.parametrize(
    ("text", "method", "target"),
    [
        ("curl -sSXPUT 'http://h/x?a=1&b=2'", "PUT", "http://h/x?a=1&b=2"),
        ("curl http://h/x?a=1&b=2", "GET", "http://h/x?a=1&b=2"),
        ("curl --request=DELETE \\\n  $URL/x", "DELETE", "$URL/x"),
        ("TOKEN=$(curl -s $URL/token -d 'a=b')", "POST", "$URL/token"),
        ("sudo curl -I $URL/x | head", "HEAD", "$URL/x"),
        ("curl -o out.json --retry 3 $URL/x", "GET", "$URL/x"),
        ("curl -T file $URL/x", "PUT", "$URL/x"),
        ("curl -d @- $URL/x <<'EOF'\n{}\nEOF", "POST", "$URL/x"),
        ("wget --method=PATCH --body-data='{}' $URL/x", "PATCH", "$URL/x"),
        ("http :8080/x a=1", "POST", ":8080/x"),
        ("https DELETE example.org/x", "DELETE", "example.org/x"),
    ],
)
def test_commands(text: str, method: str, target: str) -> None:
    """Method and address of a command, however its options are written."""
    found = call(text)
    assert (found.method, found.target.text) == (method, target)


def test_a_message_and_its_answer() -> None:
    """A file of requests parts them by ``###``; a status line begins what comes back."""
    text = "@base = x\n### one\n# @name one\nPOST /x\nA: b\n\n{}\n\nHTTP/1.1 201 Created\n\n[]\n\n###\nGET /y\n"
    first, answer, second = read_calls(fence(text, "http"))
    assert isinstance(first, Call)
    assert isinstance(answer, Answer)
    assert isinstance(second, Call)
    assert (first.method, first.headers, second.target.text) == ("POST", ("a",), "/y")
    assert answer.status is not None
    assert answer.status.text == "201"
    assert answer.body is not None
    assert answer.body.data is not None


@pytest.mark.parametrize(
    ("text", "info"),
    [
        ("echo curl", "sh"),
        ("curl --help", "sh"),
        ("http is a word", "text"),
        ("GET", "http"),
        ("x", "toml"),
    ],
)
def test_what_is_no_call(text: str, info: str) -> None:
    """Words that are called so are no calls."""
    assert read_calls(fence(text, info)) == ()
