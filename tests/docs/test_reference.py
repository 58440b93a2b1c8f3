"""The generated pages are in step with the registries."""

from __future__ import annotations

import pytest

from tests.docs.reference import FOLDER, PAGES


@pytest.mark.parametrize("page", PAGES)
def test_generated_pages_are_in_step(page: str) -> None:
    """`make golden` would change nothing."""
    assert (FOLDER / page).read_text("utf-8") == PAGES[page]()
