"""Globs over paths and titles."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractcheck.model.path_pattern import match_path, match_text

CASES = [
    ("**/*.md", "README.md", True),
    ("**/*.md", "docs/a/b.md", True),
    ("docs/*.md", "docs/a/b.md", False),
    ("docs/**", "docs/a/b.md", True),
    ("docs/", "docs/a.md", True),
    ("**", "a", True),
    ("a/**/b", "a/b", True),
    ("a/**/b", "a/x/y/b", True),
    ("*.md", "docs/a.md", False),
    ("20??-*.md", "2026-01.md", True),
    ("./docs/a.md", "docs/a.md", True),
    ("docs/A.md", "docs/a.md", False),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), CASES)
def test_globs(pattern: str, path: str, expected: bool) -> None:  # noqa: FBT001
    """One star stays inside a folder, two span folders."""
    assert match_path(pattern, path) is expected


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=5), min_size=1, max_size=5))
def test_a_path_matches_itself_and_everything(parts: list[str]) -> None:
    """A path without signs is its own pattern, and two stars match every path."""
    path = "/".join(parts)
    assert match_path(path, path)
    assert match_path("**", path)


def test_hostile_patterns_end() -> None:
    """Many stars cost no more than pattern times text."""
    began = time.monotonic()
    assert not match_text("*a" * 300 + "b", "a" * 3000)
    assert not match_path("**/a/" * 100 + "b", "a/" * 1000 + "c")
    assert time.monotonic() - began < 10  # far above what it takes: only an explosion fails
