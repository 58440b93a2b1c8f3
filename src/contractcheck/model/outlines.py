"""The outline of a document: which sections it has, in which order."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed


@dataclass(frozen=True, slots=True)
class SectionsAre(Argument):
    """A document has these sections in this order; each may go by several titles.

    ``optional`` ones may be absent, those of ``anywhere`` too, and these stand where they like. With
    ``closed`` no other section may stand beside them, and with ``filled`` each says something.
    """

    titles: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...] = ()
    closed: bool = False
    filled: bool = True
    anywhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineNeed(DocumentNeed):
    """The headings of documents, or of one section of them: facts are ``OutlineFound``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level; ``empty`` says that nothing stands in its section."""

    title: str
    level: int
    at: Location
    empty: bool


@dataclass(frozen=True, slots=True)
class OutlineFound(Fact):
    """The headings of a document in their order; ``at`` is where they begin."""

    at: Location
    headings: tuple[Heading, ...]
