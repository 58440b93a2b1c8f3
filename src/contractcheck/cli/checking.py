"""One check from request to report: what the verb ``check`` and the tests call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contractcheck import __version__
from contractcheck.engine.collect import Progress
from contractcheck.engine.compile import kinds_of, rules_of
from contractcheck.engine.run import run
from contractcheck.model.configuration import Lane, OnCantTell
from contractcheck.model.finding import Finding, Rule
from contractcheck.model.problem import UnreadableError
from contractcheck.model.report import Report
from contractcheck.policy.decision import decide
from contractcheck.policy.softening import soften
from contractcheck.ports import Files
from contractcheck.reports.masking import masked
from contractcheck.sources.world import Diary
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.network import BUDGET, open_network
from contractcheck.wiring.project import choose, lane_named, open_project
from contractcheck.wiring.registries import make_collector, make_watch, registries_for


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: the tree, the lane or choice of contracts, and what the outside allows.

    With a ``kind`` only the contracts of that kind among those chosen are judged.
    """

    root: Path
    config: str | None = None
    lane: str | None = None
    live: bool = False
    contracts: tuple[str, ...] = ()
    kind: str = ""
    api_urls: Mapping[str, str] | None = None
    allowed_hosts: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    http_budget: float = BUDGET
    day: date | None = None
    default_on_cant_tell: OnCantTell = OnCantTell.ALLOW
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The report with what is needed to show it."""

    report: Report
    rules: Mapping[str, Rule]
    sources: Callable[[str], tuple[str, ...] | None]


def check(request: Request) -> Checked:
    """Judge and decide; raises ``InputError`` for what cannot be used."""
    project = open_project(request.root, request.config, request.api_urls)
    lane = lane_named(project, request.lane)
    chosen = choose(project, request.contracts or lane.contracts)
    kept = (one for one in chosen if request.kind in {"", one.kind})
    contracts = (*kept, project.secrets)
    watch, diary = make_watch(project), Diary()
    live = project.configuration.apis.keys() if request.live else lane.live
    tree = project.tree
    network = open_network(project, live, request.allowed_hosts, request.http_budget)
    with network as (http, workers):
        collector = make_collector(
            project,
            http,
            live,
            watch,
            request.day,
            max_snapshot_age=lane.max_snapshot_age,
            diary=diary,
            root=request.root,
            writes=request.writes,
        )
        result = run(
            contracts,
            tree,
            replace(collector, workers=workers),
            registries_for(project.contracts),
            request.progress,
            others=project.contracts,
            today=request.day,
        )
    if lane.gates_without_evidence is OnCantTell.ALLOW:
        verdicts, findings = soften(result.verdicts, result.findings)
        result = replace(result, verdicts=verdicts, findings=findings)
    exit_code = decide(result.promised, result.findings, _on_cant_tell(lane, request))
    report = Report(
        version=__version__,
        lane=lane.name,
        as_of=request.day.isoformat() if request.day else "",
        clauses=result.clauses,
        verdicts=result.verdicts,
        findings=_with_history(result.findings, request.root, project.files),
        gaps=result.gaps,
        documents=len(tree.documents),
        not_looked_at=tree.not_looked_at,
        exit_code=exit_code,
        snapshots=diary.rested(request.day) if request.day else (),
    )
    rules = rules_of(kinds_of(contracts, KINDS))
    return Checked(masked(report, watch.mask), rules, _lines_of(project.files, watch.cover))


def _with_history(findings: tuple[Finding, ...], root: Path, files: Files) -> tuple[Finding, ...]:
    """Return the findings with the history of their views; without any nobody is asked."""
    if not any(related.lines for finding in findings for related in finding.related):
        return findings
    from contractcheck.adapters.git import GitRevisions  # noqa: PLC0415
    from contractcheck.engine.history import with_history  # noqa: PLC0415

    return with_history(findings, GitRevisions(root, files))


def _on_cant_tell(lane: Lane, request: Request) -> OnCantTell:
    return lane.on_cant_tell or request.default_on_cant_tell


def _lines_of(files: Files, cover: Callable[[str], str]) -> Callable[[str], tuple[str, ...] | None]:
    held: dict[str, tuple[str, ...] | None] = {}

    def lines(document: str) -> tuple[str, ...] | None:
        if document not in held:
            try:
                text = cover(files.read(document).decode("utf-8", "replace"))
                held[document] = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
            except UnreadableError:
                held[document] = None
        return held[document]

    return lines
