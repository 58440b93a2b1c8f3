"""Ask everything that contracts need of APIs, and keep the answers: what the verb ``snapshot`` calls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from contractcheck.adapters.files import MAX_BYTES
from contractcheck.adapters.output import AtomicOutput
from contractcheck.engine.compile import compile_with_evidence
from contractcheck.model.evidence import Gap, GapReason
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.no_secrets import SecretsNeed
from contractcheck.model.observed import VerdictNeed
from contractcheck.sources.observation import Observation, Question
from contractcheck.sources.snapshot_names import snapshot_path
from contractcheck.sources.snapshots import NotHiddenError, Snapshot, encode, plain_path
from contractcheck.sources.watch import Watch
from contractcheck.wiring.kinds import KINDS
from contractcheck.wiring.network import BUDGET, open_network
from contractcheck.wiring.project import Project, choose, lane_named, open_project
from contractcheck.wiring.registries import make_collector, make_watch

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_NO_ANSWERS = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be recorded, and what the outside allows."""

    root: Path
    day: date
    config: str | None = None
    lane: str | None = None
    contracts: tuple[str, ...] = ()
    api_urls: Mapping[str, str] | None = None
    allowed_hosts: tuple[str, ...] = ()
    http_budget: float = BUDGET
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the files: paths by what was done, and what could not be recorded."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """The answers of a run by their questions, each asked once."""

    answers: dict[Question, Observation | Gap] = field(default_factory=dict)

    def record(self, question: Question, answer: Observation | Gap) -> None:
        """Take down an answer."""
        if question.method in _READS:
            self.answers[replace(question, path=plain_path(question.path))] = answer


def record(request: Request) -> Recorded:
    """Ask, then write; raises ``InputError`` for what cannot be used or written."""
    project = open_project(request.root, request.config, request.api_urls)
    lane = lane_named(project, request.lane)
    globs = request.contracts or lane.contracts
    watch = make_watch(project)
    heard = _ask(project, globs, request, watch)
    gaps: list[Gap] = []
    files: dict[str, bytes | None] = {}
    for question, answer in sorted(heard.items(), key=lambda pair: repr(pair[0])):
        path = snapshot_path(project.configuration.snapshots, question)
        written = _written(project, question, answer, watch)
        if isinstance(written, Gap):
            gaps.append(_masked(written, watch))
            files[path] = None
        else:
            files[path] = written
    kept = _write(project, files, AtomicOutput(request.root))
    others = [] if globs else _others(project, files)
    if request.prune and not gaps:
        for path in others:
            AtomicOutput(request.root).remove(path)
        return replace(kept, pruned=tuple(others))
    return replace(kept, unasked=tuple(others), gaps=tuple(gaps))


def _ask(
    project: Project, globs: Sequence[str], request: Request, watch: Watch
) -> Mapping[Question, Observation | Gap]:
    chosen, heard = choose(project, globs), _Heard()
    apis = project.configuration.apis
    live = [name for name, api in apis.items() if api.url or "://" in api.openapi]
    clauses = compile_with_evidence(chosen, project.contracts, KINDS).clauses
    needs = dict.fromkeys(need for clause in clauses for need in clause.needs)
    asked = [
        need for need in needs if not isinstance(need, DocumentNeed | VerdictNeed | SecretsNeed)
    ]
    with open_network(project, live, request.allowed_hosts, request.http_budget) as (http, workers):
        collector = make_collector(project, http, live, watch, request.day, record=heard.record)
        waiting = [workers.start(partial(collector.ask, need)) for need in asked]
        for wait in waiting:
            wait()
    return heard.answers


def _written(
    project: Project, question: Question, answer: Observation | Gap, watch: Watch
) -> bytes | Gap:
    """Return the file of an answer, or why it is no answer to keep."""
    if isinstance(answer, Gap):
        return answer
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in _NO_ANSWERS:
        return Gap(GapReason.UNREACHABLE, answer.document, f"status {answer.status}")
    api = project.configuration.apis[question.api]
    if answer.status in _REFUSED and not question.identity and api.identities:
        names = " or ".join(api.secret_names)
        why = f"status {answer.status}: is {names} set, and does it count there?"
        return Gap(GapReason.BLOCKED, answer.document, why)
    query = urlsplit(question.path).query
    url = f"{answer.document}?{query}" if query else answer.document
    snapshot = Snapshot(question, url, answer.status, answer.headers, answer.body, answer.observed)
    try:
        content = encode(snapshot, watch)
    except NotHiddenError:
        why = "a secret stands in the answer in a way that cannot be hidden"
        return Gap(GapReason.NOT_ALLOWED, answer.document, why)
    if len(content) > MAX_BYTES:
        why = f"its file would have {len(content):,} bytes; {MAX_BYTES:,} can be read"
        return Gap(GapReason.UNREADABLE, answer.document, why)
    return content


def _write(project: Project, files: Mapping[str, bytes | None], output: AtomicOutput) -> Recorded:
    """Write what differs; a file of the same bytes is left alone."""
    new, changed, unchanged = [], [], []
    for path, content in sorted(files.items()):
        if content is None:
            continue
        if not project.files.exists(path):
            new.append(path)
        elif project.files.read(path) == content:
            unchanged.append(path)
            continue
        else:
            changed.append(path)
        output.write(path, content)
    return Recorded(tuple(new), tuple(changed), tuple(unchanged))


def _others(project: Project, files: Mapping[str, bytes | None]) -> list[str]:
    """Return the snapshots whose questions were not asked."""
    folder = f"{project.configuration.snapshots}/"
    return [
        path
        for path in project.files.paths()
        if path.startswith(folder) and path.endswith(".json") and path not in files
    ]


def _masked(gap: Gap, watch: Watch) -> Gap:
    return Gap(gap.reason, watch.mask(gap.source), watch.mask(gap.detail))
