"""The goldens: each canonical report in each format; run this module to write them anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from contractcheck.reports.context import RenderContext
from contractcheck.reports.formats import FORMATS, load_format
from tests.reports.canonical import CONTEXT, REPORTS

FOLDER = Path(__file__).parent / "goldens"
SUFFIXES: Mapping[str, str] = {
    "terminal": ".txt",
    "json": ".json",
    "github": ".txt",
    "markdown": ".md",
}
VARIANTS: Mapping[str, tuple[str, RenderContext]] = {
    **{name: (name, CONTEXT) for name in FORMATS},
    "terminal-color": ("terminal", replace(CONTEXT, color=True)),
    "terminal-narrow": ("terminal", replace(CONTEXT, width=60)),
    "terminal-verbose": ("terminal", replace(CONTEXT, verbose=True)),
    "terminal-quiet": ("terminal", replace(CONTEXT, quiet=True)),
}
"""Golden folders: the format and the context each is rendered with."""


def render_goldens() -> Iterator[tuple[Path, bytes]]:
    """Yield every golden file with the bytes it should hold."""
    for folder, (name, context) in VARIANTS.items():
        module = load_format(name)
        for report_name, report in REPORTS.items():
            path = FOLDER / folder / f"{report_name}{SUFFIXES.get(name, '.txt')}"
            yield path, module.render(report, context).encode()


def main() -> None:
    """Write the goldens, and remove those that no report makes any more."""
    wanted = dict(render_goldens())
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for path in FOLDER.rglob("*.*"):
        if path not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
