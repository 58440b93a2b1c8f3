"""The objects a schema of an API description is made of: ``$ref`` followed, ``allOf`` taken together.

Only what is asked for is read. A schema that leads back to itself adds nothing to itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.data_reference import find, inside_of
from contractcheck.model.problem import Problem, UnreadableError

DEEPEST = 60
"""How many choices may stand inside each other; nobody reads that many."""
_MOST = 20_000
"""How many schemas one question may look at: choices of choices grow fast."""
_CHOICES = ("oneOf", "anyOf")

JsonObject = dict[str, JsonValue]
Allowed = tuple[str, ...] | None
"""What is allowed, in order; ``None`` for anything."""


@dataclass(slots=True)
class Walk:
    """What one question has looked at: it must come to an end."""

    left: int = _MOST
    inside: tuple[tuple[str, ...], ...] = ()

    @contextmanager
    def enter(self, data: Data, pointers: tuple[str, ...]) -> Iterator[bool]:
        """Say whether to look into a choice: not where it leads back to itself."""
        if len(self.inside) == DEEPEST:
            raise unreadable(data, pointers, "choices stand too deep in each other")
        before = self.inside
        self.inside = (*before, pointers)
        yield not pointers or pointers not in before
        self.inside = before

    def count(self, data: Data, pointer: str) -> None:
        """Count a schema that is looked at; raise where there are too many."""
        self.left -= 1
        if self.left < 0:
            raise unreadable(data, (pointer,), "this schema has too many parts to be looked at")


@dataclass(frozen=True, slots=True)
class Node:
    """One object that a value must fit, and where it stands."""

    pointer: str
    value: JsonObject


def nodes_of(
    data: Data, pointers: Sequence[str], walk: Walk
) -> tuple[list[Node], list[tuple[str, ...]]]:
    """Return the objects that all hold, and of each choice among others the pointers."""
    nodes: dict[str, JsonObject] = {}
    groups: list[tuple[str, ...]] = []
    todo = list(reversed(pointers))
    while todo:
        pointer = todo.pop()
        if pointer in nodes:
            continue
        walk.count(data, pointer)
        value, _ = find(data, pointer, at=pointer)
        if isinstance(value, bool):
            continue
        if not isinstance(value, dict):
            raise unreadable(data, (pointer,), "this is no schema: it is not an object")
        target = _target(data, value, pointer)
        nodes[pointer] = node = {} if target and not _siblings_count(data) else value
        todo += reversed((*([target] if target else []), *_each(data, node, pointer, "allOf")))
        choices = (_each(data, node, pointer, key) for key in _CHOICES)
        groups += [choice for choice in choices if choice]
    return [Node(pointer, node) for pointer, node in nodes.items()], groups


def _target(data: Data, node: JsonObject, pointer: str) -> str:
    """Return the pointer that ``$ref`` names; empty without one."""
    if "$ref" not in node:
        return ""
    reference, at = node["$ref"], child(pointer, "$ref")
    if not isinstance(reference, str):
        raise unreadable(data, (at,), "`$ref` is not a text")
    own = data.value.get("$self", "") if isinstance(data.value, dict) else ""
    inside = inside_of(reference, str(own))
    return find(data, reference if inside is None else inside, at=at)[1]


def _siblings_count(data: Data) -> bool:
    """Say whether what stands beside ``$ref`` counts: since OpenAPI 3.1."""
    version = data.value.get("openapi") if isinstance(data.value, dict) else None
    return not str(version or "2").startswith(("2", "3.0"))


def _each(data: Data, node: JsonObject, pointer: str, key: str) -> tuple[str, ...]:
    value, at = node.get(key, []), child(pointer, key)
    if not isinstance(value, list):
        raise unreadable(data, (at,), f"`{key}` is not a list")
    return tuple(child(at, index) for index in range(len(value)))


def properties_of(data: Data, node: Node) -> JsonObject:
    """Return the properties of one object."""
    value = node.value.get("properties", {})
    if not isinstance(value, dict):
        at = child(node.pointer, "properties")
        raise unreadable(data, (at,), "`properties` is not an object")
    return value


def required_of(data: Data, node: Node) -> frozenset[str]:
    """Return what one object requires; a mere ``true`` is that of a parameter, or of an early draft."""
    value = node.value.get("required", [])
    if isinstance(value, bool):
        return frozenset()
    if not isinstance(value, list):
        at = child(node.pointer, "required")
        raise unreadable(data, (at,), "`required` is not a list")
    return frozenset(one for one in value if isinstance(one, str))


def types_of(node: Node) -> Allowed:
    """Return the types one object allows; told from its other words where it names none."""
    value = node.value.get("type")
    names = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
    if names:
        null = any(node.value.get(key) is True for key in ("nullable", "x-nullable"))
        return tuple(dict.fromkeys((*names, "null") if null else names))
    allowed = enum_of(node)
    if allowed is not None:
        return tuple(dict.fromkeys(type_name(json.loads(text)) for text in allowed))
    if "properties" in node.value:
        return ("object",)
    return ("array",) if "items" in node.value else None


def enum_of(node: Node) -> Allowed:
    """Return the values one object allows, as JSON."""
    if "const" in node.value:
        return (as_json(node.value["const"]),)
    if node.value.get("type") == "null":
        return ("null",)
    value = node.value.get("enum")
    return tuple(map(as_json, value)) if isinstance(value, list) else None


def as_json(value: JsonValue) -> str:
    """Return a value as text that is the same for equal values: ``1`` and ``true`` are not."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


_NAMES = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))


def type_name(value: JsonValue) -> str:
    """Return the JSON type of a value."""
    if value is None:
        return "null"
    return next((name for type_, name in _NAMES if isinstance(value, type_)), "object")


def any_of(each: Sequence[Allowed]) -> Allowed:
    """Return what one of several allows."""
    found: dict[str, None] = {}
    for one in each:
        if one is None:
            return None
        found.update(dict.fromkeys(one))
    return tuple(found)


def both_of(left: Allowed, right: Allowed) -> Allowed:
    """Return what two allow; of types a whole number is a number."""
    if left is None or right is None:
        return right if left is None else left
    return tuple(
        one for one in dict.fromkeys((*left, *right)) if _in(one, left) and _in(one, right)
    )


def _in(one: str, names: tuple[str, ...]) -> bool:
    return one in names or (one == "integer" and "number" in names)


def unreadable(data: Data, pointers: Sequence[str], message: str) -> UnreadableError:
    """Return the error that something at a pointer cannot be read."""
    return UnreadableError(Problem(data.locate(pointers[0] if pointers else ""), message))
