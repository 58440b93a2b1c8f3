"""``never``, ``qualified``, ``may`` and ``avoid``: what is claimed nowhere, or only in a certain way."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.claims import Claim, ClaimedOnlyWith, NeverClaimed, SaidNeed, read_claim
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding, Severity
from contractcheck.model.place import Place


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each claim."""
    root = boundaries.root
    for name, field in root.get("never").members():
        claim = read_claim(field)
        yield _clause(
            boundaries,
            f"never/{name}",
            f"never claimed: {claim}",
            field,
            claim,
            NeverClaimed(claim),
        )
    for name, field in root.get("qualified").members():
        claim = read_claim(field)
        only_with = tuple(one.texts() for one in field.get("only_with").each())
        argument = ClaimedOnlyWith(claim, only_with, field.get("against").texts())
        shown = " or ".join(" … ".join(together) for together in only_with)
        says = f"claimed only with {shown}: {claim}"
        yield _clause(boundaries, f"qualified/{name}", says, field, claim, argument)
    for name, field in root.get("may").members():
        claim = _deed(field)
        others = NeverClaimed(claim, "deed-of-others")
        yield _clause(boundaries, f"may/{name}", f"never done by us: {claim}", field, claim, others)
    for name, field in root.get("avoid").members():
        yield _avoided(boundaries, name, field)


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield verbs that are both allowed and forbidden."""
    for name, field in boundaries.root.get("may").members():
        for word in field.get("only").texts():
            if word in field.get("never").texts():
                message = f"`{word}` stands in `only` and in `never`"
                yield from boundaries.contradiction(f"may/{name}", field, word, message)


def _deed(field: Field) -> Claim:
    parts = (field.get(key).texts() for key in ("we", "never", "to"))
    return Claim((), *parts)


def _avoided(boundaries: Boundaries, name: str, field: Field) -> Clause:
    is_mapping = isinstance(field.value, dict)
    words = field.get("words").texts() if is_mapping else field.texts()
    within = field.get("within").texts() if is_mapping else ()
    instead = field.get("instead").text if is_mapping else ""
    says = f"avoided: {', '.join(words)}" + (f"; say {instead}" if instead else "")
    claim = Claim(phrases=words)
    argument = NeverClaimed(claim, "avoided-word", phrases_weigh=Severity.WARNING)
    needs = tuple(SaidNeed(Place(pattern), claim.words) for pattern in within)
    if needs:
        return boundaries.clause(f"avoid/{name}", says, field, argument, needs)
    return _clause(boundaries, f"avoid/{name}", says, field, claim, argument)


def _clause(  # noqa: PLR0913, PLR0917 - the parts of a clause
    boundaries: Boundaries, path: str, says: str, field: Field, claim: Claim, argument: Argument
) -> Clause:
    needs = tuple(SaidNeed(place, claim.words) for place in boundaries.everywhere)
    return boundaries.clause(path, says, field, argument, needs)
