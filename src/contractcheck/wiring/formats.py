"""The report formats by name: those built in, and those of other packages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from contractcheck.model.report import Report
from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats import FORMATS, Format
from contractcheck.reports.formats import load_format as load_built_in
from contractcheck.wiring.plugins import FORMAT_GROUP, Plugin, find_plugins


@dataclass(frozen=True, slots=True)
class _PluginFormat:
    """A format of another package, guarded."""

    plugin: Plugin
    shown: Callable[[Report, RenderContext], object]

    def render(self, report: Report, context: RenderContext) -> str:
        """Return the text of a report."""
        text = self.plugin.guard("render the report", lambda: self.shown(report, context))
        if not isinstance(text, str):
            self.plugin.refuse("it renders no text")
        return text


@cache
def _plugins() -> Mapping[str, Plugin]:
    return find_plugins(FORMAT_GROUP, FORMATS)


def format_names() -> tuple[str, ...]:
    """Return the names of all formats, those built in first; nothing is imported."""
    return (*FORMATS, *_plugins())


def load_format(name: str) -> Format:
    """Import a format; one of other packages is guarded."""
    if name in FORMATS or name not in _plugins():
        return load_built_in(name)
    plugin = _plugins()[name]
    render = getattr(plugin.load(), "render", None)
    if not callable(render):
        plugin.refuse("it has no function `render`")
    return _PluginFormat(plugin, render)
