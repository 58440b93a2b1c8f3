"""A folder in which packages are installed, as far as Python looks: modules beside their metadata."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.packaging.trees import ROOT

PLUGIN = ROOT / "tests" / "plugin"
EntryPoints = Mapping[str, Mapping[str, str]]


def install(folder: Path, name: str, entries: EntryPoints, modules: Mapping[str, str]) -> Path:
    """Install a package of these modules and entry points into a folder, and return the folder."""
    metadata = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    (metadata / "METADATA").write_text(head, encoding="utf-8")
    lines = [
        line
        for group, named in entries.items()
        for line in (f"[{group}]", *(f"{key} = {value}" for key, value in named.items()), "")
    ]
    (metadata / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    for file, text in modules.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def install_plugin(folder: Path) -> Path:
    """Install `tests/plugin`, as its `pyproject.toml` says."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]
    modules = {path.name: path.read_text("utf-8") for path in PLUGIN.glob("*.py")}
    return install(folder, project["name"], project["entry-points"], modules)


def contractcheck(tree: Path, installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a tree, with what a folder holds installed."""
    paths = os.pathsep.join([str(ROOT / "src"), str(installed)])
    return subprocess.run(
        [sys.executable, "-m", "contractcheck", *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": paths, "NO_COLOR": "1", "CI": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
