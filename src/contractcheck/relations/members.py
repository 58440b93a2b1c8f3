"""A set and its views: every view shows the declared members, and a difference names the odd one out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from contractcheck.model.arguments import Bound, MembersAre
from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Clause
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import fold, without_lookalikes
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.location import Location
from contractcheck.model.needs import IN_A_TABLE, DocumentNeed, PlaceFound
from contractcheck.model.numbers import plural
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.yaml_text import yaml_scalar

SAME_MEMBER = 0.6
FEW_SHOWN = 0.5
MANY_MISSING = 4
_NAME_END = re.compile(r"[=(<\[\s:]")
"""What ends a name in a code span that shows more: ``NAME=value``, ``name()``, ``--flag <x>``."""
_NOT_LIVE = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED, Stance.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class _Difference:
    """One way in which one view departs from the declared set."""

    what: str
    subject: str
    clause: Clause
    at: Location
    observed: str = ""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge all views of one set together, so that one fault is one finding."""
    differences: list[_Difference] = []
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        found = list(_differences(case))
        differences += found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)
    groups: dict[tuple[str, str, str], list[_Difference]] = {}
    for one in differences:
        groups.setdefault((one.what, one.subject, one.observed), []).append(one)
    for group in groups.values():
        yield _finding(group, cases)


def _differences(case: Case) -> Iterator[_Difference]:
    argument = cast("MembersAre", case.clause.argument)
    where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    values = [fact for fact in case.facts if isinstance(fact, Value)]
    if not values and argument.members and argument.bound is not Bound.AT_MOST:
        yield _Difference("view-empty", case.clause.id, case.clause, where)
        return
    named = [(_member(value, argument), value) for value in values]
    said = [(member, value) for member, value in named if member]
    strangers = [v for member, v in named if not member and not _tolerated(v, argument)]
    shown: dict[str, Value] = {}
    for member, value in said:
        again = not _same_line(value, shown.setdefault(member, value))
        if again and argument.bound is Bound.EXACTLY and value.context != IN_A_TABLE:
            yield _Difference("member-repeated", member, case.clause, value.at)
    yield from _lacks(case, where, shown, strangers)


def _lacks(
    case: Case, where: Location, shown: Mapping[str, Value], strangers: Sequence[Value]
) -> Iterator[_Difference]:
    """Yield the members that are not shown, and what is shown instead or besides."""
    argument = cast("MembersAre", case.clause.argument)
    missing = [member for member in argument.members if member not in shown]
    few = len(missing) >= MANY_MISSING and len(shown) < FEW_SHOWN * len(argument.members)
    if few and argument.bound is not Bound.AT_MOST:
        yield _Difference("view-differs", ", ".join(missing), case.clause, where)
        return
    pairs = _pairs(missing, strangers, argument)
    for member, stranger in pairs:
        yield _Difference("member-differs", member, case.clause, stranger.at, stranger.text)
    if argument.bound is not Bound.AT_MOST:
        for member in missing:
            if member not in {name for name, _ in pairs}:
                at = where if _is_document(case) else _beside(member, argument, shown) or where
                yield _Difference("member-missing", member, case.clause, at)
    if argument.bound is not Bound.AT_LEAST:
        for stranger in strangers:
            if stranger not in [value for _, value in pairs]:
                yield _Difference(
                    "unknown-member", stranger.text, case.clause, stranger.at, stranger.text
                )


def _same_line(one: Value, other: Value) -> bool:
    return one.at.document == other.at.document and one.at.span.line == other.at.span.line


def _member(value: Value, argument: MembersAre) -> str | None:
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


def _finding(group: Sequence[_Difference], cases: Sequence[Case]) -> Finding:
    first = group[0]
    argument = cast("MembersAre", first.clause.argument)
    bound = [case for case in cases if _bound_to(case, first)]
    odd = {one.clause.id for one in group}
    agreeing = [case for case in bound if case.clause.id not in odd and is_there(case)]
    related = [
        Related(_where(case), f"agrees with the contract: {case.clause.says}") for case in agreeing
    ]
    message, places = _message(first, argument), [one.at for one in group]
    if len(group) > 1 and not agreeing:
        places = [argument.declared, *places] if argument.declared else places
        message += f"; all {len(group)} views agree on it: the contract is the odd one out"
    elif len(group) > 1:
        message += f" ({len(group)} of {len(group) + len(agreeing)} views)"
    return drift(
        first.clause,
        first.what,
        subject=first.subject,
        message=message,
        places=places,
        expected=first.subject if first.what in {"member-differs", "member-missing"} else "",
        observed=first.observed,
        related=related,
        repairs=_repairs(first, argument),
    )


def _bound_to(case: Case, difference: _Difference) -> bool:
    """Say whether a view would have to show the member the difference is about."""
    argument = cast("MembersAre", case.clause.argument)
    if difference.what in {"member-missing", "member-differs"}:
        return difference.subject in argument.members and argument.bound is not Bound.AT_MOST
    return argument.bound is not Bound.AT_LEAST


def _where(case: Case) -> Location:
    return next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))


def _message(difference: _Difference, argument: MembersAre) -> str:
    noun, name = argument.noun, difference.subject
    return {
        "view-empty": f"this view shows no {noun} at all; the contract declares {len(argument.members)}",
        "view-differs": f"this view leaves out most of the {len(argument.members)} "
        f"{plural(noun)}: {name}",
        "member-missing": f"the {noun} `{name}` is not shown here",
        "member-differs": f"`{difference.observed}` stands here where the contract has `{name}`",
        "member-repeated": f"the {noun} `{name}` is shown twice",
        "unknown-member": f"`{name}` is shown here and is no {noun} of the contract",
    }[difference.what]


def _repairs(difference: _Difference, argument: MembersAre) -> list[Repair]:
    at, contract, name = difference.at, difference.clause.at, difference.subject
    document, source = RepairTarget.DOCUMENT, RepairTarget.CONTRACT
    return {
        "view-empty": [Repair(document, f"show the {plural(argument.noun)} here", at)],
        "view-differs": [
            Repair(document, f"show the {plural(argument.noun)} here", at),
            Repair(source, "name the place or shape where they are shown", contract),
        ],
        "member-missing": [
            Repair(document, f"show `{name}` here", at),
            Repair(source, f"take `{name}` out of the contract", contract),
        ],
        "member-differs": [
            Repair(document, "use the declared name", at, name),
            Repair(source, f"rename `{name}` to `{difference.observed}` in the contract", contract),
        ],
        "member-repeated": [Repair(document, "remove this copy", at)],
        "unknown-member": [
            Repair(document, f"remove `{name}`", at),
            Repair(source, f"declare it: `{yaml_scalar(name)}:` under `members`", contract),
        ],
    }[difference.what]
