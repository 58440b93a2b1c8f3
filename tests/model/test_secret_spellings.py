"""A secret is known again however it is written."""

from __future__ import annotations

import base64
import string

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.secret_spellings import spellings
from contractcheck.model.secrets import mask


def test_spellings() -> None:
    """Quoted for a URL, as text of JSON and HTML, and in base 64; the value itself is the first."""
    found = spellings('a/b+c "d"=')
    assert found[0] == 'a/b+c "d"='
    for one in (
        "a%2Fb%2Bc%20%22d%22%3D",
        "a/b%2Bc%20%22d%22%3D",
        "a%2Fb%2Bc+%22d%22%3D",
        'a/b+c \\"d\\"=',
        "a/b+c &quot;d&quot;=",
        "YS9iK2MgImQiPQ==",
        "YS9iK2MgImQiPQ",
    ):
        assert one in found


def test_a_plain_value() -> None:
    """What is written the same everywhere is one spelling, and another in base 64."""
    assert spellings("hub-4711") == ("hub-4711", "aHViLTQ3MTE=", "aHViLTQ3MTE")


def test_lines() -> None:
    """Each line of a value of several is one, as servers and reports show lines."""
    assert {"first line", "second line"} <= set(spellings("first line\n second line\n"))


@given(
    st.binary(max_size=6), st.text(string.ascii_letters + "-_.", min_size=12), st.binary(max_size=6)
)
def test_within_a_longer_text_in_base_64(before: bytes, value: str, after: bytes) -> None:
    """Who repeats a whole header in base 64 repeats the value, however it is aligned there."""
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        coded = encode(before + value.encode() + after).decode()
        assert any(one in coded for one in spellings(value))
        assert mask(coded, values=spellings(value)) != coded
