"""From a description's data to its operations, in document order.

Nothing here asks for a position unless something is wrong: finding them costs more than reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contractcheck.model.api import Api, Operation, UnreadPath
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.data_reference import find, inside_of
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.readers.openapi.servers import base_path, base_paths, hosts
from contractcheck.readers.openapi.tags import read_parents, with_parents
from contractcheck.readers.openapi.version import Version, read_version

_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A token of HTTP."""

_LONGEST_CHAIN = 100
"""References one path item is followed through; many at one long chain would cost its square."""

_MORE = "additionalOperations"
_OBJECT = dict[str, JsonValue]


def read_openapi(data: Data) -> Api:
    """Return the API that ``data`` describes.

    Raises ``UnreadableError`` at its place for what is no OpenAPI 3.0 to 3.2 and no Swagger 2.0, for
    paths, path items and operations that these do not allow, and for references to nothing.
    """
    root = data.value
    if not isinstance(root, dict):
        raise _unreadable(data, "", "this is no OpenAPI description: it is not an object")
    version = read_version(data, root)
    reader = _Reader(data, version, str(root.get("$self", "")), read_parents(root))
    operations: list[Operation] = []
    unread: list[UnreadPath] = []
    for path, item in _paths(data, root, version):
        for found in reader.path_item(path, item):
            if isinstance(found, Operation):
                operations.append(found)
            else:
                unread.append(found)
    bases = base_path(data, root) if version.is_swagger else base_paths(data, root, "") or ("",)
    return Api(tuple(operations), bases, data, version.text, tuple(unread), hosts(root))


def _paths(data: Data, root: _OBJECT, version: Version) -> Iterator[tuple[str, _OBJECT]]:
    if "paths" not in root and not version.needs_paths:
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the path items of one description are read with."""

    data: Data
    version: Version
    own_address: str
    parents: Mapping[str, str]

    def path_item(self, path: str, item: _OBJECT) -> Iterator[Operation | UnreadPath]:
        """Yield the operations of a path item and of those it refers to; its own come first and win."""
        pointer, reference, at = child("/paths", path), "", ""
        seen: set[str] = set()
        known: set[str] = set()
        while pointer not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(pointer)
            for operation in self._operations(path, item, pointer):
                if operation.method not in known:
                    known.add(operation.method)
                    yield operation
            if "$ref" not in item:
                return
            at = child(pointer, "$ref")
            reference = _text(self.data, item["$ref"], at)
            inside = inside_of(reference, self.own_address)
            if inside is None:
                break
            target, pointer = find(self.data, inside, at=at)
            item = _object(self.data, target, at, f"`{reference}` names no path item")
        yield UnreadPath(path, at, reference)

    def _operations(self, path: str, item: _OBJECT, pointer: str) -> Iterator[Operation]:
        shared = self._bases(item, pointer)
        for method, value, at in self._methods(item, pointer):
            operation = _object(
                self.data, value, at, f"operation `{method} {path}` is not an object"
            )
            own = self._bases(operation, at) or shared
            tags = with_parents(operation.get("tags"), self.parents)
            yield Operation(self.version.methods.get(method, method), path, at, tags, own)

    def _methods(self, item: _OBJECT, pointer: str) -> Iterator[tuple[str, JsonValue, str]]:
        """Yield key, value and pointer of each operation of a path item."""
        for key, value in item.items():
            at = child(pointer, key)
            if key in self.version.methods:
                yield key, value, at
            elif key.lower() in self.version.methods:
                message = f"`{key}` is no method: methods are written in lower case"
                raise _unreadable(self.data, at, message, f"write `{key.lower()}`")
            elif key == _MORE and self.version.knows_more_methods:
                more = _object(self.data, value, at, f"`{_MORE}` is not an object")
                yield from self._more(more, at)

    def _more(self, more: _OBJECT, pointer: str) -> Iterator[tuple[str, JsonValue, str]]:
        for method, value in more.items():
            at = child(pointer, method)
            if not _METHOD.fullmatch(method):
                raise _unreadable(self.data, at, f"`{method}` is no method of HTTP")
            if method.lower() in self.version.methods and method.isupper():
                message, key = f"`{method}` has a key of its own", f"write `{method.lower()}`"
                raise _unreadable(self.data, at, message, f"{key} beside `{_MORE}`")
            yield method, value, at

    def _bases(self, owner: _OBJECT, pointer: str) -> tuple[str, ...]:
        return () if self.version.is_swagger else base_paths(self.data, owner, pointer)


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
