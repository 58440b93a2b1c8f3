"""``authority``: which sources may be cited, what is none, and who is bound to which."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.claims import (
    AuthorityIs,
    BoundTo,
    Claim,
    NeverClaimed,
    SaidNeed,
    beginnings,
)
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field, slug
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.needs import MembersNeed
from contractcheck.model.place import MemberShape


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield the clauses of each authority: where it is listed, what is none, who is bound to what."""
    for name, field in boundaries.root.get("authority").members():
        yield from _listed(boundaries, name, field)
        yield from _cited(boundaries, name, field)
        yield from _bound(boundaries, name, field)


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield sources that are no authority as well, and consumers bound to none of the sources."""
    for name, field in boundaries.root.get("authority").members():
        sources = [one for names in _sources(field) for one in names]
        for one in field.get("not").texts():
            if one in sources:
                message = f"`{one}` is one of the `sources` and stands under `not`"
                yield from boundaries.contradiction(f"authority/{name}", field, one, message)
        for consumer, bound in field.get("consumers").members():
            if bound.text not in sources:
                message = f"`{consumer}` is bound to `{bound.text}`, which is none of the `sources`"
                yield from boundaries.contradiction(f"authority/{name}", bound, consumer, message)


def _sources(field: Field) -> tuple[tuple[str, ...], ...]:
    return tuple(one.texts() for one in field.get("sources").each())


def _listed(boundaries: Boundaries, name: str, field: Field) -> Iterator[Clause]:
    sources = _sources(field)
    if not field.has("at"):
        return
    known = tuple(one for names in sources for one in names)
    for number, place in enumerate(boundaries.places(field.get("at"))):
        yield boundaries.clause(
            f"authority/{name}/sources" + (f"-{number + 1}" if number else ""),
            f"{place} lists exactly {', '.join(' / '.join(names) for names in sources)}",
            field,
            AuthorityIs(sources),
            (MembersNeed(place, MemberShape.PHRASE, known),),
        )


def _cited(boundaries: Boundaries, name: str, field: Field) -> Iterator[Clause]:
    none = field.get("not").texts()
    if not none:
        return
    claim = Claim(about=none, doing=field.get("doing").texts(), being=field.get("being").texts())
    yield boundaries.clause(
        f"authority/{name}/not",
        f"never cited as {name}: {', '.join(none)}",
        field.get("not"),
        NeverClaimed(claim, "wrong-authority", deeds_weigh=Severity.ERROR),
        tuple(SaidNeed(place, claim.words) for place in boundaries.everywhere),
    )


def _bound(boundaries: Boundaries, name: str, field: Field) -> Iterator[Clause]:
    every = [one for names in _sources(field) for one in names] + [*field.get("not").texts()]
    consumers = tuple(field.get("consumers").members())
    for consumer, bound in consumers:
        others = tuple(one for one in every if one != bound.text)
        beside = tuple(name for name, _ in consumers if name != consumer)
        words = beginnings((consumer,))
        yield boundaries.clause(
            f"authority/{name}/consumers/{slug(consumer)}",
            f"{consumer} is bound to {bound.text}",
            bound,
            BoundTo(consumer, bound.text, others, beside),
            tuple(SaidNeed(place, words) for place in boundaries.everywhere),
            group=f"authority/{name}/consumers",
        )
