"""An item is the member it is, whatever signs the member has of its own."""

from __future__ import annotations

import pytest

from tests.test_seeded_drift import edited
from tests.trees import found, tree

CONTRACT = """
    kind: boundaries
    id: builds
    owner: maintainers
    parties:
      tested:
        exactly: ["Plan 9 (mips)", "Plan 9 (sparc)", "Haiku"]
        at: docs/builds.md#Tested
"""
PAGE = """
    # Builds

    ## Tested

    - Plan 9 (mips)
    - Plan 9 (sparc) - the one that is used most
    - Haiku: a friend of all
"""
RULE = "boundaries/member-differs"


def builds() -> dict[str, str]:
    """Return the clean tree."""
    return tree(contracts__builds_yaml=CONTRACT, docs__builds_md=PAGE)


def test_a_clean_tree_is_clean() -> None:
    """What stands in brackets belongs to the member that is written so, and explains the others."""
    assert found(builds()) == []


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("(mips)", "(mips64)", "Plan 9 (mips64)"),
        ("(sparc)", "(spark)", "Plan 9 (spark) - the one that is used most"),
        ("Haiku:", "Hayku:", "Hayku: a friend of all"),
    ],
)
def test_another_member_is_shown_whole(before: str, after: str, line: str) -> None:
    """A member that changed inside its brackets is one finding that shows it whole."""
    drifted = edited(builds(), "docs/builds.md", before, after)
    assert found(drifted) == [(RULE, f"docs/builds.md: - {line}")]


COMMANDS = """
    kind: vocabulary
    id: commands
    owner: maintainers
    of: code spans
    noun: command
    members: [depot parcel send, depot parcel list, depot help]
    views:
      - {at: docs/commands.md#Commands, as: labelled list}
"""
COMMANDS_PAGE = """
    # Commands

    - `depot parcel send`: sends a parcel.
    - `depot parcel list` / `depot help`: lists parcels, and all commands.
"""


def test_a_label_of_several_words_of_code_is_one_member() -> None:
    """A command stands whole in front of its explanation, and beside another one."""
    texts = tree(contracts__commands_yaml=COMMANDS, docs__commands_md=COMMANDS_PAGE)
    assert found(texts) == []
    drifted = edited(texts, "docs/commands.md", "parcel send`", "parcel post`")
    assert found(drifted) == [
        ("vocabulary/member-differs", "docs/commands.md: - `depot parcel post`: sends a parcel."),
    ]
