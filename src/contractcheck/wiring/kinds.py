"""The kinds by name: those built in, and those of other packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import cast

from contractcheck.model.kind import Kind
from contractcheck.wiring.plugin_kinds import PluginKind, load_kind
from contractcheck.wiring.plugins import KIND_GROUP, Plugin, find_plugins

BUILT_IN = (
    "api-surface",
    "boundaries",
    "capability-manifest",
    "configuration",
    "document-structure",
    "lifecycle",
    "readiness-gates",
    "source-boundary",
    "support-buckets",
    "vocabulary",
)
"""The names of the built-in kinds; each is the package of that name below ``kinds``."""


class _Kinds(Mapping[str, Kind]):
    """All kinds; each is imported when it is asked for by its name."""

    def __init__(self) -> None:
        self._loaded: dict[str, PluginKind] = {}

    @cached_property
    def _plugins(self) -> Mapping[str, Plugin]:
        return find_plugins(KIND_GROUP, BUILT_IN)

    def __getitem__(self, name: str) -> Kind:
        if name in BUILT_IN:
            package = import_module(f"contractcheck.kinds.{name.replace('-', '_')}")
            return cast("Kind", package)
        return self.plugin(name)

    def __contains__(self, name: object) -> bool:
        return name in BUILT_IN or name in self._plugins

    def __iter__(self) -> Iterator[str]:
        return iter(sorted((*BUILT_IN, *self._plugins)))

    def __len__(self) -> int:
        return len(BUILT_IN) + len(self._plugins)

    def plugin(self, name: str) -> PluginKind:
        """Return a kind of another package; ``KeyError`` where there is none of that name."""
        if name not in self._loaded:
            self._loaded[name] = load_kind(name, self._plugins[name])
        return self._loaded[name]


KINDS = _Kinds()
