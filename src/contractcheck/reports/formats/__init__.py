"""The built-in formats by name; a format is a module that offers ``render``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from contractcheck.model.problem import ContractcheckError
from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext


class Format(Protocol):
    """Turns a report into the whole text of an output."""

    def render(self, report: Report, context: RenderContext) -> str:
        """Return the text; equal arguments give equal text."""


FORMATS: Mapping[str, str] = {
    "terminal": "contractcheck.reports.formats.terminal",
    "json": "contractcheck.reports.formats.json",
    "github": "contractcheck.reports.formats.github",
    "markdown": "contractcheck.reports.formats.markdown",
}
"""Modules by the name of their format; only the one in use is imported."""


class UnknownFormatError(ContractcheckError):
    """No built-in format has that name."""

    def __init__(self, name: str) -> None:
        """Keep the ``name`` that was asked for."""
        self.name = name
        super().__init__(f"no format is called {name!r}; there are {', '.join(FORMATS)}")


def load_format(name: str) -> Format:
    """Import the format called ``name``; raise ``UnknownFormatError`` where there is none."""
    if name not in FORMATS:
        raise UnknownFormatError(name)
    return cast("Format", import_module(FORMATS[name]))
