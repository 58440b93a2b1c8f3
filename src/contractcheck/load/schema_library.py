"""Look into the project's JSON schemas, to say in a message what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote, urldefrag, urljoin

from contractcheck.model.data import JsonValue

BASE = "https://contractcheck.example/schemas/v1/"
_COMBINED = ("allOf", "anyOf", "oneOf")
_APPLIED = ("if", "then", "else")
_BY_NAME = ("properties", "patternProperties", "dependentSchemas", "$defs")


class SchemaLibrary:
    """All schemas by their ``$id``; what cannot be found is an empty schema."""

    def __init__(self, schemas: Mapping[str, JsonValue]) -> None:
        """Keep ``schemas``, given by their names."""
        self.by_id = {identify(name, schema): schema for name, schema in schemas.items()}

    def at(self, location: str) -> JsonValue:
        """Return what stands at a URI with a JSON pointer; ``None`` where nothing does."""
        base, fragment = urldefrag(location)
        found = self.by_id.get(base)
        for part in unquote(fragment).split("/")[1:]:
            found = _step(found, part.replace("~1", "/").replace("~0", "~"))
        return found

    def along(
        self, base: str, path: Sequence[str | int]
    ) -> Iterator[tuple[dict[str, JsonValue], bool]]:
        """Yield the schemas met on an evaluation path, and whether each is about a new value.

        A reference and an alternative are about the same value as the schema they stand in.
        """
        found, before, is_new = self.by_id.get(base), "", True
        for part in path:
            if isinstance(found, dict) and before not in _BY_NAME:
                yield found, is_new
                is_new = part not in ("$ref", *_COMBINED, *_APPLIED)
            if part == "$ref" and before not in _BY_NAME and isinstance(found, dict):
                base, found = self._follow(base, found)
            else:
                found = _step(found, part)
            before = str(part) if before not in _BY_NAME else ""

    def properties(self, location: str) -> dict[str, JsonValue]:
        """Return the members that a schema knows, also through what it combines."""
        found: dict[str, JsonValue] = {}
        base, schema = urldefrag(location)[0], self.at(location)
        waiting, seen = [(base, schema)], set()
        while waiting:
            base, schema = waiting.pop()
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            members = schema.get("properties")
            found |= members if isinstance(members, dict) else {}
            waiting += [(base, part) for part in _parts(schema)]
            if "$ref" in schema:
                waiting.append(self._follow(base, schema))
        return found

    def say(self, location: str, word: str, schema: JsonValue = None) -> str:
        """Return the ``title`` or ``description`` of a schema, or of what it refers to."""
        base = urldefrag(location)[0]
        schema = self.at(location) if schema is None else schema
        for _ in range(len(self.by_id) + 8):
            if not isinstance(schema, dict):
                return ""
            said = schema.get(word)
            if isinstance(said, str):
                return said
            base, schema = self._follow(base, schema)
        return ""

    def _follow(self, base: str, schema: Mapping[str, JsonValue]) -> tuple[str, JsonValue]:
        target = urljoin(base, str(schema["$ref"])) if "$ref" in schema else ""
        return urldefrag(target)[0], self.at(target)


def identify(name: str, schema: JsonValue) -> str:
    """Return the ``$id`` of a schema, or the one its name stands for."""
    given = schema.get("$id") if isinstance(schema, dict) else None
    return given if isinstance(given, str) else f"{BASE}{name}.schema.json"


def _parts(schema: Mapping[str, JsonValue]) -> Iterator[JsonValue]:
    for word in _COMBINED:
        combined = schema.get(word)
        yield from combined if isinstance(combined, list) else ()
    yield from (schema[word] for word in _APPLIED if word in schema)
    dependent = schema.get("dependentSchemas")
    yield from dependent.values() if isinstance(dependent, dict) else ()


def _step(found: JsonValue, part: str | int) -> JsonValue:
    if isinstance(found, dict):
        return found.get(str(part))
    if isinstance(found, list) and str(part).isdigit() and int(part) < len(found):
        return found[int(part)]
    return None
