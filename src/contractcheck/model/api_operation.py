"""One operation of an API description: its parameters, bodies, answers, and who may call it.

The same words for OpenAPI 3 and Swagger 2.0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from contractcheck.model.api import Operation
from contractcheck.model.api_schema import ApiField, Schema
from contractcheck.model.data import Data, child
from contractcheck.model.data_reference import find
from contractcheck.model.location import Location
from contractcheck.model.problem import Problem, UnreadableError

_JSON = "application/json"
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; ``place`` is ``query``, ``path``, ``header``, ``cookie`` or ``querystring``."""

    name: str
    place: str
    required: bool
    schema: Schema
    pointer: str
    data: Data = field(repr=False, compare=False)

    @property
    def at(self) -> Location:
        """Where its name stands."""
        return self.data.locate_key(child(self.pointer, "name"))

    def place_of(self, *keys: str) -> Location:
        """Return where one of these words stands in the parameter or its schema; its name without any."""
        value = find(self.data, self.pointer)[0]
        for key in keys:
            if isinstance(value, dict) and key in value:
                return self.data.locate_key(child(self.pointer, key))
        found = self.schema.place_of(*keys)
        return self.at if found == self.schema.place_of() else found


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request or an answer in one content type."""

    media: str
    schema: Schema
    pointer: str

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON."""
        media = self.media.partition(";")[0].strip().lower()
        return media in {_JSON, "*/*", "text/json"} or media.endswith("+json")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the operation answers with a status: ``200``, ``2XX``, ``default``.

    ``unread`` says why its bodies cannot be told: the answer stands behind a reference out of the document.
    """

    status: str
    readable: tuple[Body, ...]
    pointer: str
    unread: Problem | None = None

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Its bodies; raises ``UnreadableError`` where they cannot be told."""
        return _told(self.readable, self.unread)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A security scheme by its name, with what it is: ``bearer``, ``basic``, ``apiKey``, ``oauth2``, ..."""

    name: str
    type: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Security:
    """Who may call an operation: all schemes of one of the ``alternatives``; nobody is asked without any."""

    alternatives: tuple[tuple[Scheme, ...], ...]
    pointer: str

    @property
    def is_guarded(self) -> bool:
        """Whether nobody may call it without credentials."""
        return bool(self.alternatives) and all(self.alternatives)

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """Every scheme that is named."""
        return tuple(dict.fromkeys(one for each in self.alternatives for one in each))


@dataclass(frozen=True, slots=True)
class Described:
    """An operation with all that its description says of it.

    A part that cannot be read is unread by itself: what does not depend on it is told all the same.
    """

    operation: Operation
    data: Data = field(repr=False, compare=False)
    readable: tuple[Parameter, ...] = ()
    sent: tuple[Body, ...] = ()
    body_required: bool = False
    answers: tuple[Answer, ...] = ()
    security: Security = Security((), "")
    unread_parameter: Problem | None = None
    unread_request: Problem | None = None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters; raises ``UnreadableError`` where one of them cannot be told."""
        return _told(self.readable, self.unread_parameter)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies of the request; raises ``UnreadableError`` where they cannot be told."""
        return _told(self.sent, self.unread_request)

    @property
    def at(self) -> Location:
        """Where its method stands."""
        return self.data.locate_key(self.operation.pointer)

    def parameter(self, name: str, place: str) -> Parameter | None:
        """Return a parameter by name and place; names of headers have no case."""
        for one in self.parameters:
            same = one.name.lower() == name.lower() if place == "header" else one.name == name
            if same and one.place == place:
                return one
        return None

    @property
    def request(self) -> Body | None:
        """The body of the request: as JSON where it may be."""
        return next((one for one in self.bodies if one.is_json), next(iter(self.bodies), None))

    def request_fields(self) -> tuple[ApiField, ...]:
        """Return the fields a client may send in the body: none the server alone sets."""
        fields = self.request.schema.fields if self.request else ()
        return tuple(one for one in fields if not one.schema.read_only)

    def answer(self, status: str = "") -> Answer | None:
        """Return the answer with a status, or its class, or the default; the first success unasked."""
        by_status = {one.status.upper(): one for one in self.answers}
        if not status:
            good = sorted(one for one in by_status if one.startswith("2"))
            return by_status[good[0]] if good else by_status.get("DEFAULT")
        wanted = (status.upper(), f"{status[:1]}XX", "DEFAULT")
        return next((by_status[one] for one in wanted if one in by_status), None)

    def response(self, status: str = "") -> Body | None:
        """Return the body of an answer: as JSON where it may be."""
        found = self.answer(status)
        bodies = found.bodies if found else ()
        return next((one for one in bodies if one.is_json), next(iter(bodies), None))

    def response_fields(self, status: str = "") -> tuple[ApiField, ...]:
        """Return the fields an answer may show."""
        body = self.response(status)
        fields = body.schema.fields if body else ()
        return tuple(one for one in fields if not one.schema.write_only)


def _told(parts: tuple[_Part, ...], unread: Problem | None) -> tuple[_Part, ...]:
    if unread:
        raise UnreadableError(unread)
    return parts
