"""Which operations of an API a pattern means: by path, by method and path, by tag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractcheck.model.api import Api, Operation
from contractcheck.model.path_template import same_template, strip_base

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
"""Methods that change nothing, by the specification of HTTP."""

_TAG = "tag:"


def is_of(operation: Operation, patterns: Sequence[str], base_paths: Sequence[str]) -> bool:
    """Say whether one of the patterns means the operation."""
    return any(means(pattern, operation, base_paths) for pattern in patterns)


def means(pattern: str, operation: Operation, base_paths: Sequence[str]) -> bool:
    """Say whether a pattern means an operation.

    ``/hubs`` is that path alone, ``/hubs/**`` and ``/hubs/`` it and all below, ``*`` one segment;
    ``POST /hubs`` that method only; ``tag:hubs`` what carries the tag.
    """
    if pattern.startswith(_TAG):
        return pattern.removeprefix(_TAG).strip() in operation.tags
    method, _, path = pattern.rpartition(" ")
    if method.strip().upper() not in {"", operation.method}:
        return False
    return _path_means(strip_base(path, base_paths), operation.path)


def is_named(operation: Operation, names: Sequence[str], base_paths: Sequence[str]) -> bool:
    """Say whether ``GET /hubs`` or ``/hubs`` is the operation's name: ``GET /`` is one path, not all."""
    for name in names:
        method, _, path = name.rpartition(" ")
        same = same_template(strip_base(path, base_paths), operation.path)
        if same and method.strip().upper() in {"", operation.method}:
            return True
    return False


def _path_means(pattern: str, path: str) -> bool:
    if pattern.endswith(("/**", "/")):
        parts = _parts(pattern.removesuffix("**"))
        given = _parts(path)
        return len(given) >= len(parts) and _all_mean(parts, given[: len(parts)])
    parts, given = _parts(pattern), _parts(path)
    return len(parts) == len(given) and _all_mean(parts, given)


def _all_mean(parts: Sequence[str], given: Sequence[str]) -> bool:
    return all(map(_part_means, parts, given))


def _part_means(part: str, given: str) -> bool:
    if "*" in part:
        return re.fullmatch(re.escape(part).replace(r"\*", "[^/]*"), given) is not None
    return same_template(f"/{part}", f"/{given}")


def _parts(path: str) -> list[str]:
    inner = path.strip("/")
    return inner.split("/") if inner else []


def find_operation(name: str, api: Api, base_paths: Sequence[str]) -> Operation | None:
    """Return the operation that ``GET /hubs/{id}`` names, whatever its parameters are called."""
    method, _, path = name.partition(" ")
    path = strip_base(path.strip(), base_paths)
    there = api.operations_at(path)
    return next((one for one in there if one.method == method.upper()), None)


def is_unread(path: str, api: Api, base_paths: Sequence[str]) -> bool:
    """Say whether the path's operations stand behind a reference that is not followed."""
    return any(same_template(one.path, strip_base(path, base_paths)) for one in api.unread)
