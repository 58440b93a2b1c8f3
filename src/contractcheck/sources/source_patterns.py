"""Look through the source files of the tree for patterns, and for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from contractcheck.model.evidence import Evidence, Fact, Gap, GapReason
from contractcheck.model.path_pattern import match_any
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.source_patterns import FileLookedAt, LooksAt, PatternNeed
from contractcheck.model.tested_subjects import TestsNeed
from contractcheck.readers.pattern import compile_pattern, must_hold
from contractcheck.readers.source_code import (
    find_hits,
    find_tests,
    read_plain,
    read_source,
)
from contractcheck.sources.world import World

_read = lru_cache(maxsize=128)(read_source)
"""Several clauses look through the same files."""


def collect(need: PatternNeed, world: World) -> Evidence | Gap:
    """Return where the patterns stand; a file that no lexer reads is a gap only if it may hold one."""
    try:
        for pattern in (*need.patterns, *need.excused, *need.mentioning):
            compile_pattern(pattern)
    except UnreadableError as error:
        return _gap(error.problem)
    held = [must_hold(pattern) for pattern in need.patterns]
    atoms = frozenset().union(*held) if all(held) else frozenset()

    def look(path: str, content: bytes) -> Iterator[Fact]:
        left_out = match_any(need.left_out, path)
        yield FileLookedAt(path, left_out)
        if left_out:
            return
        if atoms and not any(atom.encode() in content for atom in atoms):
            return
        read = read_plain if need.looks_at is LooksAt.TEXT else _read
        yield from find_hits(read(path, content), need)

    return _look_through(
        (path for path in world.files.paths() if match_any(need.files, path)), world, look
    )


def collect_tests(need: TestsNeed, world: World) -> Evidence | Gap:
    """Return the tests of the files, each with whether its name is one that is looked for."""
    try:
        searches = [compile_pattern(f"(?i:{pattern})") for pattern in need.patterns]
    except UnreadableError as error:
        return _gap(error.problem)
    paths = (path for path in world.files.paths() if match_any(need.files, path))

    def look(path: str, content: bytes) -> Iterator[Fact]:
        yield FileLookedAt(path)
        for test in find_tests(_read(path, content)):
            names = [test.name(by) for by in need.named_by]
            named = any(search(name, 0) for search in searches for name in names)
            yield replace(test, named=named)

    return _look_through(paths, world, look)


def _look_through(
    paths: Iterable[str], world: World, look: Callable[[str, bytes], Iterator[Fact]]
) -> Evidence:
    facts: list[Fact] = []
    looked: list[str] = []
    gaps: list[Gap] = []
    for path in paths:
        try:
            facts += list(look(path, world.files.read(path)))
            looked.append(path)
        except UnreadableError as error:
            gaps.append(_gap(error.problem))
    return Evidence(tuple(facts), tuple(looked), tuple(gaps))


def _gap(problem: Problem) -> Gap:
    detail = f"{problem.message}; {problem.help}" if problem.help else problem.message
    return Gap(GapReason.UNREADABLE, str(problem.location), detail)
