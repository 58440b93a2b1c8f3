"""Values: one fact equal at every mention of its subject, and inside its phrase."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.kinds.boundaries.records import read_rows
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field, read_place
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.place import Place
from contractcheck.model.units import UnitsNeed
from contractcheck.model.values import DeclaredValue, PhraseHolds, ValueIs


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for every mention of a fact, and one for each place that must say it."""
    fields = dict(boundaries.root.get("values").members())
    facts = tuple(_fact(name, field) for name, field in fields.items())
    for fact in facts:
        field = fields[fact.name]
        said = f"{(fact.called or (fact.name,))[0]} is {fact.text}"
        phrase = field.get("phrase").text
        if fact.called:
            yield boundaries.clause(
                f"values/{fact.name}",
                f"{said}, wherever it is mentioned",
                field,
                ValueIs(fact, facts, places=_in_records(boundaries, fact)),
                tuple(UnitsNeed(place, words=fact.called) for place in boundaries.everywhere),
            )
        path = f"values/{fact.name}" + ("/said" if fact.called else "")
        named = boundaries.named_places(path, field.get("at"))
        for ending, place in named if field.has("at") else ():
            argument = (
                PhraseHolds(fact, phrase, required=True)
                if phrase
                else ValueIs(fact, facts, required=True)
            )
            yield boundaries.clause(
                ending,
                f"{place} says: {phrase.replace('{value}', fact.text) or said}",
                field,
                argument,
                (UnitsNeed(place),),
                group=f"values/{fact.name}",
            )


def _in_records(boundaries: Boundaries, fact: DeclaredValue) -> tuple[Place, ...]:
    """Return the views of the records that have this value in a row."""
    return tuple(
        read_place(view)
        for _, field in boundaries.root.get("records").members()
        if any(fact.text in writings for row in read_rows(field) for _, writings in row.values)
        for view in field.get("views").each()
    )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield names that two facts of one shape share with different values."""
    fields = dict(boundaries.root.get("values").members())
    facts = [_fact(name, field) for name, field in fields.items()]
    for one, other in combinations(facts, 2):
        shared = {fold(name).lower() for name in one.called} & {
            fold(name).lower() for name in other.called
        }
        if shared and one.shape == other.shape and one.text != other.text:
            name = min(shared)
            message = (
                f"`{name}` is `{one.text}` in `{one.name}` and `{other.text}` in `{other.name}`"
            )
            yield from boundaries.contradiction(
                f"values/{other.name}", fields[other.name], name, message
            )


def _fact(name: str, field: Field) -> DeclaredValue:
    return DeclaredValue(
        name, field.get("is").text, field.get("called").texts(), field.get("one_of").texts()
    )
