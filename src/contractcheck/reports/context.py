"""What a format may know besides the report: the reader's screen, limits, sources and rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from contractcheck.model.finding import Rule

Sources: TypeAlias = "Callable[[str], tuple[str, ...] | None]"
"""Gives the lines of a document without their ends, ``None`` when it cannot be had."""


def no_sources(document: str) -> tuple[str, ...] | None:  # noqa: ARG001 - fits ``Sources``
    """Return ``None`` for every document: a report rendered away from its tree."""
    return None


@dataclass(frozen=True, slots=True)
class RenderContext:
    """How to render; every format reads the fields it has a use for.

    ``size_limit`` counts UTF-8 bytes of the whole text, ``width`` columns of a line.
    """

    sources: Sources = no_sources
    color: bool = False
    width: int = 80
    size_limit: int | None = None
    verbose: bool = False
    quiet: bool = False
    rules: Mapping[str, Rule] = field(default_factory=dict)
