"""Paths that a document names: each is there, and enough of each sort are named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import normpath
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.declared_paths import PathsDeclared
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import PathsNeed, PlaceFound
from contractcheck.model.passages import PassageFound
from contractcheck.model.path_pattern import is_glob, match_path
from contractcheck.model.per_document import judge_each
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Verdict
from contractcheck.model.walk import PassageKind

_NOT_THERE_ON_PURPOSE = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED, Stance.EXAMPLE})
_IN_CODE = re.compile(
    r"(?!/)(?:[\w.@+*-]+/)+[\w.@+*-]*|[\w@+-][\w.@+-]*\.[A-Za-z]\w{0,9}|\.[\w.-]+\w"
)
"""A path in a code span: with a slash, with a suffix, or a hidden file."""
_NO_PATH = re.compile(
    r"(?:.*/)?[vV]?(?:\d+|[xXyYzZ])(?:\.(?:\d+|[xXyYzZ*]))+(?:[-+][\w.+-]*)?"
    r"|(?:[a-z]\w*\.){2,}(?!(?:ex|s)ample|template|config|properties|gradle|service)[a-z]\w{5,}"
)
"""What looks like a path in code and is none: a version or its branch, a module by its dotted name."""
_IN_PROSE = re.compile(r"(?<![\w@:/.~-])(?!/)(?:[\w.@+-]+/)+[\w.@+-]*\.[A-Za-z]\w{0,9}(?![\w/-])")
"""A path outside of code: with a slash and a suffix, or it might be any two words (*and/or*)."""
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
"""What a site generator replaces; its paths are counted from folders of its own."""
_AFTER = re.compile(r"(?::\d+(?:[:-]\d+)*|#.*)\Z")
"""A line number or an anchor behind a path."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A path as a document names it, and the folders it may be counted from."""

    path: str
    at: Location
    folders: tuple[str, ...]

    @property
    def full(self) -> tuple[str, ...]:
        """The path from the root of the tree, by each folder it may be counted from."""
        return tuple(
            normpath(f"{folder}/{self.path}" if folder else self.path) for folder in self.folders
        )

    def stands(self, there: Collection[str]) -> bool:
        if is_glob(self.path):
            return any(match_path(pattern, one) for pattern in self.full for one in there)
        return any(one in there for one in self.full)

    def matches(self, pattern: str) -> bool:
        """Say whether a pattern means the path as it is written, or from the root of the tree."""
        return any(match_path(pattern, one) for one in (self.path, *self.full))


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the paths of each document on their own."""
    return judge_each(cases, _document)


def _document(case: Case) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    argument = cast("PathsDeclared", case.clause.argument)
    pairs = zip(case.clause.needs, case.evidence, strict=True)
    tree = [fact for need, one in pairs if isinstance(need, PathsNeed) for fact in one.facts]
    there = {fact.text for fact in tree if isinstance(fact, Value)}
    passages = [fact for fact in case.facts if isinstance(fact, PassageFound)]
    named = [one for found in passages for one in _named(found, argument)]
    if not named:
        yield place_gone(case, "no path is named here")
        return
    for one in named:
        if not one.stands(there):
            yield _gone(case, one, argument, there)
    yield from _too_few(case, argument, named)


def _named(found: PassageFound, argument: PathsDeclared) -> Iterator[_Named]:
    """Yield the paths of a text that is about today: in code, as targets of links, in prose."""
    passage = found.passage
    if passage.role is Role.HISTORY or passage.kind is PassageKind.HEADING or passage.prose is None:
        return
    base, own = argument.base, found.document.rpartition("/")[0]
    inside: list[tuple[int, int]] = []
    at = 0
    for run in passage.prose.said:
        start, at = at, at + len(run.text)
        target = run.link.partition("#")[0]
        if target and "://" not in target and not target.startswith(("/", "mailto:")):
            inside.append((start, at))
            yield _Named(target.removesuffix("/"), found.locate(start, at), (own,))
    for run, start in passage.prose.code_spans():
        text = _AFTER.sub("", run.text.strip()).removeprefix("./")
        inside.append((start, start + len(run.text)))
        if _NO_PATH.fullmatch(text):
            continue
        if _IN_CODE.fullmatch(text) and found.stance(start).stance not in _NOT_THERE_ON_PURPOSE:
            yield _Named(text.rstrip("/"), found.locate(start, start + len(run.text)), (base,))
    inside += [match.span() for match in _TEMPLATE.finditer(passage.text)]
    for match in _IN_PROSE.finditer(passage.text):
        covered = any(start <= match.start() < end for start, end in inside)
        if not covered and found.stance(match.start()).stance not in _NOT_THERE_ON_PURPOSE:
            yield _Named(match[0].removeprefix("./"), found.locate(*match.span()), (base,))


def _gone(case: Case, named: _Named, argument: PathsDeclared, there: Collection[str]) -> Finding:
    path = named.path
    prefix = f"{argument.base}/" if argument.base else ""
    name = path.rpartition("/")[2]
    known = sorted(one.removeprefix(prefix) for one in there)
    same = [one for one in known if one.rpartition("/")[2] == name]
    near = same or get_close_matches(path, [one for one in known if "." in one], n=1, cutoff=0.8)
    hint = f"; the nearest is `{near[0]}`" if near else ""
    repairs = [
        Repair(RepairTarget.DOCUMENT, f"restore `{path}`, or name what took its place", named.at)
    ]
    if near:
        repairs.insert(0, Repair(RepairTarget.DOCUMENT, "name the nearest", named.at, near[0]))
    return drift(
        case.clause,
        "path-gone",
        subject=path,
        message=f"`{path}` is named here and is not in the tree{hint}",
        places=[named.at],
        observed=path,
        repairs=repairs,
    )


def _too_few(case: Case, argument: PathsDeclared, paths: Sequence[_Named]) -> Iterator[Finding]:
    at = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    for pattern, number in argument.at_least:
        matching = sorted({one.path for one in paths if one.matches(pattern)})
        if len(matching) < number:
            yield drift(
                case.clause,
                "paths-too-few",
                subject=pattern,
                message=f"{len(matching)} of the paths named here match `{pattern}`; "
                f"the contract has {number} at least",
                places=[at],
                expected=str(number),
                observed=str(len(matching)),
                repairs=[Repair(RepairTarget.DOCUMENT, f"name {number} of them here", at)],
            )
