"""Hold loaded data against a schema and say every mistake at its own place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import jsonschema_rs

from contractcheck.load.explaining import Explainer
from contractcheck.load.schema_library import SchemaLibrary, identify
from contractcheck.model.data import Data, JsonValue
from contractcheck.model.problem import Problem


class SchemaValidator:
    """Checks data with the project's schemas; each is compiled once, when it is first asked for."""

    def __init__(self, schemas: Mapping[str, JsonValue]) -> None:
        """Keep ``schemas``, given by name: ``common``, ``configuration``, the kinds."""
        self._schemas = schemas
        self._library = SchemaLibrary(schemas)
        self._compiled: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def check(self, data: Data, schema_name: str) -> list[Problem]:
        """Return every mistake in the order of the file; ``KeyError`` for an unknown schema."""
        errors = self._compile(schema_name).iter_errors(data.value)
        base = identify(schema_name, self._schemas[schema_name])
        explainer = Explainer(data, self._library, base)
        return sorted({problem for error in errors for problem in explainer.explain(error)})

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        return jsonschema_rs.Registry(list(self._library.by_id.items()))

    def _compile(self, name: str) -> jsonschema_rs.Draft202012Validator:
        if name not in self._compiled:
            # Nothing is ever fetched: a reference must name one of our own schemas.
            schema = self._schemas[name]
            self._compiled[name] = jsonschema_rs.Draft202012Validator(
                schema if isinstance(schema, dict) else {}, registry=self._registry, offline=True
            )
        return self._compiled[name]
