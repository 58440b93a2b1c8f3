"""The registry of formats."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from contractcheck.reports import formats
from contractcheck.reports.formats import (
    FORMATS,
    Format,
    UnknownFormatError,
    github,
    json,
    load_format,
    markdown,
    terminal,
)
from tests.reports.canonical import CONTEXT, MIXED

MODULES: tuple[Format, ...] = (terminal, json, github, markdown)
"""The type checker compares each module with ``Format``."""


def test_every_module_is_registered() -> None:
    """A format beside the others that nobody can ask for is a mistake."""
    found = {path.stem for path in Path(formats.__file__).parent.glob("*.py")} - {"__init__"}
    assert {module.rpartition(".")[2] for module in FORMATS.values()} == found
    assert len(MODULES) == len(FORMATS) == len(found)


@pytest.mark.parametrize("name", FORMATS)
def test_rendering_twice_gives_the_same_text(name: str) -> None:
    """A format is a pure function that ends its text with a line end."""
    text = load_format(name).render(MIXED, CONTEXT)
    assert text == load_format(name).render(MIXED, CONTEXT)
    assert text.endswith("\n")


def test_an_unknown_format_names_the_others() -> None:
    """Whoever misspells a format sees what there is."""
    with pytest.raises(UnknownFormatError, match="no format is called 'html'; there are terminal,"):
        load_format("html")


def test_only_the_format_in_use_is_imported() -> None:
    """Looking at the registry imports no format."""
    code = (
        "import sys, contractcheck.reports.formats as f; f.load_format('json');"
        "print(*(m for m in f.FORMATS.values() if m in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [FORMATS["json"]]
