"""``contractcheck init``: a configuration, and contracts for truths the documents state already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import click

from contractcheck.adapters.files import TreeFiles
from contractcheck.adapters.http import HttpClient
from contractcheck.adapters.output import AtomicOutput
from contractcheck.engine.collect import Collector
from contractcheck.engine.run import run
from contractcheck.load.starting import (
    CONFIGURATION,
    Proposal,
    configuration,
    find_apis,
    folder_for_contracts,
    propose,
)
from contractcheck.model.document import Document
from contractcheck.model.location import Location
from contractcheck.model.problem import InputError, Problem, UnreadableError
from contractcheck.ports import Files, Overlay
from contractcheck.reports.summary import many
from contractcheck.wiring.project import Project, load_project
from contractcheck.wiring.readers import READERS
from contractcheck.wiring.registries import REGISTRIES, make_collector

_LARGEST = 500_000
_NOT_THERE = ("/place-gone", "/view-empty", "/view-differs", "/contradiction")
"""What makes a proposal none: it is not what stands there."""


@click.command("init", epilog="Example: `contractcheck init && contractcheck check`.")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Folder of the tree; default: the working folder.",
)
def command(*, root: Path) -> int:
    """Write contractcheck.yaml, and contracts for what the documents say already; nothing is overwritten."""
    files = TreeFiles(root)
    if files.exists(CONFIGURATION):
        message = f"{CONFIGURATION} is there already, and nothing was written"
        raise InputError([Problem(Location(CONFIGURATION), message, "contractcheck check")])
    apis = find_apis(files)
    settings = configuration(files.paths(), READERS.keys(), apis)
    plain = Overlay(files, {CONFIGURATION: settings.encode()})
    project = load_project(plain)
    documents = list(_documents(project))
    output = AtomicOutput(root)
    output.write(CONFIGURATION, settings.encode())
    click.echo(f"wrote {CONFIGURATION}: {many(len(project.tree.documents), 'document')}")
    folder = folder_for_contracts(files.paths())
    proposals = [one for one in propose(documents, apis, folder) if not files.exists(one.path)]
    for proposal, count in _hold(plain, proposals):
        output.write(proposal.path, proposal.text.encode())
        already = f"; {many(count, 'difference')} already" if count else ""
        click.echo(f"wrote {proposal.path}: {proposal.says}{already}")
    click.echo("next: read them, keep what is meant to hold, and run `contractcheck check`")
    return 0


def _documents(project: Project) -> Iterator[Document]:
    """Yield the documents of a tree; one that is too large or cannot be read proposes nothing."""
    collector: Collector = make_collector(project, HttpClient(), ())
    for path in project.tree.documents:
        if PurePosixPath(path).suffix.lower() not in READERS:
            continue
        try:
            content = project.files.read(path)
            if len(content) <= _LARGEST:
                yield collector.read(path, content)
        except UnreadableError:
            continue


def _hold(files: Files, proposals: Sequence[Proposal]) -> Iterator[tuple[Proposal, int]]:
    """Yield the proposals that say what stands there, each with how many findings it makes today."""
    loading = [one for one in proposals if _loads(files, one)]
    project = load_project(_with(files, loading))
    collector = make_collector(project, HttpClient(), ())
    result = run(project.contracts, project.tree, collector, REGISTRIES)
    for proposal in loading:
        ids = {one.id for one in project.contracts if one.data.document == proposal.path}
        found = [one.rule for one in result.findings if one.clause.partition("/")[0] in ids]
        if not any(rule.endswith(_NOT_THERE) for rule in found):
            yield proposal, len(found)


def _loads(files: Files, proposal: Proposal) -> bool:
    try:
        return bool(load_project(_with(files, [proposal])))
    except InputError:
        return False


def _with(files: Files, proposals: Sequence[Proposal]) -> Overlay:
    return Overlay(files, {one.path: one.text.encode() for one in proposals})
