"""Parties and what each of them has: items of one name or more, open or closed."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.arguments import Bound
from contractcheck.model.clause import Argument

Item = tuple[str, ...]
"""An item by all its names: ``(DB, Hasura)`` is one item."""


def item_text(item: Item) -> str:
    """Return an item as documents write it."""
    return " / ".join(item)


@dataclass(frozen=True, slots=True)
class Party:
    """Who has which items; ``others`` are phrases for a class of further ones."""

    name: str
    items: tuple[Item, ...]
    bound: Bound = Bound.EXACTLY
    others: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyHas(Argument):
    """A place shows what a party has, and nothing that another of ``parties`` has."""

    party: Party
    parties: tuple[Party, ...]
    noun: str = "item"


@dataclass(frozen=True, slots=True)
class NoOtherOwner(Argument):
    """No current text gives an item to another party than the contract, by what parties are called."""

    parties: tuple[Party, ...]
    at: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Document patterns and headings of the places that are judged as a whole."""
