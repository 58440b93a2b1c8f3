"""The modules of the package as syntax trees, and the tables of `pyproject.toml` about them."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "contractcheck"
FLOOR = 150
"""There are more modules than this; fewer mean that the tests look in the wrong place."""


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the package by its path below it."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
    }


def layer_of(path: str) -> str:
    """Return the layer of a module: the first part of its path, without the suffix."""
    return path.partition("/")[0].removesuffix(".py")


def imports(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each imported module with its line, wherever in the file it is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno


@cache
def settings() -> dict[str, Any]:
    """Return the `tool` tables of `pyproject.toml`."""
    tables: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    return tables
