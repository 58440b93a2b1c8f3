"""A label is the same however its words are joined, and a path ends in it or does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.attributes import Attribute, depth_of, squeezed_label
from contractcheck.model.evidence import Value
from contractcheck.model.location import Location
from contractcheck.relations.attributes import agrees

WORDS = st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=4)
TEXTS = st.from_regex(r"[A-Za-z][A-Za-z0-9*-]{0,8}( [A-Za-z0-9]{1,8}){0,2}", fullmatch=True)


@given(WORDS)
def test_a_label_is_one_in_all_its_writings(words: list[str]) -> None:
    """Spaces, hyphens, underscores and capitals join words in the same way."""
    camel = words[0] + "".join(word.title() for word in words[1:])
    written = {" ".join(words).title(), "-".join(words), "_".join(words), camel}
    assert {squeezed_label(one) for one in written} == {"".join(words)}


@pytest.mark.parametrize(
    ("label", "wanted", "depth"),
    [
        ("name", "name", 0),
        ("hub.name", "name", 1),
        ("vsm.function", "VSM function", 0),
        ("hub.vsm.function", "vsmFunction", 1),
        ("hub.names", "name", None),
        ("rename", "name", None),
        ("metadata.region", "metadata.region", 0),
        ("metadata.attributes.region", "metadata.region", 1),
        ("body.metadata.region", "metadata.region", 1),
        ("region", "metadata.region", None),
        ("region.metadata", "metadata.region", None),
    ],
)
def test_a_path_ends_in_a_label(label: str, wanted: str, depth: int | None) -> None:
    """What is nested counts by the end of its path; parts between may be left out."""
    assert depth_of(label, wanted) == depth


@given(TEXTS, st.booleans())
def test_a_value_agrees_with_itself(text: str, code: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever a contract declares, a view that shows just that agrees; in data nothing else does."""
    attribute = Attribute("name", (text,))
    assert agrees(Value(text, Location("a.md"), code=code), attribute)
    assert not agrees(Value(f"{text}x", Location("a.md"), code=code), attribute)
    assert not agrees(Value(f"x{text}", Location("a.md"), code=code), attribute)
    assert not agrees(Value(f"{text} (x)", Location("a.json"), code=True), attribute)
    assert agrees(Value(f"{text} (as ever)", Location("a.md")), attribute)
