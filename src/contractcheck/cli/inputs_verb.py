"""``contractcheck inputs``: the files a lane depends on, for hooks and CI path filters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from contractcheck.cli.options import find_root, output_options, tree_options
from contractcheck.cli.say import say
from contractcheck.engine.compile import compile_with_evidence
from contractcheck.engine.run import inputs_of
from contractcheck.model.attestations import AttestationNeed
from contractcheck.model.clause import Clause
from contractcheck.model.needs import ApiNeed, DataNeed, PathsNeed, RemoteNeed, WorkflowNeed
from contractcheck.model.path_pattern import match_any, match_path
from contractcheck.model.settings import SettingsNeed
from contractcheck.reports.visible import visible
from contractcheck.sources.descriptions import is_file
from contractcheck.sources.workflow import FOLDERS
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.project import Project, choose, lane_named, open_project


@click.command("inputs", epilog="Example: `contractcheck inputs --lane hook`.")
@tree_options
@click.option("--lane", metavar="NAME", help="A lane of the configuration.")
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
    lane: str | None,
    contracts: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    color: str,
) -> int:
    """Print the files a lane depends on, one path a line, sorted: contracts, documents, workflows, data."""
    del quiet, verbose, color
    project = open_project(find_root(root), config)
    chosen = choose(project, contracts or lane_named(project, lane).contracts)
    docket = compile_with_evidence(chosen, project.contracts, KINDS)
    clauses = docket.clauses
    looked_at = (contract for contract in project.contracts if contract.id in docket.promised)
    paths = {path for contract in looked_at for path in contract.files}
    paths |= set(inputs_of(clauses, project.tree)) | _other_files(project, clauses)
    for one in project.attestations:
        paths |= {one.at.document, *(file.path for file in one.of)}
    if project.configuration.document:
        paths.add(project.configuration.document)
    for path in sorted(paths):
        say(visible(path))
    return 0


def _other_files(project: Project, clauses: Iterable[Clause]) -> set[str]:
    """Return workflows, data files, descriptions and proving paths; a path that is gone counts too."""
    found: set[str] = set()
    for need in (need for clause in clauses for need in clause.needs):
        if isinstance(need, WorkflowNeed):
            names = (
                [need.workflow]
                if "/" in need.workflow
                else [f"{f}/{need.workflow}" for f in FOLDERS]
            )
            found |= {name for name in names if project.files.exists(name)} or {names[0]}
        elif isinstance(need, DataNeed):
            found.add(need.path)
        elif isinstance(need, PathsNeed | SettingsNeed):
            found |= {p for p in project.files.paths() if match_path(need.pattern, p)} or {
                need.pattern
            }
        elif isinstance(need, AttestationNeed):
            patterns = project.configuration.attestations
            found |= {path for path in project.files.paths() if match_any(patterns, path)}
        elif isinstance(need, RemoteNeed):
            found |= _answers(project, need)
    return found


def _answers(project: Project, need: RemoteNeed) -> set[str]:
    """Return the files that may answer in place of a server: a description, or any snapshot."""
    if isinstance(need, ApiNeed) and is_file(project.configuration.apis[need.api]):
        return {project.configuration.apis[need.api].openapi}
    folder = f"{project.configuration.snapshots}/"
    return {path for path in project.files.paths() if path.startswith(folder)}
