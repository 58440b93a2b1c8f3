"""The configuration of a tree that has none: its documents, its history, its API descriptions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from contractcheck.load.data import read_data
from contractcheck.model.problem import UnreadableError
from contractcheck.model.yaml_text import yaml_scalar
from contractcheck.ports import Files

CONFIGURATION = "contractcheck.yaml"
_DESCRIPTION = re.compile(r"(?:^|[./_-])(?:openapi|swagger)[^/]*\.(?:json|ya?ml)\Z", re.IGNORECASE)
_HISTORY = re.compile(r"(?:changelog|changes|history|news|release[-_]?notes)\Z", re.IGNORECASE)
_OTHERS = ("vendor", "third_party", "node_modules", "testdata", "test", "tests", "fixtures")
_NO_NAME = re.compile(r"[^a-z0-9]+")


def folder_for_contracts(paths: Sequence[str]) -> str:
    """Return ``contracts``, or another name where that folder holds data of another program."""
    taken = any(re.match(r"contracts/.*\.(?:json|ya?ml)\Z", path) for path in paths)
    return "docs-contracts" if taken else "contracts"


def configuration(paths: Sequence[str], suffixes: Collection[str], apis: Mapping[str, str]) -> str:
    """Return the text of a configuration for the files of a tree; ``apis`` are files by name."""
    documents = [p for p in paths if PurePosixPath(p).suffix.lower() in suffixes]
    kinds = sorted({PurePosixPath(path).suffix.lower() for path in documents}) or [".md"]
    include = _listing(f"**/*{suffix}" for suffix in kinds)
    lines = [
        "# Who answers for contracts that name nobody.",
        "owner: maintainers",
        f"contracts: [{folder_for_contracts(paths)}/**/*.yaml]",
    ]
    folders = {folder for path in documents for folder in PurePosixPath(path).parent.parts}
    exclude = _listing([f"**/{name}/**" for name in _OTHERS if name in folders])
    left_out = f", exclude: {exclude}" if exclude != "[]" else ""
    lines.append(f"documents: {{include: {include}{left_out}}}")
    if history := [path for path in documents if _HISTORY.match(PurePosixPath(path).stem)]:
        lines += ["# What records the past may name what is gone.", f"history: {_listing(history)}"]
    if apis:
        lines.append("apis:")
        lines += [f"  {name}: {{openapi: {yaml_scalar(path)}}}" for name, path in apis.items()]
    return "\n".join(
        [*lines, "lanes:", "  hook: {on_cant_tell: allow}", "  ci: {on_cant_tell: fail}", ""]
    )


def find_apis(files: Files) -> dict[str, str]:
    """Return the OpenAPI descriptions of a tree by name; of those with one name the first.

    Descriptions that cannot be read, have no paths or belong to tests are passed over.
    """
    found: dict[str, str] = {}
    for path in files.paths():
        of_others = set(PurePosixPath(path).parts) & set(_OTHERS)
        if not of_others and _DESCRIPTION.search(path) and (title := _title(files, path)):
            found.setdefault(plain_name(title), path)
    return found


def _title(files: Files, path: str) -> str:
    """Return what an API description calls itself; nothing for a file that is none."""
    try:
        value = read_data(files, path).value
    except UnreadableError:
        return ""
    if not isinstance(value, dict) or not ("openapi" in value or "swagger" in value):
        return ""
    if not value.get("paths"):
        return ""
    info = value.get("info")
    title = info.get("title") if isinstance(info, dict) else None
    return str(title or PurePosixPath(path).parent.name or "api")


def plain_name(text: str) -> str:
    """Return a text as a part of an id: lower case, words joined by hyphens."""
    return _NO_NAME.sub("-", text.lower()).strip("-") or "unnamed"


def _listing(texts: Iterator[str] | Sequence[str]) -> str:
    return f"[{', '.join(yaml_scalar(text) for text in texts)}]"
