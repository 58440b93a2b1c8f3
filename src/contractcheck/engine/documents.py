"""Which files are documents, and what role each plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from contractcheck.model.configuration import Configuration
from contractcheck.model.path_pattern import match_any, match_path
from contractcheck.model.stance import Role

DOCUMENT_SUFFIXES = frozenset(
    {
        ".md",
        ".markdown",
        ".mdx",
        ".rst",
        ".adoc",
        ".asciidoc",
        ".txt",
        ".org",
        ".html",
        ".htm",
        ".ipynb",
    }
    | {".docx", ".pdf", ".textile", ".tex", ".typ", ".livemd", ".qmd"}
)
"""Formats people write documents in; those without a reader are counted as not looked at."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The documents of a run: those of the configuration, those a reader reads, those none reads."""

    documents: tuple[str, ...]
    readable: frozenset[str]
    not_looked_at: tuple[tuple[str, int], ...]
    unread: tuple[str, ...] = ()


def find_documents(
    paths: Iterable[str], configuration: Configuration, suffixes: Collection[str]
) -> Tree:
    """Return the documents among the files of a tree."""
    chosen, readable, unread = [], set(), []
    passed_over: Counter[str] = Counter()
    for path in paths:
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in DOCUMENT_SUFFIXES and suffix not in suffixes:
            continue
        if suffix in suffixes:
            readable.add(path)
        else:
            unread.append(path)
        if match_any(configuration.exclude, path):
            continue
        if suffix in suffixes and match_any(configuration.include, path):
            chosen.append(path)
        elif suffix not in suffixes:
            passed_over[suffix] += 1
    aside = tuple(sorted(passed_over.items()))
    return Tree(tuple(chosen), frozenset(readable), aside, tuple(unread))


@dataclass(frozen=True, slots=True)
class Roles:
    """The role of a file, and the heading patterns that give a role to its sections."""

    role: Role
    history: tuple[str, ...]
    generated: tuple[str, ...]


def roles_of(path: str, configuration: Configuration) -> Roles:
    """Return the roles that the configuration gives to a document."""
    history, old = _patterns(configuration.history, path)
    generated, made = _patterns(configuration.generated, path)
    role = Role.HISTORY if old else Role.GENERATED if made else Role.CURRENT
    return Roles(role, history, generated)


def _patterns(entries: Sequence[str], path: str) -> tuple[tuple[str, ...], bool]:
    """Return the heading patterns that apply to a path, and whether the whole file is meant."""
    headings, whole = [], False
    for entry in entries:
        documents, hash_, heading = entry.partition("#")
        if not _applies(documents.strip(), path):
            continue
        if hash_:
            headings.append(heading.strip())
        else:
            whole = True
    return tuple(headings), whole


def _applies(pattern: str, path: str) -> bool:
    """Say whether a role pattern means a path; one without a slash means that name in any folder."""
    if "/" not in pattern:
        pattern = f"**/{pattern}"
    return pattern == "**/*" or match_path(pattern, path)
