"""``contractcheck list``: contracts, their clauses, and what each looks at."""

from __future__ import annotations

from pathlib import Path

import click

from contractcheck.cli.options import find_root, output_options, tree_options, wants_color
from contractcheck.cli.say import say
from contractcheck.engine.compile import compile_contracts
from contractcheck.reports.summary import many
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.project import choose, open_project


@click.command("list", epilog="Example: `contractcheck list --contract 'powertools.*' --verbose`.")
@tree_options
@click.option(
    "--contract",
    "contracts",
    multiple=True,
    metavar="GLOB",
    help="Only contracts whose id matches.",
)
@output_options
def command(  # noqa: PLR0913 - one parameter per option
    *,
    root: Path | None,
    config: str | None,
    contracts: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """List the contracts with their clauses; --verbose adds what each clause looks at, --quiet leaves ids."""
    project = open_project(find_root(root), config)
    colored = wants_color(color)
    for contract in choose(project, contracts):
        clauses = compile_contracts([contract], KINDS)
        title = click.style(contract.id, bold=True) if colored else contract.id
        if quiet:
            say(contract.id)
            continue
        say(
            f"{title}  {contract.kind}, owner {contract.owner}, "
            f"{many(len(clauses), 'clause')}  {contract.at}"
        )
        for clause in clauses:
            observes = "evidence: " if clause.observes else ""
            say(f"  {clause.id}\n      {observes}{clause.says}")
            if verbose:
                for need in clause.needs:
                    say(f"      looks at {need.describe()}")
    return 0
