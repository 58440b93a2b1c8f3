"""Parse with docutils: its own settings only, nothing included, nothing printed, nothing raised."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from optparse import Values

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser

LONGEST_LINE = 1_000_000
"""docutils reads nothing of a document with a longer one."""

_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "halt_level": 5,
    "report_level": 5,
    "warning_stream": False,
    "line_length_limit": LONGEST_LINE,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "tab_width": 8,
}


def parse(text: str) -> nodes.document:
    """Return the tree of a text; transforms, which move and make nodes, are not applied.

    Raises ``RecursionError`` for nesting too deep to follow.
    """
    document = utils.new_document("", _settings())
    with suppress(utils.SystemMessage):  # of a severity that halts whatever the settings say
        Parser().parse(text, document)
    return document


@cache
def _settings() -> Values:
    """Return our settings; making them takes longer than reading a page."""
    settings = frontend.get_default_settings(Parser)
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    return settings
