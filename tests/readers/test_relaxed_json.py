"""JSON as examples write it becomes JSON of the same size; what is JSON already stays as it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.readers.relaxed_json import without_remarks

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON, st.booleans())
def test_json_stays_as_it_is(value: object, indented: bool) -> None:  # noqa: FBT001
    """No text of strict JSON is changed, whatever stands in its strings."""
    text = json.dumps(value, ensure_ascii=False, indent=2 if indented else None)
    assert without_remarks(text) == text


@given(st.text(alphabet='{}[]",:.…<>/*#\\ \nabc1é'))
def test_every_place_is_kept(text: str) -> None:
    """Whatever is overlooked, bytes and lines stay as many, so that places stay right."""
    made = without_remarks(text)
    assert len(made.encode()) == len(text.encode())
    assert [len(line.encode()) for line in made.split("\n")] == [
        len(line.encode()) for line in text.split("\n")
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, ...}', {"a": 1}),
        ('{"a": ..., "b": <n>,}', {"a": 0, "b": 0}),
        ("[1, // one\n 2, /* two */ ...]", [1, 2]),
        ('{"a": "// no # remark ...",} # end', {"a": "// no # remark ..."}),
    ],
)
def test_remarks_are_overlooked(text: str, value: object) -> None:
    """Comments, ellipses, slots and closing commas are no part of the data."""
    assert json.loads(without_remarks(text)) == value
