"""Parameters and fields as documents list them, and what a contract says of such a list."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.api_examples import PartOf
from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed


@dataclass(frozen=True, slots=True)
class FieldsAre(Argument):
    """A list of fields says of ``of`` what the API says; ``bound`` whether it names all of them.

    ``of_at`` is where the contract names the operation.
    """

    api: str
    of: PartOf
    bound: Bound
    of_at: Location


@dataclass(frozen=True, slots=True)
class FieldsNeed(DocumentNeed):
    """The fields that a place lists: facts are ``PlaceFound`` and ``FieldFound``."""


@dataclass(frozen=True, slots=True)
class FieldFound(Fact):
    """A field of a list: its name (``metadata.attributes`` below others), and what is said of it.

    ``place`` is where it is sent, if that is told: ``query``, ``path``, ``header``, ``cookie``, ``body``.
    ``closed`` says that the values are meant to be all there are. What is not said is ``None`` or empty.
    """

    name: Value
    required: bool | None = None
    required_at: Location | None = None
    types: tuple[str, ...] = ()
    type: Value | None = None
    default: Value | None = None
    values: tuple[Value, ...] = ()
    closed: bool = False
    place: str = ""

    @property
    def at(self) -> Location:
        """Where its name stands."""
        return self.name.at
