"""Data of examples is read as JSON is, with every place, and what is left open is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.data import JsonValue, child
from contractcheck.readers.example_data import is_placeholder, read_example, read_whole

KEYS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8
)
PLAIN = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | KEYS
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)
BODIES = st.lists(VALUES, max_size=4) | st.dictionaries(KEYS, VALUES, max_size=4)


def is_open(value: JsonValue) -> bool:
    """Say whether a text or key somewhere in a value stands for others."""
    if isinstance(value, dict):
        return any(is_open(key) or key[0] in "<[{" or is_open(one) for key, one in value.items())
    if isinstance(value, list):
        return any(map(is_open, value))
    return isinstance(value, str) and is_placeholder(value)


@given(BODIES, st.sampled_from([None, 2]))
def test_json_is_read_as_json(value: JsonValue, indent: int | None) -> None:
    """Whatever JSON is written, the same value comes back, and nothing in it is open."""
    found = read_whole(json.dumps(value, indent=indent))
    if not is_open(value):
        assert found is not None
        assert (found.value, found.anything, found.partial) == (value, frozenset(), frozenset())


@given(BODIES)
def test_every_place_holds_its_value(value: JsonValue) -> None:
    """The text at the place of each number, truth or text is that value."""
    text = json.dumps(value, indent=1)
    found = read_whole(text)
    assert found is not None or is_open(value)

    def places(one: JsonValue, pointer: str) -> None:
        if isinstance(one, dict):
            for key, below in one.items():
                places(below, child(pointer, key))
        elif isinstance(one, list):
            for index, below in enumerate(one):
                places(below, child(pointer, index))
        elif found is not None:
            start, end = found.values[pointer]
            assert text[start:end] in (json.dumps(one), json.dumps(one)[1:-1])

    if not is_open(value):
        places(value, "")


@given(st.text(max_size=60))
def test_nothing_is_refused_with_an_error(text: str) -> None:
    """Whatever is written, there is an answer."""
    read_whole(text)
    read_example(text)


@pytest.mark.parametrize(
    ("text", "anything", "partial"),
    [
        ('{"a": "<id>", "b": $N, "c": {{x}}}', {"/a", "/b", "/c"}, set()),
        ('{"a": 1, ...}', set(), {""}),
        ('{"a": [1, \u2026], "b": ...}', {"/b"}, {"/a"}),
        ('{\n  "a": 1, // one\n  # two\n  /* three */ "b": 2,\n}', set(), set()),
        ("{name, 'hub': hub.id(), ...rest}", {"/name", "/hub"}, {""}),
        ('{"a": True, "b": None, "c": f"{x}"}', {"/c"}, set()),
        ('{"a": "x" | "y"}', {"/a"}, set()),
        ('{"a": {"b": 1', set(), {"", "/a"}),
    ],
)
def test_what_is_left_open(text: str, anything: set[str], partial: set[str]) -> None:
    """Ellipses leave out; slots, variables and expressions stand for any value."""
    found = read_whole(text)
    assert found is not None
    assert (set(found.anything), set(found.partial)) == (anything, partial)


@pytest.mark.parametrize("text", ["", "plain", "{{ x }}", '{"a": 1}\n{"b": 2}', "{a b}", "x = {1}"])
def test_what_is_no_data(text: str) -> None:
    """Texts, templates and two bodies in one are none."""
    assert read_whole(text) is None


def test_depth_ends() -> None:
    """A thousand brackets are no data, and no crash."""
    assert read_whole("[" * 1000 + "]" * 1000) is None
