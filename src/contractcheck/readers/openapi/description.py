"""From a description's data to its operations, in document order.

Nothing here asks for a position unless something is wrong: finding them costs more than reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractcheck.model.api import METHODS, Api, Operation, UnreadPath
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.readers.openapi.reference import find, is_inside
from contractcheck.readers.openapi.servers import base_paths

_READ = re.compile(r"3\.[01](\.\d+)?(-.*)?", re.DOTALL)
_KEYS = {method.lower(): method for method in METHODS}
_LONGEST_CHAIN = 100
"""References one path item is followed through; many at one long chain would cost its square."""

_OBJECT = dict[str, JsonValue]


def read_openapi(data: Data) -> Api:
    """Return the API that ``data`` describes.

    Raises ``UnreadableError`` at its place for what is no OpenAPI 3.0 or 3.1, for paths, path items
    and operations that the specification does not allow, and for references to nothing.
    """
    root = data.value
    if not isinstance(root, dict):
        raise _unreadable(data, "", "this is no OpenAPI description: it is not an object")
    version = _version(data, root)
    operations: list[Operation] = []
    unread: list[UnreadPath] = []
    for path, item in _paths(data, root, version):
        for found in _path_item(data, path, item):
            if isinstance(found, Operation):
                operations.append(found)
            else:
                unread.append(found)
    bases = base_paths(data, root, "") or ("",)
    return Api(tuple(operations), bases, data, version, tuple(unread))


def _version(data: Data, root: _OBJECT) -> str:
    version = root.get("openapi")
    if isinstance(version, str) and _READ.fullmatch(version):
        return version
    if "openapi" in root:
        found, at = f"`openapi` is `{version}`", "/openapi"
    elif "swagger" in root:
        found, at = f"this is Swagger `{root['swagger']}`", "/swagger"
    else:
        found, at = "there is no `openapi` key", ""
    raise _unreadable(data, at, f"{found}; OpenAPI 3.0 and 3.1 are read")


def _paths(data: Data, root: _OBJECT, version: str) -> Iterator[tuple[str, _OBJECT]]:
    if "paths" not in root and not version.startswith("3.0"):
        return
    paths = root.get("paths")
    if not isinstance(paths, dict):
        fault = "is not an object" if "paths" in root else "is missing"
        raise _unreadable(data, "/paths", f"`paths` {fault}")
    for path, item in paths.items():
        if path.startswith("x-"):
            continue
        if not path.startswith("/"):
            raise _unreadable(data, child("/paths", path), f"path `{path}` does not begin with `/`")
        yield path, _object(data, item, child("/paths", path), f"path `{path}` is not an object")


def _path_item(data: Data, path: str, item: _OBJECT) -> Iterator[Operation | UnreadPath]:
    """Yield the operations of a path item and of those it refers to; its own come first and win."""
    pointer, reference, at = child("/paths", path), "", ""
    seen: set[str] = set()
    known: set[str] = set()
    while pointer not in seen and len(seen) < _LONGEST_CHAIN:
        seen.add(pointer)
        for operation in _operations(data, path, item, pointer):
            if operation.method not in known:
                known.add(operation.method)
                yield operation
        if "$ref" not in item:
            return
        at = child(pointer, "$ref")
        reference = _text(data, item["$ref"], at)
        if not is_inside(reference):
            break
        target, pointer = find(data, reference, at=at)
        item = _object(data, target, at, f"`{reference}` names no path item")
    yield UnreadPath(path, at, reference)


def _operations(data: Data, path: str, item: _OBJECT, pointer: str) -> Iterator[Operation]:
    shared = base_paths(data, item, pointer)
    for key, value in item.items():
        at = child(pointer, key)
        if key in _KEYS:
            operation = _object(data, value, at, f"operation `{key} {path}` is not an object")
            own = base_paths(data, operation, at) or shared
            yield Operation(_KEYS[key], path, at, _tags(operation), own)
        elif key.lower() in _KEYS:
            message = f"`{key}` is no method: methods are written in lower case"
            raise _unreadable(data, at, message, f"write `{key.lower()}`")


def _tags(operation: _OBJECT) -> tuple[str, ...]:
    tags = operation.get("tags")
    return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def _object(data: Data, value: JsonValue, pointer: str, fault: str) -> _OBJECT:
    if not isinstance(value, dict):
        raise _unreadable(data, pointer, fault)
    return value


def _text(data: Data, value: JsonValue, pointer: str) -> str:
    if not isinstance(value, str):
        raise _unreadable(data, pointer, "`$ref` is not a text")
    return value


def _unreadable(data: Data, pointer: str, message: str, advice: str = "") -> UnreadableError:
    return UnreadableError(Problem(data.locate_key(pointer), message, advice))
