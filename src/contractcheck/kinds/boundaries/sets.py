"""Closed and open sets: where they show, and wherever a sentence enumerates them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.arguments import Bound, Enumerated, MembersAre
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field, read_view
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.needs import MembersNeed, SentencesNeed
from contractcheck.model.numbers import plural
from contractcheck.model.place import MemberShape

BOUNDS = {"exactly": Bound.EXACTLY, "at_least": Bound.AT_LEAST, "at_most": Bound.AT_MOST}


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each view of a set, and one for its enumerations."""
    for name, field in boundaries.root.get("sets").members():
        members, bound = members_of(field)
        yield from _views(boundaries, name, field, members, bound)
        called = field.get("called").texts()
        if called and bound is not Bound.AT_LEAST:
            shown = tuple(
                view.need.place
                for view in (
                    read_view(one, _shape(field), members) for one in field.get("views").each()
                )
                if isinstance(view.need, MembersNeed)
            )
            yield boundaries.clause(
                f"sets/{name}/enumerations",
                f"wherever {called[0]} are enumerated, they are {', '.join(members)}",
                field,
                Enumerated(members, called, shown, bound),
                tuple(SentencesNeed(place, called, titled=True) for place in boundaries.everywhere),
            )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield members that stand in two sets of which one excludes the other, or twice in one."""
    sets = dict(boundaries.root.get("sets").members())
    for name, field in sets.items():
        members, _ = members_of(field)
        mine = {fold(member) for member in members}
        for one, other in combinations(members, 2):
            if fold(one) == fold(other):
                message = f"`{one}` stands twice in `{name}`"
                yield from boundaries.contradiction(f"sets/{name}", field, one, message)
        for excluded in field.get("disjoint_from").each():
            theirs, _ = members_of(sets[excluded.text]) if excluded.text in sets else ((), None)
            for member in theirs:
                if fold(member) in mine:
                    message = f"`{member}` stands in `{name}` and in `{excluded.text}`, which exclude each other"
                    yield from boundaries.contradiction(f"sets/{name}", excluded, member, message)


def members_of(field: Field) -> tuple[tuple[str, ...], Bound]:
    """Return the members a set declares, and how what is shown relates to them."""
    for key, bound in BOUNDS.items():
        if field.has(key):
            return field.get(key).texts(), bound
    return (), Bound.EXACTLY


def _shape(field: Field) -> MemberShape:
    return MemberShape(field.get("of").text or MemberShape.PHRASE.value)


def _views(
    boundaries: Boundaries, name: str, field: Field, members: tuple[str, ...], bound: Bound
) -> Iterator[Clause]:
    noun = field.get("noun").text or "member"
    for one in field.get("views").each():
        view = read_view(one, _shape(field), members)
        bound_here = view.bound if one.has("shows") else bound
        yield boundaries.clause(
            f"sets/{name}/{view.name}",
            f"{view.need.describe()} shows {bound_here.value} the {len(members)} {plural(noun)} of {name}",
            one,
            MembersAre(members, bound_here, _shape(field), (), noun, (), field.key_at),
            (view.need,),
            group=f"sets/{name}",
        )
