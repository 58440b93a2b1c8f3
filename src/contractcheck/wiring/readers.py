"""The built-in document readers by file suffix; a reader is imported when a document asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from contractcheck.engine.registry import ReadDocument

READERS: Mapping[str, tuple[str, str]] = {
    ".markdown": ("contractcheck.readers.markdown", "read_markdown"),
    ".md": ("contractcheck.readers.markdown", "read_markdown"),
    ".mdx": ("contractcheck.readers.mdx", "read_mdx"),
}
"""Module and function by suffix."""


def load_reader(suffix: str) -> ReadDocument:
    """Import the reader of a suffix."""
    module, function = READERS[suffix]
    return cast("ReadDocument", getattr(import_module(module), function))
