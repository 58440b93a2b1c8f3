"""JSON: strict, located, and no cost for places that nobody asks for."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.location import Span
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.json_data import MAX_DEPTH, read_json

BROKEN = {
    "": "a.json:1:1: the file is empty; JSON needs a value",
    " \n": "a.json:1:1: the file is empty; JSON needs a value",
    "{": "a.json:1:2: the file ends too early",
    '{"a": [1, 2': "a.json:1:12: the file ends too early",
    "[1, ]": "a.json:1:3: a comma before the closing bracket",
    '{"a": 1,\n}': "a.json:1:8: a comma before the closing bracket",
    '{"a" 1}': "a.json:1:6: not valid JSON: expecting ':' delimiter",
    "[1 2]": "a.json:1:4: not valid JSON: expecting ',' delimiter",
    "{a: 1}": "a.json:1:2: not valid JSON: expecting property name enclosed in double quotes",
    "[01]": "a.json:1:3: not valid JSON: expecting ',' delimiter",
    "[1] 2": "a.json:1:5: nothing may follow the value",
    '"a': "a.json:1:1: this string is never closed",
    '"a\n"': "a.json:1:3: the control character U+000A must be escaped in a string",
    "// x\n1": "a.json:1:1: not valid JSON: expecting value",
    '{"é": 1,\n "é": 2}': "a.json:2:2: the key `é` stands twice, first at line 1",
    '[{"a": {"a": 1}, "b": [{"a": 1, "\\u0061": 2}]}]': (
        "a.json:1:33: the key `a` stands twice, first at line 1"
    ),
    "[1, NaN]": "a.json:1:5: `NaN` is no JSON number",
    "[-Infinity]": "a.json:1:2: `-Infinity` is no JSON number",
    "[1e999]": "a.json:1:2: the number `1e999` is too large",
    f"[{'9' * 5000}]": f"a.json:1:2: the number `{'9' * 57}…` is too large",
    '["\\\\ud800", "\\ud83d\\ude00", "x\\ud800"]': (
        "a.json:1:31: `\\ud800` is half of a surrogate pair, which is no character"
    ),
    "[" * 100_000: f"a.json:1:{MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels",
    '["]\\"[",' * 100_000: f"a.json:1:{8 * MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels",
    '{"a":' * 100_000: f"a.json:1:{5 * MAX_DEPTH + 1}: nested deeper than {MAX_DEPTH} levels",
}


@pytest.mark.parametrize("source", BROKEN, ids=range(len(BROKEN)))
def test_what_is_broken_is_said_at_its_place(source: str) -> None:
    """Each mistake ends in one plain sentence at its line and column."""
    with pytest.raises(UnreadableError) as caught:
        read_json("a.json", source.encode())
    problem = caught.value.problem
    assert f"{problem.location}: {problem.message}" == BROKEN[source]


def test_size_and_encoding() -> None:
    """The limit is the caller's, and only UTF-8 is read."""
    assert read_json("a.json", b"[1]", limit=3).value == [1]
    with pytest.raises(UnreadableError, match=r"a\.json:1:1: the file has 4 bytes; 3 are allowed"):
        read_json("a.json", b"[12]", limit=3)
    with pytest.raises(UnreadableError, match=r"a\.json:2:2: byte 0xFF is not UTF-8"):
        read_json("a.json", b'[\n"\xff"]')


def test_nesting_up_to_the_limit_is_read() -> None:
    """The limit itself is allowed, and brackets in strings nest nothing."""
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read_json("a.json", deep.encode()).locate("/0/0").span.start == 2
    flat = json.dumps(["[{" * 1000, '\\"[' * 1000])
    assert read_json("a.json", flat.encode()).value == json.loads(flat)


def test_where_values_and_keys_stand() -> None:
    """Spans hold the value or key with its quotes; lines and columns count characters."""
    source = '\ufeff{"é": [1, "x", {}],\r\n "b/c~": {"": null}, "e":[ ]}\n'.encode()
    data = read_json("a.json", source)
    places = data.find_positions()
    values = {at: source[span.start : span.end].decode() for at, span in places.values.items()}
    assert values == {
        "": source.decode()[1:].rstrip(),
        "/é": '[1, "x", {}]',
        "/é/0": "1",
        "/é/1": '"x"',
        "/é/2": "{}",
        "/b~1c~0": '{"": null}',
        "/b~1c~0/": "null",
        "/e": "[ ]",
    }
    keys = {at: source[span.start : span.end].decode() for at, span in places.keys.items()}
    assert keys == {"/é": '"é"', "/b~1c~0": '"b/c~"', "/b~1c~0/": '""', "/e": '"e"'}
    assert (len(places.values), len(places.keys)) == (8, 4)
    assert data.locate("/b~1c~0").span == Span(34, 44, 2, 10, 2, 20)
    assert data.locate_key("/é").span == Span(4, 8, 1, 2, 1, 5)


def test_a_place_that_is_not_there_is_its_parent() -> None:
    """A missing member is shown where it is missing."""
    data = read_json("a.json", b'{"a": [1]}')
    assert data.locate("/a/7/b") == data.locate("/a")
    assert data.locate_key("/a/0") == data.locate("/a/0")


def test_data_travels_between_processes() -> None:
    """Loaded data can be pickled, before and after a place was asked for."""
    data = read_json("a.json", b'{"a": 1}')
    for _ in range(2):
        copy = pickle.loads(pickle.dumps(data))  # noqa: S301 - our own bytes
        assert copy.locate("/a") == data.locate("/a")


def test_places_far_into_one_long_line() -> None:
    """Bytes, lines and columns stay right past every internal step, with wide characters."""
    source = json.dumps([f"é{number}😀" for number in range(3000)], ensure_ascii=False).encode()
    data = read_json("a.json", source)
    for number in (0, 1, 500, 1234, 2999):
        span = data.locate(f"/{number}").span
        assert source[span.start : span.end].decode() == f'"é{number}😀"'
        assert span.column == len(source[: span.start].decode()) + 1


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=15,
)


@given(_ANY, st.booleans(), st.sampled_from([None, 0, 3]))
def test_every_place_holds_its_value(value: object, escape: bool, indent: int | None) -> None:  # noqa: FBT001
    """The bytes at each span read back as the value or key that stands there."""
    source = json.dumps(value, ensure_ascii=escape, indent=indent).encode()
    data = read_json("a.json", source)
    assert data.value == value
    places = data.find_positions()
    for pointer, span in places.values.items():
        found = value
        for part in pointer.split("/")[1:]:
            name = part.replace("~1", "/").replace("~0", "~")
            found = found[name] if isinstance(found, dict) else found[int(name)]  # type: ignore[index]
        assert json.loads(source[span.start : span.end]) == found
    for pointer, span in places.keys.items():
        name = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        assert json.loads(source[span.start : span.end]) == name


_JSON_BITS = st.lists(
    st.sampled_from(
        [b"[", b"]", b"{", b"}", b",", b":", b'"', b"a", b"1", b"-", b"e9", b"\\", b"\\ud800",
         b'"k"',
         b'"k":', b"true", b"NaN", b" ", b"\n", b"\xc3\xa9", b"\xff"]
    ),
    max_size=30,
).map(b"".join)  # fmt: skip


@given(st.binary(max_size=60) | _JSON_BITS)
def test_any_bytes_end_in_a_value_or_a_problem(content: bytes) -> None:
    """Whatever the bytes are, they are data with places inside them, or one located problem."""
    try:
        data = read_json("a.json", content)
    except UnreadableError as error:
        span = error.problem.location.span
        assert 0 <= span.start <= span.end <= len(content)
        return
    for span in data.find_positions().values.values():
        assert 0 <= span.start <= span.end <= len(content)
