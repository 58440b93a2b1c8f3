"""Which layer may import what from outside the package."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict

from tests.architecture.sources import FLOOR, imports, layer_of, modules, settings

OUTSIDE_LAYERS = {"__init__", "__main__"}
WORLD = {"adapters", "cli"}
"""The layers that open files and sockets, start processes, read clock and environment."""

WORLDLY_MODULES = {
    *("asyncio", "ctypes", "fcntl", "ftplib", "getpass", "glob", "http.client", "http.server"),
    *("io", "locale", "mmap", "multiprocessing", "os", "platform", "pwd", "random", "resource"),
    *("secrets", "select", "shutil", "signal", "smtplib", "socket", "sqlite3", "ssl", "stat"),
    *("subprocess", "sys", "tempfile", "time", "urllib.request", "uuid", "webbrowser"),
}
WORLDLY_CALLS = {"open", "input", "print", "exec", "eval"}
WORLDLY_METHODS = {
    *("cwd", "exists", "glob", "home", "is_dir", "is_file", "iterdir", "lstat", "mkdir", "open"),
    *("now", "read_bytes", "read_text", "rglob", "stat", "today", "touch", "unlink", "utcnow"),
    *("write_bytes", "write_text"),
}
PORTS = {"exists"}
"""What the ports offer under the same name: `Files.exists`."""


def third_party() -> dict[str, set[str]]:
    """Return the packages each layer imports that are neither ours nor the standard library's."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, tree in modules().items():
        for name, _ in imports(tree):
            top = name.partition(".")[0]
            if top != "contractcheck" and top not in sys.stdlib_module_names:
                found[layer_of(path)].add(top)
    return found


def test_the_package_is_looked_at() -> None:
    """The modules are found, all of them in a layer of the table."""
    assert len(modules()) > FLOOR
    table = settings()["architecture"]["third-party"]
    assert {layer_of(path) for path in modules()} - OUTSIDE_LAYERS == set(table)


def test_layers_import_exactly_the_packages_of_the_table() -> None:
    """A third-party import outside the table fails, and so does a row that nothing uses."""
    table = {
        layer: set(names) for layer, names in settings()["architecture"]["third-party"].items()
    }
    assert {layer: third_party().get(layer, set()) for layer in table} == table
    assert not {name for layer in OUTSIDE_LAYERS for name in third_party().get(layer, set())}


def test_table_and_import_linter_name_the_same_layers() -> None:
    """The table of packages and the contract about layers cannot drift apart."""
    contracts = {one["id"]: one for one in settings()["importlinter"]["contracts"]}
    layers = {name.strip() for line in contracts["layers"]["layers"] for name in line.split("|")}
    assert layers == set(settings()["architecture"]["third-party"])


def test_only_adapters_and_cli_touch_the_world() -> None:
    """No other layer imports a module of the operating system or calls what opens or reads it."""
    found = []
    for path, tree in modules().items():
        if layer_of(path) in WORLD:
            continue
        found += [
            f"{path}:{line}: imports {name}"
            for name, line in imports(tree)
            if name in WORLDLY_MODULES or name.partition(".")[0] in WORLDLY_MODULES
        ]
        found += [f"{path}:{node.lineno}: calls {name}" for node, name in _calls(tree)]
    assert found == []


def _calls(tree: ast.Module) -> list[tuple[ast.Call, str]]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [(node, node.func.id) for node in calls if isinstance(node.func, ast.Name)]
    methods = [(node, node.func.attr) for node in calls if isinstance(node.func, ast.Attribute)]
    worldly = [(node, name) for node, name in named if name in WORLDLY_CALLS]
    return worldly + [
        (node, name) for node, name in methods if name in WORLDLY_METHODS and name not in PORTS
    ]
