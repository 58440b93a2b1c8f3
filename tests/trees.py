"""Trees written in a test, and what a check of them finds."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contractcheck.adapters.http import HttpClient
from contractcheck.engine.run import Result, run
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.wiring.project import load_project
from contractcheck.wiring.registries import REGISTRIES, make_collector


@dataclass(frozen=True)
class TextFiles:
    """``ports.Files`` over texts by path."""

    texts: Mapping[str, str]

    def paths(self) -> Sequence[str]:
        """Return the paths in order."""
        return sorted(self.texts)

    def read(self, path: str) -> bytes:
        """Return a text as bytes."""
        if path not in self.texts:
            raise UnreadableError(Problem(Location(path), "no such file"))
        return self.texts[path].encode()

    def exists(self, path: str) -> bool:
        """Say whether there is such a file, or a file below."""
        return path in self.texts or any(name.startswith(f"{path}/") for name in self.texts)


def tree(**texts: str) -> dict[str, str]:
    """Return a tree from indented texts; ``__`` in a name is a slash, ``_`` before the suffix a dot."""
    named = {}
    for name, text in texts.items():
        stem, _, suffix = name.replace("__", "/").rpartition("_")
        named[f"{stem}.{suffix}"] = textwrap.dedent(text).lstrip("\n")
    return named


def judge(texts: Mapping[str, str]) -> Result:
    """Judge every contract of a tree, offline."""
    project = load_project(TextFiles(texts))
    collector = make_collector(project, HttpClient(), ())
    return run(project.contracts, project.tree, collector, REGISTRIES)


def found(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return rule and ``path: line text`` of every finding, the way a reader would point at it."""
    answers = []
    for finding in judge(texts).findings:
        place = finding.place
        lines = texts.get(place.document, "").splitlines()
        line = lines[place.span.line - 1] if place.span.line <= len(lines) else ""
        answers.append((finding.rule, f"{place.document}: {line.strip()}"))
    return sorted(answers)
