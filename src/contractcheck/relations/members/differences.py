"""The ways in which one view departs from the declared set."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from contractcheck.model.arguments import Bound, MembersAre
from contractcheck.model.case import Case
from contractcheck.model.clause import Clause
from contractcheck.model.evidence import Value
from contractcheck.model.folding import fold, without_lookalikes
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.location import Location
from contractcheck.model.needs import IN_A_TABLE, IN_SENTENCES, DocumentNeed, PlaceFound
from contractcheck.model.place import MemberShape
from contractcheck.model.stance import Stance

SAME_MEMBER = 0.6
FEW_SHOWN = 0.5
MANY_MISSING = 4
_NAME_END = re.compile(r"[=(<\[\s:]")
"""What ends a name in a code span that shows more: ``NAME=value``, ``name()``, ``--flag <x>``."""
_NOT_LIVE = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED, Stance.CONDITIONAL})
_MAY_REPEAT = frozenset({IN_A_TABLE, IN_SENTENCES})


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which one view departs from the declared set."""

    what: str
    subject: str
    clause: Clause
    at: Location
    observed: str = ""


def differences(case: Case) -> Iterator[Difference]:
    """Yield what a view that is there shows otherwise than the contract."""
    argument = cast("MembersAre", case.clause.argument)
    where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    values = [fact for fact in case.facts if isinstance(fact, Value)]
    if not values and argument.members and argument.bound is not Bound.AT_MOST:
        yield Difference("view-empty", case.clause.id, case.clause, where)
        return
    named = [(member_of(value, argument), value) for value in values]
    said = [(member, value) for member, value in named if member]
    strangers = [v for member, v in named if not member and not _tolerated(v, argument)]
    shown: dict[str, Value] = {}
    for member, value in said:
        again = not _same_line(value, shown.setdefault(member, value))
        if again and argument.bound is Bound.EXACTLY and value.context not in _MAY_REPEAT:
            yield Difference("member-repeated", member, case.clause, value.at)
    yield from _lacks(case, where, shown, strangers)


def _lacks(
    case: Case, where: Location, shown: Mapping[str, Value], strangers: Sequence[Value]
) -> Iterator[Difference]:
    """Yield the members that are not shown, and what is shown instead or besides."""
    argument = cast("MembersAre", case.clause.argument)
    missing = [member for member in argument.members if member not in shown]
    few = len(missing) >= MANY_MISSING and len(shown) < FEW_SHOWN * len(argument.members)
    if few and argument.bound is not Bound.AT_MOST:
        yield Difference("view-differs", ", ".join(missing), case.clause, where)
        return
    pairs = _pairs(missing, strangers, argument)
    for member, stranger in pairs:
        yield Difference("member-differs", member, case.clause, stranger.at, stranger.text)
    if argument.bound is not Bound.AT_MOST:
        for member in missing:
            if member not in {name for name, _ in pairs}:
                at = where if _is_document(case) else _beside(member, argument, shown) or where
                yield Difference("member-missing", member, case.clause, at)
    if argument.bound is not Bound.AT_LEAST:
        for stranger in strangers:
            if stranger not in [value for _, value in pairs]:
                yield Difference(
                    "unknown-member", stranger.text, case.clause, stranger.at, stranger.text
                )


def _same_line(one: Value, other: Value) -> bool:
    return one.at.document == other.at.document and one.at.span.line == other.at.span.line


def member_of(value: Value, argument: MembersAre) -> str | None:
    """Return the declared member a shown value is."""
    if argument.of is MemberShape.PHRASE:
        return next((m for m in argument.members if fold(m) == fold(value.text)), None)
    if value.text in argument.members:
        return value.text
    name = _NAME_END.split(value.text, maxsplit=1)[0]
    return name if name in argument.members else None


def _tolerated(value: Value, argument: MembersAre) -> bool:
    known = {fold(name) for name in argument.tolerated}
    return fold(value.text) in known and value.stance.stance in _NOT_LIVE


def _is_document(case: Case) -> bool:
    return any(isinstance(need, DocumentNeed) for need in case.clause.needs)


def _beside(member: str, argument: MembersAre, shown: Mapping[str, Value]) -> Location | None:
    """Return where data shows the member declared before this one, else the first that it shows."""
    before = argument.members[: argument.members.index(member)]
    near = next((shown[name] for name in reversed(before) if name in shown), None)
    return (near or next(iter(shown.values()))).at if shown else None


def _pairs(
    missing: Sequence[str], strangers: Sequence[Value], argument: MembersAre
) -> list[tuple[str, Value]]:
    """Pair missing members with their earlier names, and with strangers that look like them."""
    replaced, known = dict(argument.replaced), {fold(name) for name in argument.tolerated}
    scored = sorted(
        (-score, i, j)
        for i, member in enumerate(missing)
        for j, stranger in enumerate(strangers)
        if (score := _sameness(member, stranger.text, replaced, known))
    )
    taken: dict[int, int] = {}
    for _, i, j in scored:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return [(missing[i], strangers[j]) for i, j in sorted(taken.items())]


def _sameness(
    member: str, shown: str, replaced: Mapping[str, Sequence[str]], known: Collection[str]
) -> float:
    """Return how surely a stranger stands for a member; one that has a meaning of its own never does."""
    if fold(shown) in known:
        return 1.0 if member in replaced.get(shown, ()) else 0.0
    if squeezed(member) == squeezed(shown) or is_near(shown, member):
        return 1.0
    ratio = SequenceMatcher(None, member, without_lookalikes(shown)).ratio()
    return ratio if ratio >= SAME_MEMBER else 0.0
