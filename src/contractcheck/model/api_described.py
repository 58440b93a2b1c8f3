"""Read what a description says of one operation, when it is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractcheck.model.api import Api, Operation
from contractcheck.model.api_operation import (
    Answer,
    Body,
    Described,
    Parameter,
    Scheme,
    Security,
)
from contractcheck.model.api_schema import ApiField, Schema
from contractcheck.model.data import Data, JsonValue, child
from contractcheck.model.data_reference import find, resolve
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.schema_nodes import JsonObject, unreadable

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_MORE = "additionalOperations"


def describe(api: Api, operation: Operation) -> Described:
    """Return what the description says of one of its operations.

    A parameter that is none, and a reference to nothing or out of the document, leave their part unread:
    whoever asks for it gets the ``UnreadableError``. Raises it at once where security cannot be read.
    """
    data, pointer = api.data, operation.pointer
    value = _object(data, pointer)
    root = data.value if isinstance(data.value, dict) else {}
    reader = _Reader(data, root, "swagger" in root)
    parameters, unread_parameter = _as_far_as_read(reader.parameters(pointer))
    bodies: tuple[Body, ...] = ()
    required, unread_request = False, unread_parameter if reader.is_swagger else None
    try:
        bodies, required = reader.request(pointer, value, parameters)
    except UnreadableError as error:
        unread_request = error.problem
    return Described(
        operation,
        data,
        tuple(one for one in parameters if one.place not in {"body", "formData"}),
        bodies,
        required,
        tuple(reader.answers(pointer, value)),
        reader.security(pointer, value),
        unread_parameter,
        unread_request,
    )


def _as_far_as_read(
    found: Iterator[Parameter | Problem],
) -> tuple[tuple[Parameter, ...], Problem | None]:
    """Return the parameters that can be read, and why the first of the others cannot."""
    every = tuple(found)
    unread = (one for one in every if isinstance(one, Problem))
    return tuple(one for one in every if isinstance(one, Parameter)), next(unread, None)


def security_of(api: Api, operation: Operation) -> Security:
    """Return who may call an operation, and nothing else of it."""
    root = api.data.value if isinstance(api.data.value, dict) else {}
    reader = _Reader(api.data, root, "swagger" in root)
    return reader.security(operation.pointer, _object(api.data, operation.pointer))


@dataclass(frozen=True, slots=True)
class _Reader:
    """What operations of one description are read with."""

    data: Data
    root: JsonObject
    is_swagger: bool

    def parameters(self, pointer: str) -> Iterator[Parameter | Problem]:
        """Yield the parameters of the operation, then those of its path that it does not replace.

        For one that cannot be read the problem comes.
        """
        item = pointer.rpartition("/")[0].removesuffix(f"/{_MORE}")
        known = set()
        for owner in (pointer, item):
            for one in self._listed(owner):
                if isinstance(one, Problem):
                    yield one
                elif (one.name, one.place) not in known:
                    known.add((one.name, one.place))
                    yield one

    def _listed(self, owner: str) -> Iterator[Parameter | Problem]:
        at = child(owner, "parameters")
        try:
            count = len(_list(self.data, _object(self.data, owner), owner, "parameters"))
        except UnreadableError as error:
            yield error.problem
            return
        for index in range(count):
            try:
                yield self._parameter(child(at, index))
            except UnreadableError as error:
                yield error.problem

    def _parameter(self, at: str) -> Parameter:
        pointer = resolve(self.data, at, at=at)[1]
        value = _object(self.data, pointer)
        name, place = value.get("name"), value.get("in")
        if not isinstance(name, str) or not isinstance(place, str):
            raise unreadable(self.data, (pointer,), "a parameter without `name` or `in`")
        required = value.get("required") is True or place == "path"
        return Parameter(name, place, required, self._schema(value, pointer), pointer, self.data)

    def _schema(self, value: JsonObject, pointer: str) -> Schema:
        """Return the schema of a parameter: its own, that of its content, in Swagger the parameter."""
        if "schema" in value:
            return Schema(self.data, (child(pointer, "schema"),))
        content = next(iter(self._bodies(pointer, value)), None)
        if content:
            return content.schema
        return Schema(self.data, (pointer,) if self.is_swagger else ())

    def request(
        self, pointer: str, value: JsonObject, parameters: tuple[Parameter, ...]
    ) -> tuple[tuple[Body, ...], bool]:
        """Return the bodies of the request, and whether one must be sent."""
        if self.is_swagger:
            return self._swagger_request(value, parameters)
        if "requestBody" not in value:
            return (), False
        at = child(pointer, "requestBody")
        found = resolve(self.data, at, at=at)[1]
        body = _object(self.data, found)
        return tuple(self._bodies(found, body)), body.get("required") is True

    def _swagger_request(
        self, value: JsonObject, parameters: tuple[Parameter, ...]
    ) -> tuple[tuple[Body, ...], bool]:
        body = next((one for one in parameters if one.place == "body"), None)
        if body:
            media = self._media(value, "consumes", _JSON)
            return tuple(Body(one, body.schema, body.pointer) for one in media), body.required
        form = tuple(one for one in parameters if one.place == "formData")
        if not form:
            return (), False
        has_file = any("file" in (one.schema.types or ()) for one in form)
        media = self._media(value, "consumes", _MULTIPART if has_file else _FORM)
        fields = tuple(ApiField(one.name, one.schema, one.required) for one in form)
        schema = Schema(self.data, (), given=fields)
        required = any(one.required for one in form)
        return tuple(Body(one, schema, form[0].pointer) for one in media), required

    def _media(self, value: JsonObject, key: str, otherwise: str) -> tuple[str, ...]:
        named = value.get(key, self.root.get(key))
        found = tuple(map(str, named)) if isinstance(named, list) else ()
        return found or (otherwise,)

    def answers(self, pointer: str, value: JsonObject) -> Iterator[Answer]:
        """Yield the answers of an operation."""
        at = child(pointer, "responses")
        if "responses" not in value:
            return
        for status in _object(self.data, at):
            if status.startswith("x-"):
                continue
            one = child(at, status)
            try:
                yield Answer(status, self._answered(one, value), one)
            except UnreadableError as error:
                yield Answer(status, (), one, error.problem)

    def _answered(self, at: str, operation: JsonObject) -> tuple[Body, ...]:
        found = resolve(self.data, at, at=at)[1]
        answer = _object(self.data, found)
        if not self.is_swagger:
            return tuple(self._bodies(found, answer))
        schema = Schema(self.data, (child(found, "schema"),))
        media = self._media(operation, "produces", _JSON) if "schema" in answer else ()
        return tuple(Body(each, schema, found) for each in media)

    def _bodies(self, pointer: str, owner: JsonObject) -> Iterator[Body]:
        at = child(pointer, "content")
        if "content" not in owner:
            return
        for media in _object(self.data, at):
            one = resolve(self.data, child(at, media), at=child(at, media))[1]
            key = next(
                (key for key in ("schema", "itemSchema") if key in _object(self.data, one)), ""
            )
            yield Body(
                media, Schema(self.data, (child(one, key),) if key else ()), child(at, media)
            )

    def security(self, pointer: str, value: JsonObject) -> Security:
        """Return the security of the operation, else that of all."""
        owner, at = (value, pointer) if "security" in value else (self.root, "")
        listed = _list(self.data, owner, at, "security")
        at = child(at, "security") if "security" in owner else pointer
        found = []
        for index, one in enumerate(listed):
            if not isinstance(one, dict):
                raise unreadable(self.data, (child(at, index),), "this is no security requirement")
            found.append(tuple(self._scheme(name, scopes) for name, scopes in one.items()))
        return Security(tuple(found), at)

    def _scheme(self, name: str, scopes: JsonValue) -> Scheme:
        below = (
            ("/securityDefinitions",) if self.is_swagger else ("/components", "/securitySchemes")
        )
        declared: JsonValue = self.root
        for key in "".join(below).split("/")[1:]:
            declared = declared.get(key) if isinstance(declared, dict) else None
        if not isinstance(declared, dict) or name not in declared:
            return Scheme(name, "", _texts(scopes))
        at = child("".join(below), name)
        value = _object(self.data, resolve(self.data, at, at=at)[1])
        type_ = str(value.get("scheme") if value.get("type") == "http" else value.get("type"))
        return Scheme(name, type_.lower() if value.get("type") == "http" else type_, _texts(scopes))


def _texts(value: JsonValue) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _object(data: Data, pointer: str) -> JsonObject:
    value, _ = find(data, pointer, at=pointer)
    if not isinstance(value, dict):
        raise unreadable(data, (pointer,), "this is not an object")
    return value


def _list(data: Data, owner: JsonObject, pointer: str, key: str) -> list[JsonValue]:
    value = owner.get(key, [])
    if not isinstance(value, list):
        raise unreadable(data, (child(pointer, key),), f"`{key}` is not a list")
    return value
