"""What a start of the command imports: only what the verb needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.trees import ROOT, write_tree

PARSERS = {"docutils", "jsonpath_rfc9535", "markdown_it", "mdit_py_plugins", "yaml"}
NETWORK = {"asyncio", "http.client", "httpcore", "httpx", "ssl", "urllib.request"}
OTHERS = {"ahocorasick_rs", "jsonschema", "jsonschema_rs", "rdflib"}


def imported(tree: Path, *arguments: str) -> set[str]:
    """Return the modules that a command line imports, as Python itself reports them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "contractcheck", *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (
            ("--version",),
            PARSERS | NETWORK | OTHERS | {"contractcheck.wiring", "importlib.metadata"},
        ),
        (("--help",), PARSERS | NETWORK | OTHERS | {"importlib.metadata"}),
        (("explain",), PARSERS | NETWORK | OTHERS),
        (("explain", "support-buckets/statement-moved"), PARSERS | NETWORK | OTHERS),
        (("list",), NETWORK | {"markdown_it", "ahocorasick_rs", "jsonschema", "rdflib"}),
        (("inputs",), NETWORK | {"markdown_it", "jsonschema", "rdflib"}),
        (("check",), {"asyncio", "httpcore", "httpx", "jsonschema", "rdflib", "ssl"}),
    ],
    ids=["version", "help", "rules", "rule", "list", "inputs", "check"],
)
def test_a_verb_imports_only_what_it_needs(
    arguments: tuple[str, ...], never: set[str], tmp_path: Path
) -> None:
    """Nothing of the list is imported, and the list is of names that imports are reported by."""
    modules = imported(write_tree(tmp_path / "tree"), *arguments)
    assert "contractcheck.cli.main" in modules
    assert never.isdisjoint(modules), sorted(never & modules)
