"""Hold loaded data against a schema and say every mistake at its own place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import jsonschema_rs

from contractcheck.load.explaining import Explainer
from contractcheck.load.schema_library import SchemaLibrary, identify
from contractcheck.model.data import Data, JsonValue
from contractcheck.model.problem import ContractcheckError, Problem


class UnusableSchemaError(ContractcheckError):
    """What should be a JSON Schema is none."""

    def __init__(self, name: str, why: str) -> None:
        """Keep the ``name`` of the schema and ``why`` it cannot be used."""
        self.name, self.why = name, why
        super().__init__(f"{name}: {why}")


class SchemaValidator:
    """Checks data with the project's schemas; each is compiled once, when it is first asked for."""

    def __init__(
        self,
        schemas: Mapping[str, JsonValue],
        find: Callable[[str], JsonValue] | None = None,
    ) -> None:
        """Keep ``schemas``, given by name: ``common``, ``configuration``, the kinds.

        ``find`` is asked for further ones when they are used.
        """
        self._schemas = dict(schemas)
        self._find = find
        self._library = SchemaLibrary(schemas)
        self._compiled: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def check(self, data: Data, schema_name: str) -> list[Problem]:
        """Return every mistake in the order of the file; ``KeyError`` for an unknown schema.

        Raises ``UnusableSchemaError`` for a further schema that is none.
        """
        if schema_name not in self._schemas and self._find:
            self._schemas[schema_name] = self._find(schema_name)
            self._library = SchemaLibrary(self._schemas)
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
            try:
                self._compiled[name] = jsonschema_rs.Draft202012Validator(
                    schema if isinstance(schema, dict) else {},
                    registry=self._registry,
                    offline=True,
                )
            except (ValueError, jsonschema_rs.ReferencingError) as error:
                raise UnusableSchemaError(name, str(error).splitlines()[0]) from None
        return self._compiled[name]
