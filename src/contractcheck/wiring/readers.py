"""The document readers by file suffix; a reader is imported when a document asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import cast

from contractcheck.engine.registry import ReadDocument
from contractcheck.model.document import Document
from contractcheck.wiring.plugins import READER_GROUP, Plugin, find_plugins

BUILT_IN: Mapping[str, tuple[str, str]] = {
    ".markdown": ("contractcheck.readers.markdown", "read_markdown"),
    ".md": ("contractcheck.readers.markdown", "read_markdown"),
    ".mdx": ("contractcheck.readers.mdx", "read_mdx"),
    ".rst": ("contractcheck.readers.rst", "read_rst"),
}
"""Module and function by suffix."""


@cache
def _plugins() -> Mapping[str, Plugin]:
    return find_plugins(READER_GROUP, BUILT_IN)


@cache
def load_reader(suffix: str) -> ReadDocument:
    """Import the reader of a suffix; ``KeyError`` where there is none."""
    if suffix in BUILT_IN:
        module, function = BUILT_IN[suffix]
        return cast("ReadDocument", getattr(import_module(module), function))
    plugin = _plugins()[suffix]
    read = plugin.load()
    if not callable(read):
        plugin.refuse("it is no function")
    return cast("ReadDocument", _guarded(plugin, read))


def _guarded(plugin: Plugin, read: Callable[..., object]) -> Callable[..., Document]:
    def guarded(path: str, content: bytes, **roles: object) -> Document:
        document = plugin.guard(f"read {path}", lambda: read(path, content, **roles))
        if not isinstance(document, Document):
            plugin.refuse(f"it returns no document for {path}")
        return document

    return guarded


class _Readers(Mapping[str, ReadDocument]):
    """All readers by suffix."""

    def __getitem__(self, suffix: str) -> ReadDocument:
        return load_reader(suffix)

    def __contains__(self, suffix: object) -> bool:
        return suffix in BUILT_IN or suffix in _plugins()

    def __iter__(self) -> Iterator[str]:
        return iter((*BUILT_IN, *_plugins()))

    def __len__(self) -> int:
        return len(BUILT_IN) + len(_plugins())


READERS = _Readers()
