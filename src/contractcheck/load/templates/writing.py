"""Write a contract out of a template: the value, and for each part of it where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from contractcheck.load.templates.holes import filled, holes, whole
from contractcheck.model.data import Data, JsonValue, Positions, child
from contractcheck.model.data_values import value_at
from contractcheck.model.location import Location, Span
from contractcheck.model.problem import ContractcheckError

MOST_VALUES = 500_000
MOST_CHARACTERS = 5_000_000
MOST_LEVELS = 64
"""What a file may hold without a template, a contract may hold with one."""


class TooLargeError(ContractcheckError):
    """A template with these values makes more than a file could hold."""


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a parameter, and where it stands: in the instance, or as a default in the template."""

    value: JsonValue
    data: Data
    pointer: str


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a part of the contract comes from: a place of the template, or of a given value."""

    pointer: str
    data: Data
    at: str
    of_key: bool = False
    beside: str = ""
    """The pointer in the instance of a value that is a part of this text, or of this key's text."""


@dataclass(slots=True)
class Writer:
    """Writes one contract of one instance."""

    template: Data
    instance: Data
    given: Mapping[str, Given]
    _origins: list[_Origin] = field(default_factory=list)
    _characters: int = 0

    def write(self, body: str) -> Data:
        """Return the contract that a body of the template makes; raises ``TooLargeError``."""
        value = self._value(value_at(self.template.value, body), body, "")
        find = partial(_positions, self.instance, tuple(self._origins))
        return Data(self.instance.document, value, find)

    def _value(self, value: JsonValue, at: str, pointer: str) -> JsonValue:
        if isinstance(value, str):
            return self._text(value, at, pointer)
        self._note(_Origin(pointer, self.template, at))
        if isinstance(value, list):
            return [
                self._value(one, child(at, index), child(pointer, index))
                for index, one in enumerate(value)
            ]
        if isinstance(value, dict):
            return {key: self._member(key, one, at, pointer) for key, one in value.items()}
        return value

    def _member(self, key: str, value: JsonValue, at: str, pointer: str) -> JsonValue:
        at, pointer = child(at, key), child(pointer, key)
        beside = self._beside(value) if isinstance(value, str) else ""
        self._note(_Origin(pointer, self.template, at, of_key=True, beside=beside))
        return self._value(value, at, pointer)

    def _beside(self, text: str) -> str:
        """Return the pointer of the first given value in a text, where the instance gives it."""
        named = (self.given[hole.name] for hole in holes(text))
        return next((one.pointer for one in named if one.data is self.instance), "")

    def _text(self, text: str, at: str, pointer: str) -> JsonValue:
        name = whole(text)
        if name:
            given = self.given[name]
            return self._copy(given.value, given.data, given.pointer, pointer)
        written = filled(text, lambda one: str(self.given[one].value))
        self._note(_Origin(pointer, self.template, at, beside=self._beside(text)), len(written))
        return written

    def _copy(self, value: JsonValue, data: Data, at: str, pointer: str) -> JsonValue:
        """Take a given value as it is."""
        self._note(_Origin(pointer, data, at), len(value) if isinstance(value, str) else 0)
        if isinstance(value, list):
            return [
                self._copy(one, data, child(at, index), child(pointer, index))
                for index, one in enumerate(value)
            ]
        if isinstance(value, dict):
            for key in value:
                self._note(_Origin(child(pointer, key), data, child(at, key), of_key=True))
            return {
                key: self._copy(one, data, child(at, key), child(pointer, key))
                for key, one in value.items()
            }
        return value

    def _note(self, origin: _Origin, characters: int = 0) -> None:
        self._characters += characters
        self._origins.append(origin)
        for held, most, what in (
            (len(self._origins), MOST_VALUES, "has more keys and values"),
            (self._characters, MOST_CHARACTERS, "has more characters"),
            (origin.pointer.count("/"), MOST_LEVELS, "has more levels"),
        ):
            if held > most:
                message = f"with these values the contract {what} than {most:,}"
                raise TooLargeError(message)


def _positions(instance: Data, origins: tuple[_Origin, ...]) -> Positions:
    """Return the places: a given value where the instance gives it, all else where it uses the template."""
    used = instance.locate("/use").span
    values, keys = dict[str, Span](), dict[str, Span]()
    written, keys_written = dict[str, Location](), dict[str, Location]()
    for origin in origins:
        spans, places = (keys, keys_written) if origin.of_key else (values, written)
        find = origin.data.locate_key if origin.of_key else origin.data.locate
        at = find(origin.at)
        if origin.data is instance:
            spans[origin.pointer] = at.span
            continue
        given = instance.locate_key if origin.of_key else instance.locate
        spans[origin.pointer] = given(origin.beside).span if origin.beside else used
        places[origin.pointer] = at
    return Positions(values, keys, written, keys_written)
