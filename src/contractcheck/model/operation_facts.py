"""What one operation of an API says of its callers, parameters, bodies and answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument


@dataclass(frozen=True, slots=True)
class OperationFact(Argument):
    """Base: a fact of one ``operation``, written ``POST /hubs``."""

    operation: str


class Asked(Enum):
    """Whether a caller is asked for credentials."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AuthIs(OperationFact):
    """A caller is asked for credentials or not; by one of ``schemes``, each with scopes, if there are any.

    A scheme is named by its type (``bearer``, ``oauth2``) or as the description names it.
    """

    asked: Asked
    schemes: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ParameterIs(OperationFact):
    """There is a parameter; ``place`` and ``required`` are judged unless empty."""

    name: str
    place: str = ""
    required: bool | None = None


@dataclass(frozen=True, slots=True)
class NoOtherParameter(OperationFact):
    """No further parameter is required; none of the query is there at all where ``exactly``."""

    known: tuple[str, ...]
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class RequestHas(OperationFact):
    """The body has a field, required or optional."""

    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class NoOtherField(OperationFact):
    """The body requires no further field; it has none at all where ``exactly``."""

    known: tuple[str, ...]
    exactly: bool = False


class Word(Enum):
    """What is said of a value."""

    DEFAULT = "default"
    ENUM = "enum"
    FIXED = "fixed"
    TYPE = "type"
    NULLABLE = "nullable"


@dataclass(frozen=True, slots=True)
class ValueIs(OperationFact):
    """What is said of a field or parameter; ``values`` are JSON, of a type its words.

    It is looked for in the request, among the parameters and in the answer, in this order; with a
    ``status`` in that answer alone. ``open_`` allows further values.
    """

    name: str
    word: Word
    values: tuple[str, ...] = ()
    status: str = ""
    open_: bool = False


@dataclass(frozen=True, slots=True)
class Renamed(OperationFact):
    """What is sent as ``sent`` is shown as ``shown``."""

    sent: str
    shown: str


@dataclass(frozen=True, slots=True)
class SetByServer(OperationFact):
    """The answer shows the field, and the request does not take it."""

    name: str


@dataclass(frozen=True, slots=True)
class BodyIs(OperationFact):
    """The request is sent in exactly these content types; no body at all without any."""

    media: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered(OperationFact):
    """The operation documents an answer with this status."""

    status: str


@dataclass(frozen=True, slots=True)
class AnswerShows(OperationFact):
    """The answer has the field; of a status, or of the first success."""

    status: str
    name: str
