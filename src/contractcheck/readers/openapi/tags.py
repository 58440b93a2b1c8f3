"""Tags of operations, and the tags those stand under since OpenAPI 3.2."""

from __future__ import annotations

from collections.abc import Mapping

from contractcheck.model.data import JsonValue


def read_parents(root: Mapping[str, JsonValue]) -> dict[str, str]:
    """Return by tag the ``parent`` it names; earlier versions have none."""
    tags = root.get("tags")
    parents = {}
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict):
            name, parent = tag.get("name"), tag.get("parent")
            if isinstance(name, str) and isinstance(parent, str):
                parents[name] = parent
    return parents


def with_parents(tags: JsonValue, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tags of an operation, each followed by those it stands under; circles end."""
    found: dict[str, None] = {}
    for tag in tags if isinstance(tags, list) else ():
        name = tag if isinstance(tag, str) else None
        while name is not None and name not in found:
            found[name] = None
            name = parents.get(name)
    return tuple(found)
