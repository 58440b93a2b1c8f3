"""Word diffs tell both texts, and stay fast."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contractcheck.reports.word_diff import Change, Piece, are_similar, shorten, word_diff

SENTENCES = st.lists(st.sampled_from(["a", "b", "only", "not", "read-only"]), max_size=30).map(
    " ".join
)


def without(pieces: tuple[Piece, ...], change: Change) -> list[str]:
    """Return the words of all pieces but those with ``change``."""
    return [word for piece in pieces if piece.change is not change for word in piece.words]


@given(SENTENCES, SENTENCES)
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    """Without what was added it is the text before, without what was removed the text after."""
    pieces = word_diff(before, after)
    assert without(pieces, Change.ADDED) == before.split()
    assert without(pieces, Change.REMOVED) == after.split()
    assert all(piece.words for piece in pieces)


def test_one_changed_word_is_one_change() -> None:
    """The words around a changed word are kept."""
    assert word_diff("is a read-only annex", "is a read-write annex") == (
        Piece(Change.KEPT, ("is", "a")),
        Piece(Change.REMOVED, ("read-only",)),
        Piece(Change.ADDED, ("read-write",)),
        Piece(Change.KEPT, ("annex",)),
    )


def test_similar_prose_shares_half_of_its_words() -> None:
    """A diff is offered for prose with changes, not for single words or unrelated text."""
    assert are_similar("the bridge is read-only", "the bridge is read-write")
    assert not are_similar("Tested", "Supported")
    assert not are_similar("the same words", "the same words")
    assert not are_similar("one two three", "four five six")


def test_long_runs_are_shortened() -> None:
    """Kept words far from a change give way to a mark; changes stay whole."""
    before = " ".join(f"w{i}" for i in range(40))
    pieces = shorten(word_diff(before, before.replace("w20", "x")), 2)
    assert [" ".join(piece.words) for piece in pieces] == ["… w18 w19", "w20", "x", "w21 w22 …"]


def test_long_texts_are_compared_word_by_word() -> None:
    """Ten thousand words with a change at either end are two changes."""
    before = [f"w{i % 300}" for i in range(10_000)]
    after = ["first", *before[1:-1], "last"]
    pieces = word_diff(" ".join(before), " ".join(after))
    assert [len(piece.words) for piece in pieces] == [1, 1, 9998, 1, 1]


def test_huge_middles_are_one_change() -> None:
    """Texts beyond any prose are told as one change instead of being compared."""
    pieces = word_diff("a " * 60_000, "b " * 60_000)
    assert [piece.change for piece in pieces] == [Change.REMOVED, Change.ADDED]
