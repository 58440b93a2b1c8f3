"""``contractcheck check``: judge contracts and end with the lane's exit code."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import click

from contractcheck.adapters.output import AtomicOutput
from contractcheck.cli.checking import Request, check
from contractcheck.cli.options import (
    find_root,
    is_terminal,
    output_options,
    tree_options,
    wants_color,
)
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
from contractcheck.wiring.formats import format_names, load_format


@click.command(
    "check",
    epilog="Examples: `contractcheck check`; `contractcheck check --lane ci --report json=report.json`; "
    "`contractcheck check --live --contract 'ops-hub.*'`.",
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
    type=click.Choice(format_names()),
    default="terminal",
    show_default=True,
    help="Format of standard output.",
)
@click.option(
    "--report", "reports", multiple=True, metavar="FORMAT=PATH", help="Also write a report file."
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
    reports: tuple[str, ...],
    apis: tuple[str, ...],
    hosts: tuple[str, ...],
    writes: tuple[str, ...],
    http_budget: float,
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Judge the contracts against documents and sources."""
    targets = [_target(text) for text in reports]
    if len({path for _, path in targets}) < len(targets):
        message = "two --report name the same file"
        raise click.UsageError(message)
    request = Request(
        root=find_root(root),
        config=config,
        lane=lane,
        live=live,
        contracts=contracts,
        api_urls=api_urls(apis),
        allowed_hosts=allowed_hosts(hosts, apis),
        writes=writable_hosts(writes),
        day=day_of(as_of),
        http_budget=http_budget,
        default_on_cant_tell=OnCantTell.FAIL if os.environ.get("CI") else OnCantTell.ALLOW,
        progress=_progress if _shows_progress(quiet=quiet) else None,
    )
    checked = check(request)
    context = RenderContext(
        sources=checked.sources,
        width=max(60, shutil.get_terminal_size().columns),
        verbose=verbose,
        quiet=quiet,
        rules=checked.rules,
    )
    shown = replace(context, color=wants_color(color))
    for name, path in targets:
        text = load_format(name).render(checked.report, replace(context, quiet=False))
        AtomicOutput().write(path, text.encode())
        if not quiet:
            click.echo(f"wrote {path}", err=True)
    click.echo(load_format(format_).render(checked.report, shown), nl=False, color=shown.color)
    say_left(checked.report.verdicts)
    return int(checked.report.exit_code)


def _target(text: str) -> tuple[str, str]:
    name, _, path = text.partition("=")
    if name not in format_names() or not path:
        message = (
            f"--report takes FORMAT=PATH with one of {', '.join(format_names())}, not {text!r}"
        )
        raise click.UsageError(message)
    if path == "-":
        message = f"--report writes files; for standard output use --format {name}"
        raise click.UsageError(message)
    return name, path


def _shows_progress(*, quiet: bool) -> bool:
    return is_terminal(sys.stderr) and not (quiet or os.environ.get("CI"))


def _progress(done: int, total: int) -> None:
    if done % 50 == 0 or done == total:
        click.echo(
            f"\rreading documents {done}/{total}" + ("\n" if done == total else ""),
            nl=False,
            err=True,
        )
