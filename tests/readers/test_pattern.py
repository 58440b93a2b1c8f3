"""Patterns are those of RE2; the words each match must hold are found without matching."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.readers.pattern import compile_pattern, must_hold

CASES = [
    (r"->(status|outcome)\s*=[^=>]", {"status", "outcome"}),
    (r"new Notification|->notify\(", {"Notification", "notify"}),
    (r"abc?d+ef", {"ab"}),
    (r"(?i)status", set()),
    (r"(?i:status)", set()),
    (r"Http::|\bGraph(?:Client|Api)\b", {"Http", "Graph"}),
    (r"status|b*", set()),
    (r"[abc]def(?:gh|ij){2,}", {"def"}),
    (r"(?:status)?->x", {"x"}),
    (r"x{0,3}yz", {"yz"}),
    (r"\x41bc|\pLd", {"bc", "d"}),
    (r"\d+", set()),
    (r"\Qa.b\E", set()),
]


@pytest.mark.parametrize(("pattern", "words"), CASES)
def test_words_that_a_match_must_hold(pattern: str, words: set[str]) -> None:
    """Only whole runs of letters count, one of each alternative; what may be absent does not."""
    assert must_hold(pattern) == words


PIECES = st.sampled_from(
    [*("a", "bc", "1", "_", "\\s", "\\d", "\\b", ".", "[ab]", "[^a]", "-", "->", "\\(", "é")]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        st.tuples(PIECES.filter(lambda piece: piece != "\\b"), st.sampled_from(["?", "+"])).map(
            "".join
        ),
    ),
    max_leaves=6,
)


@given(pattern=PATTERNS, text=st.text(alphabet="abc1_- >(é", max_size=12))
def test_no_match_is_without_its_words(pattern: str, text: str) -> None:
    """A text that holds none of the words of a pattern has no match: nothing is passed over."""
    words = must_hold(pattern)
    found = compile_pattern(pattern)(text, 0)
    if found and words:
        assert any(word in text[found[0] : found[1]] for word in words)


def test_matching_takes_linear_time() -> None:
    """A pattern that would hang a backtracking matcher is answered."""
    assert compile_pattern("(?:a+)+$x")("a" * 50_000, 0) is None


def test_lines_begin_and_end() -> None:
    """``^`` and ``$`` are the ends of a line, and offsets count characters."""
    assert compile_pattern("^b$")("é\nb\n", 0) == (2, 3)


@pytest.mark.parametrize("pattern", ["a(", "[z-a]", "(?=a)", "a**", "\\1"])
def test_what_is_no_pattern(pattern: str) -> None:
    """What RE2 does not read is refused with its sentence."""
    with pytest.raises(ValueError, match=r"\w"):
        compile_pattern(pattern)
