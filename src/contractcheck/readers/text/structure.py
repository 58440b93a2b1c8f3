"""The stance that headings, labels and columns give to what stands under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from contractcheck.model.document import Cell, Prose
from contractcheck.model.stance import PLAIN, Role, StanceMark
from contractcheck.readers.text.labels import Label
from contractcheck.readers.text.prose import Passage, first_stance
from contractcheck.readers.text.stance import label_stance, outranks, title_stance


@dataclass(frozen=True, slots=True)
class Roles:
    """Patterns of heading titles that give their sections a role."""

    history: Sequence[str] = ()
    generated: Sequence[str] = ()

    def of(self, title: str, around: Role) -> Role:
        """Return the role of a section; what no pattern matches has the role around it."""
        if any(fnmatchcase(title, pattern) for pattern in self.history):
            return Role.HISTORY
        if any(fnmatchcase(title, pattern) for pattern in self.generated):
            return Role.GENERATED
        return around


@dataclass(frozen=True, slots=True)
class Lead:
    """A paragraph that stands directly before a block, and the stance it stands in."""

    passage: Passage
    prose: Prose
    around: StanceMark


@dataclass(frozen=True, slots=True)
class Labelled:
    """The prose of an item: ``inside`` is the stance of the blocks below it, ``stance`` its own."""

    prose: Prose
    inside: StanceMark
    stance: StanceMark


def item_prose(passage: Passage, label: Label | None, around: StanceMark) -> Labelled:
    """Return the prose of an item; its label gives stance, or a status that its text begins with."""
    inside = stance = around
    if label:
        own = label_stance(passage.masked[: label.end])
        if outranks(own, around.stance):
            inside = stance = passage.mark(own, "label", 0, label.end)
        else:
            stance = passage.status(label.body, around)
    prose = passage.prose(inside, label, stance)
    return Labelled(prose, inside, first_stance(prose, stance))


def heading_stance(passage: Passage, around: StanceMark, by: str = "heading") -> StanceMark:
    """Return the stance in which stands what a title heads."""
    stance = title_stance(passage.masked)
    if not outranks(stance, around.stance):
        return around
    return passage.mark(stance, by, 0, len(passage.text))


def cell_of(passage: Passage, around: StanceMark) -> Cell:
    """Return a cell of a column with the stance ``around``."""
    prose = passage.prose(around, None, PLAIN)
    return Cell(prose, first_stance(prose, around))
