"""Whether a text about a member states the condition under which it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.conditions import any_states, says_anyway, states

TERM = "ops-backup-verified"
CONDITION = "a backup-set widget exists"
STATED = [
    "(a backup-set widget must be there)",
    "after a backup-set widget exists",
    "(once a backup-set widget is available)",
    "requires a backup-set widget",
    "needs the backup-set widget to be there",
    "a backup-set widget is needed for it",
    "Condition: backup-set widget exists",
    "only when there is a widget for the backup set",
    "when the widgets for backup sets exist",
    "If a backup-set widget exists, it is sent.",
    "is not sent until a backup-set widget exists",
    "depends on a backup-set widget",
    "waits for the backup-set widget",
    "not before a backup-set widget exists",
    "provided a backup set has its widget",
    "as soon as a backup-set widget has been created",
    "When / Precondition: a backup-set widget",
    "— only with a backup-set widget",
    "available only where a backup-set widget exists",
    "gated by the backup-set widget",
    "where a Backup-Set widget exists",
    "from the moment a backup-set widget exists",
    "blocked until a backup-set widget exists",
    "subject to the existence of a backup-set widget",
    "while a backup-set widget exists",
    "given that a backup-set widget exists",
    "assumes a backup-set widget",
    "only for hosts with a backup-set widget",
    "once backup-set widgets exist",
    "in the presence of a backup-set widget",
    "as of the first backup-set widget",
]
NOT_STATED = [
    "has to be sent to the backup-set host",
    "before a backup-set widget exists",
    "unless a backup-set widget exists",
    "even if no backup-set widget exists",
    "when no backup-set widget exists",
    "whether or not a backup-set widget exists",
    "after a cluster widget exists",
    "for backup-set widgets",
    "and a backup-set widget",
    "on the backup-set widget",
    "also if a backup-set widget does not exist",
    "no longer needs a backup-set widget",
    "does not need a backup-set widget",
    "when drift has to be shown as a risk",
    "writes to the backup-set widget after each run",
    "regardless of whether a backup-set widget exists",
    "not only when a backup-set widget exists",
    "immediately",
    "if wanted",
    "even without a backup-set widget",
    "with no need for a backup-set widget",
]


@pytest.mark.parametrize("text", STATED)
def test_a_condition_in_other_words(text: str) -> None:
    """Any clause of condition with the words that matter states the condition."""
    assert any_states([f"{TERM} {text}"], CONDITION, TERM)


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_no_condition_or_another(text: str) -> None:
    """Another condition, its contrary, a habit and the bare words state nothing."""
    assert not any_states([f"{TERM} {text}"], CONDITION, TERM)


def test_words_of_the_member_do_not_count() -> None:
    """A condition that shares words with the member must stand beside it all the same."""
    assert not any_states(["when backup-set-widget is sent"], CONDITION, "backup-set-widget")


def test_a_long_condition() -> None:
    """Of many words three in four suffice; of few all must stand."""
    long = "the owner of the host has signed the migration plan of this quarter"
    assert states("only when the owner of the host has signed this quarter's migration plan", long)
    assert states("once the host's owner has signed the plan of this quarter", long)
    assert not states("when the owner of the host agrees", long)


@pytest.mark.parametrize("text", ["even without it", "whether or not it exists", "no matter what"])
def test_what_holds_anyway(text: str) -> None:
    """A denied condition is no denied use."""
    assert says_anyway(text)


WORDS = st.lists(
    st.sampled_from(["widget", "host", "plan", "drift", "owner"]), min_size=1, max_size=4
)


@given(WORDS)
def test_a_condition_states_itself(words: list[str]) -> None:
    """Behind a word of condition every condition is stated by its own words."""
    condition = f"a {' '.join(words)} exists"
    assert states(f"it is sent after {condition}.", condition)
    assert not states(f"it is sent. After that nothing of {'it'} is left", condition)
