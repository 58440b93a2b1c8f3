"""What MkDocs sets off by indentation (`!!! note`, tabs) is said like any other text."""

from __future__ import annotations

import pytest

from tests.test_seeded_drift import edited
from tests.trees import found, tree

CONTRACT = """
    kind: boundaries
    id: depot
    owner: maintainers
    home: docs/depot.md
    says:
      no-scan: depot never opens a parcel
    never:
      opens: {about: [depot], doing: [weigh]}
    sequences:
      folders: {steps: [DEPOT_HOME, XDG_DATA, HOME], at: docs/depot.md#Folders}
"""
PAGE = """
    # Depot

    !!! important

        Depot never opens a parcel. It is named
        after the depots of a railway.

    !!! warning "Deprecated"
        Depot weighs parcels.

    ## Folders

    === "Unix"

        1. `DEPOT_HOME`
        1. `XDG_DATA`
        1. `HOME`

    === "Windows"

        1. `DEPOT_DIR`
        1. `APPDATA`

            !!! tip
                One level deeper.
"""


def mkdocs(**changes: str) -> dict[str, str]:
    """Return the clean tree."""
    return tree(contracts__depot_yaml=CONTRACT, docs__depot_md=PAGE, **changes)


def test_a_clean_tree_is_clean() -> None:
    """Text in admonitions and tabs is said, each tab has a list of its own, a title gives stance."""
    assert found(mkdocs()) == []


@pytest.mark.parametrize(
    ("before", "after", "drift"),
    [
        (
            "never opens a parcel",
            "now opens a parcel",
            ("boundaries/statement-denied", "    Depot now opens a parcel. It is named"),
        ),
        ('"Deprecated"', '"Mind"', ("boundaries/over-claim", "    Depot weighs parcels.")),
        ("!!! warning", "??? warning", None),
        ("!!! important", "???+ important inline end", None),
        (
            "`XDG_DATA`",
            "`XDG_CONFIG`",
            ("boundaries/step-replaced", "    1. `XDG_CONFIG`"),
        ),
    ],
)
def test_drift_in_it_is_found_where_it_stands(
    before: str, after: str, drift: tuple[str, str] | None
) -> None:
    """A claim, a statement and a step drift in what is set off as they do elsewhere."""
    drifted = edited(mkdocs(), "docs/depot.md", before, after)
    expected = [(drift[0], f"docs/depot.md: {drift[1].strip()}")] if drift else []
    assert found(drifted) == expected


def test_what_is_not_set_in_is_text() -> None:
    """Without an indented line below, `!!! note` is words, and code that is set in stays code."""
    page = "# Depot\n\n!!! note\nDepot never opens a parcel.\n\n    Depot weighs parcels.\n"
    contract = CONTRACT.partition("    sequences:")[0]
    assert found(tree(contracts__depot_yaml=contract, docs__depot_md=page)) == []
