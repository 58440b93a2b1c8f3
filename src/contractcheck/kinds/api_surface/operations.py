"""What each operation says: who may call it, its parameters, its body, its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.kinds.api_surface.surface import Surface
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field, slug
from contractcheck.model.needs import ApiNeed
from contractcheck.model.operation_facts import (
    Answered,
    AnswerShows,
    Asked,
    AuthIs,
    BodyIs,
    NoOtherField,
    NoOtherParameter,
    OperationFact,
    ParameterIs,
    Renamed,
    RequestHas,
    SetByServer,
    ValueIs,
    Word,
)
from contractcheck.model.schema_nodes import as_json

_WORDS = {"defaults": Word.DEFAULT, "enums": Word.ENUM, "fixed": Word.FIXED, "types": Word.TYPE}
_QUERY = ("paginated", "filters")


def compile_operations(surface: Surface) -> Iterator[Clause]:
    """Yield the clauses on what each named operation says."""
    for name, field in surface.root.get("operations").members():
        yield from _Operation(surface, name, field).clauses()


@dataclass(frozen=True, slots=True)
class _Operation:
    """One entry of ``operations``."""

    surface: Surface
    name: str
    field: Field

    def clauses(self) -> Iterator[Clause]:
        """Yield the clauses of the entry."""
        yield from self._auth()
        yield from self._parameters()
        yield from self._request()
        yield from self._values(self.field, "", "")
        yield from self._server()
        yield from self._answers()

    def _clause(self, path: str, says: str, field: Field, argument: OperationFact) -> Clause:
        surface = self.surface
        path = f"operations/{slug(self.name)}/{slug(path)}"
        path = path if surface.is_first else f"{path}@{surface.api}"
        says = f"`{self.name}`: {says}"
        needs = (ApiNeed(surface.api),)
        return surface.clause(path, says, field, argument, needs, group=surface.api)

    def _auth(self) -> Iterator[Clause]:
        field = self.field.get("auth")
        if field.value is None:
            return
        if field.text in {asked.value for asked in Asked}:
            argument = AuthIs(self.name, Asked(field.text))
            says = f"credentials are {field.text}" if field.text != "none" else "it is open to all"
            yield self._clause("auth", says, field, argument)
            return
        schemes = (
            tuple((name, scopes.texts()) for name, scopes in field.members())
            if isinstance(field.value, dict)
            else tuple((name, ()) for name in field.texts())
        )
        says = f"credentials are {' or '.join(name for name, _ in schemes)}"
        yield self._clause("auth", says, field, AuthIs(self.name, Asked.REQUIRED, schemes))

    def _parameters(self) -> Iterator[Clause]:
        known: list[str] = []
        for key in _QUERY:
            for field in self.field.get(key).each():
                known.append(field.text)
                says = f"`{field.text}` may be asked for in the query"
                argument = ParameterIs(self.name, field.text, "query", required=False)
                yield self._clause(f"{key}/{field.text}", says, field, argument)
        for name, field in self.field.get("parameters").members():
            known.append(name)
            place, required = field.get("in").text, field.get("required").value
            says = " ".join(
                part for part in (f"there is a parameter `{name}`", place and f"in {place}") if part
            )
            needed = required if isinstance(required, bool) else None
            argument = ParameterIs(self.name, name, place, needed)
            yield self._clause(f"parameters/{name}", says, field, argument)
        keys = [key for key in (*_QUERY, "parameters") if self.field.has(key)]
        if keys:
            field = self.field.get(keys[0])
            says = "no further parameter is required"
            yield self._clause("parameters", says, field, NoOtherParameter(self.name, tuple(known)))

    def _request(self) -> Iterator[Clause]:
        known: list[str] = []
        for key, required in (("requires", True), ("optional", False)):
            for field in self.field.get(key).each():
                known.append(field.text)
                says = f"the field `{field.text}` is {'required' if required else 'optional'}"
                argument = RequestHas(self.name, field.text, required)
                yield self._clause(f"{key}/{field.text}", says, field, argument)
        exactly = self.field.get("fields").text == "exactly"
        if self.field.has("requires") or exactly:
            closed = NoOtherField(self.name, tuple(known), exactly)
            field = self.field.get("fields" if exactly else "requires")
            says = f"{'there' if exactly else 'required'} are no further fields"
            yield self._clause("fields", says, field, closed)
        body = self.field.get("body")
        if body.value is not None:
            media = () if body.text == "none" else body.texts()
            says = f"the body is {' or '.join(media) or 'empty'}"
            yield self._clause("body", says, body, BodyIs(self.name, media))

    def _values(self, owner: Field, status: str, path: str) -> Iterator[Clause]:
        for key, word in _WORDS.items():
            for name, field in owner.get(key).members():
                argument = _value(self.name, name, word, field, status)
                says = f"{'the default' if word is Word.DEFAULT else word.value} of `{name}` is "
                says += ", ".join(argument.values)
                yield self._clause(f"{path}{key}/{name}", says, field, argument)
        for field in owner.get("nullable").each():
            argument = ValueIs(self.name, field.text, Word.NULLABLE, status=status)
            says = f"`{field.text}` may be null"
            yield self._clause(f"{path}nullable/{field.text}", says, field, argument)

    def _server(self) -> Iterator[Clause]:
        for sent, field in self.field.get("renamed").members():
            says = f"`{sent}` is shown as `{field.text}`"
            yield self._clause(f"renamed/{sent}", says, field, Renamed(self.name, sent, field.text))
        for field in self.field.get("set_by_server").each():
            says = f"the server sets `{field.text}`"
            argument = SetByServer(self.name, field.text)
            yield self._clause(f"set-by-server/{field.text}", says, field, argument)

    def _answers(self) -> Iterator[Clause]:
        for status, field in self.field.get("answers").members():
            says = f"it may answer {status}"
            yield self._clause(f"answers/{status}", says, field, Answered(self.name, status))
            shows = field.get("shows") if isinstance(field.value, dict) else field
            for one in shows.each():
                argument = AnswerShows(self.name, status, one.text)
                says = f"the answer {status} shows `{one.text}`"
                yield self._clause(f"answers/{status}/shows/{one.text}", says, one, argument)
            yield from self._values(field, status, f"answers/{status}/")


def _value(operation: str, name: str, word: Word, field: Field, status: str) -> ValueIs:
    if word is Word.TYPE:
        return ValueIs(operation, name, word, (field.text,), status)
    open_ = isinstance(field.value, dict) and field.has("at_least")
    held = field.get("at_least") if open_ else field
    listed = word is Word.ENUM and isinstance(held.value, list)
    each = held.value if listed and isinstance(held.value, list) else [held.value]
    return ValueIs(operation, name, word, tuple(map(as_json, each)), status, open_)
