"""All views of one set judged together: one fact on which they disagree is one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from contractcheck.model.arguments import Bound, MembersAre
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.owned import with_members
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.views import Shown, lines_of, view_name, weigh
from contractcheck.relations.members.differences import Difference, differences, member_of
from contractcheck.relations.members.texts import message_of, repairs_of

_OF_A_MEMBER = frozenset({"member-missing", "member-differs"})
_OF_A_VIEW = frozenset({"view-empty", "view-differs"})
_ABSENT = ""
"""The voice of a view that does not show the member, and of a contract that does not declare it."""
_ALL = "all"
"""The voice of a view that shows the set."""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge all views of one set together, so that one fault is one finding."""
    found: list[Difference] = []
    cases = [with_members(case) for case in cases]
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        own = list(differences(case))
        found += own
        yield Verdict(case.clause.id, Outcome.FAILED if own else Outcome.PASSED)
    groups: dict[tuple[str, str], list[Difference]] = {}
    for one in found:
        groups.setdefault(_fact(one), []).append(one)
    for group in groups.values():
        yield _finding(group, cases, found)


def _fact(difference: Difference) -> tuple[str, str]:
    """Return what a difference is about: a member under any name, a stranger, a view as a whole."""
    what = "member" if difference.what in _OF_A_MEMBER else difference.what
    return what, difference.subject


def _finding(
    group: Sequence[Difference], cases: Sequence[Case], found: Sequence[Difference]
) -> Finding:
    first = next((one for one in group if one.observed), group[0])
    argument = cast("MembersAre", first.clause.argument)
    views = [_shown(case, first, group, found) for case in cases if _is_bound(case, first)]
    weighed = weigh(_declared(first), views)
    places = [first.at, *(one.at for one in group if one is not first)]
    if weighed.outvoted and argument.declared:
        places.insert(0, argument.declared)
    return drift(
        first.clause,
        first.what,
        subject=first.subject,
        message="; ".join(part for part in (message_of(first, argument), weighed.note) if part),
        places=places,
        expected=first.subject if first.what in _OF_A_MEMBER else "",
        observed=first.observed,
        related=weighed.related,
        repairs=repairs_of(first, argument),
    )


def _declared(difference: Difference) -> str:
    """Return the contract's voice."""
    if difference.what in _OF_A_VIEW:
        return _ALL
    return _ABSENT if difference.what == "unknown-member" else difference.subject


def _is_bound(case: Case, difference: Difference) -> bool:
    """Say whether a view would have to agree on what the difference is about."""
    if not is_there(case):
        return False
    argument, ours = (
        cast("MembersAre", case.clause.argument),
        case.clause.id == difference.clause.id,
    )
    if difference.what in _OF_A_MEMBER:
        return difference.subject in argument.members and argument.bound is not Bound.AT_MOST
    if difference.what in _OF_A_VIEW:
        of_difference = cast("MembersAre", difference.clause.argument)
        return ours or (argument.members == of_difference.members and _is_whole(argument))
    if difference.what == "unknown-member":
        return difference.subject not in argument.members and argument.bound is not Bound.AT_LEAST
    return ours


def _is_whole(argument: MembersAre) -> bool:
    return argument.bound is not Bound.AT_MOST


def _shown(
    case: Case, fact: Difference, group: Sequence[Difference], found: Sequence[Difference]
) -> Shown:
    """Return what one view shows of a fact."""
    name, lines = view_name(case.clause.id), lines_of(case.facts)
    own = next((one for one in group if one.clause.id == case.clause.id), None)
    whole = next(
        (one for one in found if one.clause.id == case.clause.id and one.what in _OF_A_VIEW), None
    )
    if fact.what in _OF_A_VIEW:
        at, says, voice = _of_a_view(case, whole)
    elif own or whole:
        one = own or whole
        at = one.at if one else _where(case)
        says, voice = _departing(own, fact)
    else:
        at, says, voice = _agreeing(case, fact)
    return Shown(name, at, says, voice, lines)


def _of_a_view(case: Case, whole: Difference | None) -> tuple[Location, str, str]:
    argument = cast("MembersAre", case.clause.argument)
    says = f"shows {len(_members(case))} of the {len(argument.members)}"
    return _where(case), says, says if whole else _ALL


def _departing(own: Difference | None, fact: Difference) -> tuple[str, str]:
    if own and own.what == "unknown-member":
        return f"shows `{own.subject}`", own.subject
    if own and own.observed:
        return f"shows `{own.observed}`", own.observed
    return f"does not show `{fact.subject}`", _ABSENT


def _agreeing(case: Case, fact: Difference) -> tuple[Location, str, str]:
    if fact.what == "unknown-member":
        return _where(case), f"does not show `{fact.subject}`", _ABSENT
    value = _members(case).get(fact.subject)
    at = value.at if value else _where(case)
    return at, f"shows `{fact.subject}`", fact.subject


def _members(case: Case) -> Mapping[str, Value]:
    """Return the declared members a view shows, each where it first does."""
    return dict(reversed(list(_named(case))))


def _named(case: Case) -> Iterator[tuple[str, Value]]:
    argument = cast("MembersAre", case.clause.argument)
    for fact in case.facts:
        if isinstance(fact, Value) and (name := member_of(fact, argument)):
            yield name, fact


def _where(case: Case) -> Location:
    return next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
