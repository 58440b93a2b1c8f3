"""Attributes: one thing described by labelled values, in a table, a list, a sentence or as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.location import Location
from contractcheck.model.needs import DataNeed, DocumentNeed, RegistryNeed

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A declared attribute: how its value may be written, and what views call it besides its name.

    One without ``writings`` may have any value and must be there. ``others`` are names of things of
    the same sort, for a placeholder that stands for one of them: ``<NAME-id>``. ``at`` is where the
    contract declares it.
    """

    name: str
    writings: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    at: Location | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """What a view may call it."""
        return (self.name, *self.called)


@dataclass(frozen=True, slots=True)
class AttributesAre(Argument):
    """A view shows these attributes with these values; a ``partial`` one may leave some out."""

    attributes: tuple[Attribute, ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class AttributesNeed(DocumentNeed):
    """Labelled values of a place: facts are ``PlaceFound`` and ``AttributeShown``."""

    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributesFileNeed(DataNeed):
    """The members of an object in a file of the tree: facts are ``PlaceFound`` and ``AttributeShown``."""


@dataclass(frozen=True, slots=True)
class AttributesRegistryNeed(RegistryNeed):
    """The members of an object that an API answers: facts are ``PlaceFound`` and ``AttributeShown``."""


@dataclass(frozen=True, slots=True)
class AttributeShown(Fact):
    """A label with its value; that of data is a path: ``metadata.attributes.region``."""

    label: str
    value: Value


def squeezed_label(label: str) -> str:
    """Return a label as it is compared: ``hub_kind``, ``hubKind`` and ``Hub kind`` are one."""
    return _NO_LETTERS.sub("", label).lower()


def depth_of(label: str, wanted: str) -> int | None:
    """Return how deep below the object a path ends in a wanted label; ``None`` where it does not.

    A wanted path may leave out what stands between: ``metadata.region`` is ``metadata.attributes.region``.
    """
    *above, last = (squeezed_label(part) for part in wanted.split("."))
    parts = [squeezed_label(part) for part in label.split(".")]
    for depth in range(len(parts)):
        if "".join(parts[depth:]) == last:
            before = iter(parts[:depth])
            return depth - len(above) if all(one in before for one in above) else None
    return None
