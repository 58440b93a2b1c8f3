"""One fact is equal at every mention: beside its subject, and inside its phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold, fold_signs
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.pairing import Spot, pair
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.units import UnitFound
from contractcheck.model.values import DeclaredValue, PhraseHolds, ValueIs
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.views import Shown, weigh
from contractcheck.model.words import any_of

_NOT_NOW = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED, Stance.QUOTED, Stance.EXAMPLE})
_STILL_HOLDS = frozenset({Stance.DENIED, Stance.PLANNED})
"""Where a phrase is its own context, *nothing before {value}* and *will need {value}* say the value too."""
_FEW_WORDS = 6
_ANOTHER = re.compile(
    r"\b(?:the|a|an|its|another)\s+(?:[\w-]+\s+)?([\w-]+)\s+(?:at|on|is|with|behind|from|to)\W*$",
    re.IGNORECASE,
)
_ITSELF = frozenset(
    {"address", "ip", "host", "server", "machine", "node", "port", "url", "endpoint", "domain"}
    | {"version", "release", "number", "value", "name", "network", "interface"}
)
"""What is said to be of a subject and is the subject all the same."""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each fact on its own."""
    for case in cases:
        argument = case.clause.argument
        required = cast("ValueIs | PhraseHolds", argument).required
        if required and not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        found = list(_judge(case, required=required))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case, *, required: bool) -> Iterator[Finding]:
    argument = cast("ValueIs | PhraseHolds", case.clause.argument)
    mentions: list[tuple[str, Location]] = []
    else_said: list[tuple[str, Location]] = []
    for unit in case.facts:
        if not isinstance(unit, UnitFound) or unit.value.role is Role.HISTORY:
            continue
        if _is_record(unit, argument):
            continue
        for start, end in _said(unit, argument):
            mark = unit.stance(start)
            mention = unit.value.text[start:end], unit.locate(start)
            if mark.stance not in _NOT_NOW or (required and mark.by == "heading"):
                mentions.append(mention)
            elif isinstance(argument, PhraseHolds) and mark.stance in _STILL_HOLDS:
                else_said.append(mention)
    mentions = mentions or else_said
    if any(_voice(text) != _voice(argument.fact.text) for text, _ in mentions):
        yield _differs(case, argument.fact, mentions)
    if required and not mentions:
        where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
        fact = argument.fact
        message = f"`{fact.name}` is not said here; the contract has `{fact.text}`"
        yield _finding(case, "value-missing", fact, message, where)


def _is_record(unit: UnitFound, argument: ValueIs | PhraseHolds) -> bool:
    """Say whether a row is one that the records of the contract judge."""
    if not unit.is_row or not isinstance(argument, ValueIs):
        return False
    return stands_at(unit.value.at.document, (*unit.headings, *unit.above), argument.places)


def _said(unit: UnitFound, argument: ValueIs | PhraseHolds) -> list[tuple[int, int]]:
    """Return where a unit says a value of the fact."""
    if isinstance(argument, PhraseHolds):
        return _in_phrase(unit, argument)
    text, fact = fold_signs(unit.value.text), argument.fact
    alike = [one for one in argument.facts if one.shape == fact.shape]
    values = fact.values(text)
    if not values:
        return []
    subjects = [
        Spot(one.name, match.start(), match.end())
        for one in alike
        for match in any_of(one.called, MemberShape.PHRASE).finditer(text)
        if not any(start <= match.start() < end for start, end in values)
    ]
    if not subjects:
        return [values[0]] if len(values) == 1 and _hangs_on(unit, fact, text) else []
    spots = [Spot("", *value) for value in values]
    said = [
        (value.start, value.end)
        for subject, value in pair(subjects, spots, text)
        if subject.name == fact.name and not _is_of_another(text[subject.end : value.start])
    ]
    right = [one for one in said if fold(text[slice(*one)]).lower() == fold(fact.text).lower()]
    return right or said[:1]


def _is_of_another(between: str) -> bool:
    """Say whether a value is that of something named in between: ``till reaches the gateway at 10.0.0.1``."""
    match = _ANOTHER.search(between)
    return match is not None and match[1].lower() not in _ITSELF


def _hangs_on(unit: UnitFound, fact: DeclaredValue, text: str) -> bool:
    """Say whether a short text without a subject stands below one: ``Address: 10.0.0.1``."""
    above = (*unit.above[:1], *unit.headings[-1:])
    called = {fold(name).lower() for name in fact.called}
    short = len(text.split()) <= _FEW_WORDS and not unit.is_row
    return short and any(fold(one).lower() in called for one in above)


def _in_phrase(unit: UnitFound, argument: PhraseHolds) -> list[tuple[int, int]]:
    text = fold_signs(unit.value.text)
    before, _, behind = (re.escape(part) for part in argument.phrase.partition("{value}"))
    sides = [re.sub(r"(?:\\ )+", r"\\s+", side) for side in (before, behind)]
    pattern = rf"(?<!\w){sides[0]}(?P<value>{argument.fact.shape}){sides[1]}(?!\w)"
    return [match.span("value") for match in re.finditer(pattern, text, re.IGNORECASE)]


def _voice(text: str) -> str:
    return fold(text).lower()


def _differs(case: Case, fact: DeclaredValue, mentions: Sequence[tuple[str, Location]]) -> Finding:
    wrong = [(text, at) for text, at in mentions if _voice(text) != _voice(fact.text)]
    shown, at = wrong[0]
    weighed = weigh(_voice(fact.text), _views(mentions))
    said = f"`{shown}` is said of `{fact.name}` here; the contract has `{fact.text}`"
    message = "; ".join(part for part in (said, weighed.note) if part)
    found = _finding(case, "value-differs", fact, message, at, shown)
    first = (case.clause.at,) if weighed.outvoted else ()
    places = tuple(dict.fromkeys((*first, *(place for _, place in wrong))))
    return replace(found, places=places, related=(*found.related, *weighed.related))


def _views(mentions: Sequence[tuple[str, Location]]) -> list[Shown]:
    """Return a view for each document, or several where it says several values."""
    views: dict[tuple[str, str], Shown] = {}
    for text, at in mentions:
        lines = at.span.line, at.span.end_line
        shown = Shown(at.document, at, f"says `{text}`", _voice(text), lines)
        views.setdefault((at.document, shown.voice), shown)
    return list(views.values())


def _finding(  # noqa: PLR0913, PLR0917 - a finding is made in one place only
    case: Case, what: str, fact: DeclaredValue, message: str, at: Location, shown: str = ""
) -> Finding:
    return drift(
        case.clause,
        what,
        subject=fact.name,
        message=message,
        places=[at],
        expected=fact.text,
        observed=shown,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say `{fact.text}`", at, fact.text if shown else None),
            Repair(RepairTarget.CONTRACT, "change the value in the contract", case.clause.at),
        ],
    )
