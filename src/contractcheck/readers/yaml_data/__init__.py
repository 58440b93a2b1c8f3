"""YAML as located data: text stays as written, every key and value keeps its place.

The tree is built from parser events with a stack of our own, so that depth, aliases and duplicate
keys are judged before they can cost anything, and no recursion of a library is in the way.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml import events as ev

from contractcheck.model.data import Data
from contractcheck.readers.yaml_data.explanations import explain
from contractcheck.readers.yaml_data.source import MAX_BYTES, Places, Source, decode
from contractcheck.readers.yaml_data.tree import MAX_ALIASED, MAX_DEPTH, MAX_VALUES, Tree

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without libyaml: ten times slower, the same events
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)


__all__ = ["MAX_ALIASED", "MAX_BYTES", "MAX_DEPTH", "MAX_VALUES", "read_yaml"]


def read_yaml(document: str, content: bytes, *, first_line: int = 1, first_byte: int = 0) -> Data:
    """Load one YAML document; ``first_line`` and ``first_byte`` say where it begins in its file.

    Only plain ``true``, ``false``, ``null``, ``~``, nothing, and decimal integers become other than
    text. Raises ``UnreadableError`` at the first thing that is wrong or refused.
    """
    source = decode(document, content, first_line, first_byte)
    tree = Tree(source)
    with _collector_paused():
        for event in _events(source):
            tree.add(event)
    return Data(document, tree.value, Places(source, tree.marks))


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Events are many small objects that live on: collecting among them doubles the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _events(source: Source) -> Iterator[ev.Event]:
    parser: Any = _Parser(source.text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except yaml.MarkedYAMLError as error:
        raise explain(source, error) from None
    except yaml.YAMLError as error:
        raise source.refusal(0, 0, f"not valid YAML: {error}") from None
    finally:
        parser.dispose()
