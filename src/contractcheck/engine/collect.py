"""Look at everything the clauses need, each document read and parsed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from ahocorasick_rs import AhoCorasick

from contractcheck.engine.documents import Tree, roles_of
from contractcheck.engine.registry import Registries
from contractcheck.model.clause import Clause, Need
from contractcheck.model.configuration import Configuration
from contractcheck.model.document import Document
from contractcheck.model.evidence import Evidence, Fact, Gap, GapReason
from contractcheck.model.needs import DocumentNeed, NoDocument, RemoteNeed, WritingNeed
from contractcheck.model.observed import VerdictNeed
from contractcheck.model.path_pattern import is_glob, match_path
from contractcheck.model.problem import UnreadableError
from contractcheck.model.report import REPORT_MARK
from contractcheck.ports import Files, OneByOne, Workers

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which documents answer which needs, and the needs that other sources answer."""

    by_document: Mapping[str, tuple[DocumentNeed, ...]]
    others: tuple[Need, ...]
    absent: Mapping[Need, Evidence | Gap] = field(default_factory=dict)
    """What is to be said of the first place of a clause where no document is looked at."""


def make_plan(clauses: Sequence[Clause], tree: Tree) -> Plan:
    """Return what has to be looked at; equal needs are one."""
    needs = dict.fromkeys(need for clause in clauses for need in clause.needs)
    by_document: dict[str, list[DocumentNeed]] = defaultdict(list)
    for need in needs:
        if isinstance(need, DocumentNeed):
            for path in documents_of(need, tree):
                by_document[path].append(need)
    others = tuple(need for need in needs if not isinstance(need, DocumentNeed | VerdictNeed))
    answered = {need for found in by_document.values() for need in found}
    firsts = (clause.needs[0] for clause in clauses if clause.needs)
    absent: dict[Need, Evidence | Gap] = {
        need: _nothing_read(need, tree)
        for need in firsts
        if isinstance(need, DocumentNeed) and need not in answered
    }
    found = {path: tuple(each) for path, each in sorted(by_document.items())}
    return Plan(found, others, absent)


def _nothing_read(need: DocumentNeed, tree: Tree) -> Evidence | Gap:
    """Say why no document answers a need; one that is there and has no reader could not be looked at."""
    pattern = need.place.documents
    unread = [path for path in tree.unread if match_path(pattern, path)]
    if unread:
        suffixes = ", ".join(sorted({PurePosixPath(path).suffix.lower() for path in unread}))
        there = f"no reader for {suffixes}: {len(unread)} there"
        return Gap(GapReason.UNREADABLE, pattern, there)
    left_out = sum(match_path(pattern, path) for path in tree.readable)
    why = f"no document `{pattern}` is in the tree"
    if left_out:
        why = (
            f"`documents` of the configuration leaves out what `{pattern}` means: {left_out} there"
        )
    return Evidence((NoDocument(why),))


def documents_of(need: DocumentNeed, tree: Tree) -> list[str]:
    """Return the documents a place means: a plain path even where the configuration leaves it out."""
    pattern = need.place.documents
    if not is_glob(pattern):
        path = pattern.removeprefix("./")
        return [path] if path in tree.readable else []
    return [path for path in tree.documents if match_path(pattern, path)]


@dataclass(frozen=True, slots=True)
class Collector:
    """Reads documents and asks sources; the only part of the engine that looks at the world."""

    files: Files
    configuration: Configuration
    registries: Registries
    ask: Callable[[Need], Evidence | Gap]
    workers: Workers = field(default_factory=OneByOne)

    def collect(self, plan: Plan, progress: Progress | None = None) -> dict[Need, Evidence | Gap]:
        """Return what each need brought, in the order of the plan whoever answered first.

        Workers ask the network while documents are read. What writes comes behind all that reads there;
        other sources come last, since one of them tells what stands in all that was read.
        """
        remote = [need for need in plan.others if isinstance(need, RemoteNeed)]
        begun = {need: self.workers.start(partial(self.ask, need)) for need in remote}
        collected = self._documents(plan, progress)
        brought: dict[Need, Evidence | Gap] = {need: begun[need]() for need in remote}
        for need in plan.others:
            if isinstance(need, WritingNeed):
                brought[need] = self.ask(need)
        for other in plan.others:
            collected[other] = brought[other] if other in brought else self.ask(other)
        return collected

    def _documents(self, plan: Plan, progress: Progress | None) -> dict[Need, Evidence | Gap]:
        facts: dict[Need, list[Fact]] = defaultdict(list)
        looked: dict[Need, list[str]] = defaultdict(list)
        gaps: dict[Need, list[Gap]] = defaultdict(list)
        hits = _Triggers(need for needs in plan.by_document.values() for need in needs)
        for number, (path, needs) in enumerate(plan.by_document.items(), 1):
            if progress:
                progress(number, len(plan.by_document))
            try:
                found = self._document(path, needs, hits)
            except UnreadableError as error:
                gap = Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
                for need in needs:
                    gaps[need].append(gap)
                continue
            for need in needs:
                looked[need].append(path)
                facts[need].extend(found.get(need, ()))
        collected: dict[Need, Evidence | Gap] = dict(plan.absent)
        for asked in dict.fromkeys((*looked, *gaps)):
            collected[asked] = _evidence(facts[asked], looked[asked], gaps[asked])
        return collected

    def _document(
        self, path: str, needs: Sequence[DocumentNeed], triggers: _Triggers
    ) -> dict[Need, list[Fact]]:
        """Return the facts of one document; it is parsed only if a need can find something in it."""
        content = self.files.read(path)
        if content.startswith(REPORT_MARK.encode()):
            return {}
        text = content.decode("utf-8", "replace")
        hit = triggers.hit(text)
        wanted = [need for need in needs if self._can_answer(need, text, hit)]
        if not wanted:
            return {}
        document = self.read(path, content)
        select = self.registries.selectors
        return {need: list(select[type(need)].select(document, need)) for need in wanted}

    def read(self, path: str, content: bytes) -> Document:
        """Return the tree of a document, its roles given by the configuration."""
        roles = roles_of(path, self.configuration)
        reader = self.registries.readers[PurePosixPath(path).suffix.lower()]
        return reader(
            path, content, role=roles.role, history=roles.history, generated=roles.generated
        )

    def _can_answer(self, need: DocumentNeed, text: str, hit: frozenset[str]) -> bool:
        if any(_key(word) in hit for word in need.trigger):
            return True
        touches = self.registries.selectors[type(need)].touches
        return touches(text, need) if touches else not need.trigger


class _Triggers:
    """The trigger words of all needs, looked for together in one pass over a text."""

    def __init__(self, needs: Iterable[DocumentNeed]) -> None:
        keys = {_key(word) for need in needs for word in need.trigger}
        self._keys = sorted(keys - {""})  # a blank name stands nowhere
        self._automaton = AhoCorasick(self._keys) if self._keys else None

    def hit(self, text: str) -> frozenset[str]:
        """Return the trigger keys that occur in a text."""
        if self._automaton is None:
            return frozenset()
        found = self._automaton.find_matches_as_indexes(text.lower(), overlapping=True)
        return frozenset(self._keys[index] for index, _, _ in found)


def _key(word: str) -> str:
    """Return what of a trigger stands unbroken in a source: of several words the longest."""
    return max(word.lower().split(), key=len, default="")


def _evidence(facts: list[Fact], looked: list[str], gaps: list[Gap]) -> Evidence | Gap:
    if gaps and not looked:
        return gaps[0]
    return Evidence(tuple(facts), tuple(looked), tuple(gaps))
