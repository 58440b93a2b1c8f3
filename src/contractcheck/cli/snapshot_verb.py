"""``contractcheck snapshot``: record what APIs answer, so that a check needs no network."""

from __future__ import annotations

from pathlib import Path

import click

from contractcheck.adapters.clock import utc_today
from contractcheck.cli.options import find_root, output_options, tree_options
from contractcheck.cli.outside import allowed_hosts, api_urls, network_options
from contractcheck.cli.recording import Recorded, Request, record
from contractcheck.cli.say import say
from contractcheck.model.report import ExitCode
from contractcheck.reports.summary import many
from contractcheck.reports.visible import visible


@click.command(
    "snapshot",
    epilog="Examples: `contractcheck snapshot`; `contractcheck snapshot --contract 'ops-hub.*'`; "
    "`contractcheck snapshot --prune`.",
)
@tree_options
@click.option("--lane", metavar="NAME", help="Record what the contracts of this lane need.")
@click.option(
    "--contract",
    "contracts",
    multiple=True,
    metavar="GLOB",
    help="Only what contracts need whose id matches.",
)
@network_options
@click.option("--prune", is_flag=True, help="Delete snapshots that no contract asks for any more.")
@output_options
def command(  # noqa: PLR0913 - one parameter per option
    *,
    root: Path | None,
    config: str | None,
    lane: str | None,
    contracts: tuple[str, ...],
    apis: tuple[str, ...],
    hosts: tuple[str, ...],
    http_budget: float,
    prune: bool,
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Ask every API over the network, and record its answers as files for Git."""
    del color
    request = Request(
        root=find_root(root),
        day=utc_today(),
        config=config,
        lane=lane,
        contracts=contracts,
        api_urls=api_urls(apis),
        allowed_hosts=allowed_hosts(hosts, apis),
        http_budget=http_budget,
        prune=prune,
    )
    recorded = record(request)
    _tell(recorded, verbose=verbose, quiet=quiet)
    if recorded.gaps:
        return int(ExitCode.EVIDENCE_MISSING)
    if not (recorded.new or recorded.changed or recorded.unchanged):
        return int(ExitCode.NOTHING_JUDGED)
    return int(ExitCode.HOLDS)


def _tell(recorded: Recorded, *, verbose: bool, quiet: bool) -> None:
    told = [("new", recorded.new), ("changed", recorded.changed), ("deleted", recorded.pruned)]
    if verbose:
        told.append(("unchanged", recorded.unchanged))
    for word, paths in told if not quiet else ():
        for path in paths:
            say(f"{word}  {visible(path)}")
    for path in recorded.unasked if not quiet else ():
        say(f"asked for by no contract  {visible(path)}  (--prune deletes it)")
    for gap in recorded.gaps:
        say(f"not recorded  {visible(str(gap))}", err=True)
    if not quiet:
        asked = len(recorded.new) + len(recorded.changed) + len(recorded.unchanged)
        gaps = f", {len(recorded.gaps)} not: what was there stays" if recorded.gaps else ""
        say(f"{many(asked, 'answer')} recorded{gaps}")
