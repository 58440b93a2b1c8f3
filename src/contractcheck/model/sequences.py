"""Sequences: steps in an order, some of them open, and how documents show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.place import MemberShape

_IDENTIFIER = re.compile(r"[\w.:-]*_[\w.:-]*")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its ``text``, or what an open one may name: ``one_of`` labels, or what it is ``called``.

    An open step that holds a word of the shape ``never`` is none.
    """

    text: str = ""
    one_of: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    never: MemberShape | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The words by which the step is known."""
        return (self.text,) if self.text else (*self.one_of, *self.called)

    @property
    def shape(self) -> MemberShape:
        """What its words look like."""
        if self.text.startswith("/"):
            return MemberShape.ROUTE
        return MemberShape.IDENTIFIER if _IDENTIFIER.fullmatch(self.text) else MemberShape.PHRASE

    def __str__(self) -> str:
        """Write it as findings do."""
        return self.text or (self.called or self.one_of)[0]


class Form(Enum):
    """How a document shows a sequence, the surest first."""

    LIST = "list"
    ARROWS = "arrows"
    SUM = "sum"
    HEADINGS = "headings"
    COLUMN = "column"
    ENUMERATION = "enumeration"
    PROSE = "prose"


CHAINS = frozenset({Form.ARROWS, Form.SUM})
"""Forms that say themselves that they are a sequence, wherever they stand."""


@dataclass(frozen=True, slots=True)
class StepsAre(Argument):
    """A place shows these steps in this order; ``anywhere`` binds every chain that stands elsewhere."""

    name: str
    steps: tuple[Step, ...]
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class StepsNeed(DocumentNeed):
    """What may be a sequence at a place: facts are ``PlaceFound`` and ``StepsFound``.

    With ``chains`` only arrow chains and sums are looked for.
    """

    steps: tuple[Step, ...] = ()
    chains: bool = False

    @property
    def trigger(self) -> tuple[str, ...]:
        """The steps' own words, unless a section is bound."""
        return () if self.place.section else tuple(step.text for step in self.steps if step.text)


@dataclass(frozen=True, slots=True)
class StepsFound(Fact):
    """Parts that stand one after another."""

    parts: tuple[Value, ...]
    form: Form
