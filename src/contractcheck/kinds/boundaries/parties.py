"""Parties: what each has, at its places and wherever a text says whose something is."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.kinds.boundaries.sets import BOUNDS
from contractcheck.model.arguments import Bound, Enumerated
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.needs import MembersNeed, SentencesNeed
from contractcheck.model.parties import Item, NoOtherOwner, Party, PartyHas, item_text
from contractcheck.model.place import MemberShape
from contractcheck.model.units import UnitsNeed


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each place of a party, and one for what text anywhere says of it."""
    fields = dict(boundaries.root.get("parties").members())
    parties = tuple(_read(name, field) for name, field in fields.items())
    known = tuple(name for party in parties for item in party.items for name in _known(item))
    for party in parties:
        field = fields[party.name]
        named = boundaries.named_places(f"parties/{party.name}", field.get("at"))
        for path, place in named if field.has("at") else ():
            yield boundaries.clause(
                path,
                f"{party.name} has {party.bound.value} {', '.join(map(item_text, party.items))}",
                field,
                PartyHas(party, parties, boundaries.root.get("noun").text or "item"),
                (MembersNeed(place, MemberShape.PHRASE, (*known, *party.others)),),
                group="parties",
            )
        yield from _enumerations(boundaries, party, field)
    called = tuple(word for party in parties for word in party.called)
    if called:
        at = tuple(
            (place.documents, place.section)
            for field in fields.values()
            if field.has("at")
            for place in boundaries.places(field.get("at"))
            if place.section
        )
        yield boundaries.clause(
            "parties/claims",
            "no text gives an item to another party",
            boundaries.root.get("parties"),
            NoOtherOwner(parties, at),
            tuple(UnitsNeed(place, words=called) for place in boundaries.everywhere),
        )


def _enumerations(boundaries: Boundaries, party: Party, field: Field) -> Iterator[Clause]:
    """Yield that a list of what a closed party has, anywhere, names nothing else."""
    if party.bound is Bound.EXACTLY and party.called:
        names = tuple(name for item in party.items for name in item)
        views = boundaries.places(field.get("at")) if field.has("at") else ()
        yield boundaries.clause(
            f"parties/{party.name}/enumerations",
            f"what is called {' or '.join(party.called)} is {', '.join(names)}",
            field,
            Enumerated(names, party.called, views, Bound.AT_MOST),
            tuple(SentencesNeed(place, party.called) for place in boundaries.everywhere),
        )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield names that two parties have or one has twice, and names of the universe that none has."""
    owners: dict[str, str] = {}
    for name, field in boundaries.root.get("parties").members():
        for item in _read(name, field).items:
            for one in item:
                first = owners.setdefault(fold(one), name)
                if first != name:
                    message = f"`{one}` stands under `{first}` and under `{name}`"
                    yield from boundaries.contradiction(f"parties/{name}", field, one, message)
    for known in boundaries.root.get("universe").each():
        if fold(known.text) not in owners:
            message = f"`{known.text}` is in the universe and in no party"
            yield from boundaries.contradiction("universe", known, known.text, message)


def _read(name: str, field: Field) -> Party:
    bound = next((key for key in BOUNDS if field.has(key)), "exactly")
    items: tuple[Item, ...] = tuple(one.texts() for one in field.get(bound).each())
    others = field.get("others").texts()
    return Party(name, items, BOUNDS[bound], others, field.get("called").texts())


def _known(item: Item) -> Item:
    return item if len(item) == 1 else (item_text(item), *item)
