"""``contractcheck gates``: the gates in the order in which they can be passed, and what each rests on."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from contractcheck.cli.checking import Request, check
from contractcheck.cli.options import find_root, output_options, tree_options, wants_color
from contractcheck.cli.outside import (
    allowed_hosts,
    api_urls,
    day_of,
    day_option,
    network_options,
    say_left,
    writable_hosts,
    writing_option,
)
from contractcheck.model.configuration import OnCantTell
from contractcheck.reports.context import RenderContext
from contractcheck.reports.gates import data, text

_KIND = "readiness-gates"
_FORMATS = {"text": text.render, "json": data.render}


@click.command(
    "gates",
    epilog="Examples: `contractcheck gates --live`; `contractcheck gates --contract 'ops-hub.*' --format json`.",
)
@tree_options
@click.option("--lane", metavar="NAME", help="A lane of the configuration.")
@click.option("--live", is_flag=True, help="Ask every API of the configuration over the network.")
@click.option(
    "--contract",
    "contracts",
    multiple=True,
    metavar="GLOB",
    help="Only contracts whose id matches.",
)
@day_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="Format of the board.",
)
@network_options
@writing_option
@output_options
def command(  # noqa: PLR0913 - one parameter per option
    *,
    root: Path | None,
    config: str | None,
    lane: str | None,
    live: bool,
    contracts: tuple[str, ...],
    as_of: str | None,
    format_: str,
    apis: tuple[str, ...],
    hosts: tuple[str, ...],
    writes: tuple[str, ...],
    http_budget: float,
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Print each gate with what is declared, what is observed, its evidence, and what it waits for."""
    request = Request(
        root=find_root(root),
        config=config,
        lane=lane,
        live=live,
        contracts=contracts,
        kind=_KIND,
        api_urls=api_urls(apis),
        allowed_hosts=allowed_hosts(hosts, apis),
        writes=writable_hosts(writes),
        day=day_of(as_of),
        http_budget=http_budget,
        default_on_cant_tell=OnCantTell.FAIL if os.environ.get("CI") else OnCantTell.ALLOW,
    )
    checked = check(request)
    context = RenderContext(
        sources=checked.sources,
        width=max(60, shutil.get_terminal_size().columns),
        verbose=verbose,
        quiet=quiet,
        rules=checked.rules,
        color=wants_color(color),
    )
    shown = _FORMATS[format_](checked.report, context)
    click.echo(shown, nl=False, color=context.color)
    say_left(checked.report.verdicts)
    return int(checked.report.exit_code)
