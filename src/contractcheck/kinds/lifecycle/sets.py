"""States, outcomes and registered keys: sets that show in views, and outcomes no sentence adds to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from contractcheck.kinds.lifecycle.contract import Lifecycle, NamedSet
from contractcheck.model.arguments import Enumerated, MembersAre
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field, read_view
from contractcheck.model.finding import Finding
from contractcheck.model.needs import MembersNeed, SentencesNeed
from contractcheck.model.numbers import plural
from contractcheck.model.outcomes import OutcomesClosed
from contractcheck.model.place import MemberShape, Place, Shape
from contractcheck.model.transitions import state_key

_NOUNS = {"states": "state", "outcomes": "outcome", "keys": "key"}


def clauses(lifecycle: Lifecycle) -> Iterator[Clause]:
    """Yield a clause for each view of each set, and those on what is said of outcomes."""
    for key in _NOUNS:
        named = lifecycle.names(key)
        if named.known:
            yield from _views(lifecycle, key, named)
    outcomes = lifecycle.names("outcomes")
    if outcomes.names and outcomes.field.has("called"):
        yield from _said(lifecycle, outcomes)


def looked_at(lifecycle: Lifecycle) -> Iterator[Field]:
    """Yield every field that says where names are owned or shown."""
    for key in (*_NOUNS, "fields"):
        field = lifecycle.root.get(key)
        if isinstance(field.value, dict):
            yield from (*field.get("from").each(), *field.get("views").each())


def contradictions(lifecycle: Lifecycle) -> Iterator[Finding]:
    """Yield names that stand twice in one set, in any writing."""
    for key, noun in _NOUNS.items():
        named = lifecycle.names(key)
        for one, other in combinations(named.names, 2):
            if state_key(one) == state_key(other):
                message = f"`{one}` and `{other}` are one {noun}"
                yield lifecycle.fault(key, "contradiction", named.field, other, message)


def _shape(names: tuple[str, ...], field: Field) -> MemberShape:
    if field.has("of"):
        return MemberShape(field.get("of").text)
    spaced = any(" " in name for name in names)
    return MemberShape.PHRASE if spaced else MemberShape.IDENTIFIER


def _views(lifecycle: Lifecycle, key: str, named: NamedSet) -> Iterator[Clause]:
    noun, shape = _NOUNS[key], _shape(named.names, named.field)
    for field in named.field.get("views").each():
        view = read_view(field, shape, named.names)
        names = plural(noun)
        owner, count = named.owner, len(named.names)
        whose = f"{names} of {owner.describe()}" if owner else f"{count} {names}"
        declared = None if named.owner else named.field.key_at
        yield lifecycle.clause(
            f"{key}/{view.name}",
            f"{view.need.describe()} shows {view.bound.value} the {whose}",
            field,
            MembersAre(
                named.names,
                view.bound,
                shape,
                noun=noun,
                declared=declared,
                owned=named.owner is not None,
            ),
            (view.need, *named.needs),
            group=key,
        )


def _said(lifecycle: Lifecycle, outcomes: NamedSet) -> Iterator[Clause]:
    field, names = outcomes.field, outcomes.names
    called = field.get("called").texts()
    noun = field.get("noun").text or "outcome"
    views = tuple(_places(field, names))
    needs = tuple(SentencesNeed(place, called) for place in lifecycle.everywhere)
    yield lifecycle.clause(
        "outcomes/enumerations",
        f"wherever {called[0]} are enumerated, they are {', '.join(names)}",
        field,
        Enumerated(names, called, views),
        needs,
    )
    beside = field.get("not_outcomes").texts()
    yield lifecycle.clause(
        "outcomes/closed",
        f"there is no {noun} but {', '.join(names)}",
        field,
        OutcomesClosed(names, called, views, beside, noun),
        (*needs, *_columns(lifecycle, called, names)),
    )


def _columns(
    lifecycle: Lifecycle, called: tuple[str, ...], names: tuple[str, ...]
) -> Iterator[MembersNeed]:
    """Yield the table columns, in any document, whose header is one of the words for outcomes."""
    for place in lifecycle.everywhere:
        for word in called:
            column = replace(place, shape=Shape.TABLE_COLUMN, column=word)
            yield MembersNeed(column, MemberShape.IDENTIFIER, names)


def _places(field: Field, names: tuple[str, ...]) -> Iterator[Place]:
    for one in field.get("views").each():
        need = read_view(one, MemberShape.IDENTIFIER, names).need
        if isinstance(need, MembersNeed):
            yield need.place
