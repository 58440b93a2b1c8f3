"""Options that behave alike in every verb, and where the tree's root is."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])
_MARKERS = ("contractcheck.yaml", "contractcheck.yml")


class Seconds(click.ParamType[float]):
    """A time in seconds, of a day at most."""

    name = "seconds"
    _MOST = 86_400.0

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the seconds; end with wrong use for what is no time."""
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= self._MOST:  # neither holds for what is not a number
            self.fail(f"{value!r} is no time from 0 to a day, in seconds such as 30", param, ctx)
        return seconds


def tree_options(function: _F) -> _F:
    """Add ``--root`` and ``--config``."""
    function = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of the tree; default: the nearest one above with a contractcheck.yaml.",
    )(function)
    return click.option(
        "--config", metavar="FILE", help="Configuration file, relative to the root."
    )(function)


def output_options(function: _F) -> _F:
    """Add ``--quiet``, ``--verbose`` and ``--color``."""
    function = click.option("-q", "--quiet", is_flag=True, help="Print only what is wrong.")(
        function
    )
    function = click.option("-v", "--verbose", is_flag=True, help="Print every place and clause.")(
        function
    )
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colours; `auto` obeys NO_COLOR, FORCE_COLOR and the terminal.",
    )(function)


def find_root(given: Path | None) -> Path:
    """Return the given root, the nearest folder above with a configuration, or the working folder."""
    if given is not None:
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if any((folder / name).is_file() for name in _MARKERS) or _configures(
            folder / "pyproject.toml"
        ):
            return folder
        if (folder / ".git").exists():
            return folder
    return here


def _configures(pyproject: Path) -> bool:
    try:
        content = pyproject.read_bytes()
        return "contractcheck" in tomllib.loads(content.decode()).get("tool", {})
    except (OSError, ValueError):
        return False


def wants_color(choice: str) -> bool:
    """Say whether to colour standard output."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout)


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a stream is a terminal; one that is closed from the start is none."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
