"""Texts that speak of one thing: a sentence or a whole table row, with what stands above it."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.needs import DocumentNeed, SentenceFound


@dataclass(frozen=True, slots=True)
class UnitsNeed(DocumentNeed):
    """The sentences and table rows of a place: facts are ``PlaceFound`` and ``UnitFound``.

    A document without one of ``words`` is not looked at, unless a section is bound.
    """

    words: tuple[str, ...] = ()

    @property
    def trigger(self) -> tuple[str, ...]:
        """The words, unless a section is bound: that one must be there in any case."""
        return () if self.place.section else self.words


@dataclass(frozen=True, slots=True)
class UnitFound(SentenceFound):
    """A sentence, or a row with its cells joined by `` | ``.

    ``above`` are the texts it hangs on, nearest first: the label of its item, the item above, the
    lead-in; ``headings`` the titles above, outside in.
    """

    above: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    is_heading: bool = False
    is_row: bool = False
