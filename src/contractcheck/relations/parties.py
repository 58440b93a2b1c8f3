"""What each party has stands under it and under no other, at its places and wherever text gives it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from contractcheck.model.arguments import Bound
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold, fold_signs
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.pairing import Spot, pair
from contractcheck.model.parties import Item, NoOtherOwner, Party, PartyHas, item_text
from contractcheck.model.place import MemberShape, Place
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.units import UnitFound
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_JOINT = re.compile(r"\s*(?:[/,;&+]|\band\b|\bor\b)\s*", re.IGNORECASE)
_CLAUSE = re.compile(r";|,?\s+(?:while|whereas|but|although)\s|\s[-\u2013\u2014]\s", re.IGNORECASE)
_SAME_ITEM = 0.6


@dataclass(frozen=True, slots=True)
class _Shown:
    """A value with the party and item it is, or neither; ``part`` of an item of several names."""

    value: Value
    party: str = ""
    item: Item = ()
    part: bool = False


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the places of all parties together: what is missing at one may stand at another."""
    shown: dict[str, list[_Shown]] = {}
    for case in cases:
        if is_there(case):
            argument = cast("PartyHas", case.clause.argument)
            values = [fact for fact in case.facts if isinstance(fact, Value)]
            shown[case.clause.id] = [_resolve(value, argument) for value in values]
    for case in cases:
        if case.clause.id not in shown:
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        found = list(_judge(case, shown))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _resolve(value: Value, argument: PartyHas) -> _Shown:
    """Return which item of which party a text is, whole or in part; its own party goes first."""
    own = argument.party.name
    parties = sorted(argument.parties, key=lambda party: party.name != own)
    text = fold(value.text)
    names = {fold(name) for name in _JOINT.split(text) if name.strip()}
    for party in parties:
        for item in party.items:
            folded = {fold(name) for name in item}
            if text in {fold(item_text(item)), *(folded if len(item) == 1 else ())}:
                return _Shown(value, party.name, item)
            if names == folded or (len(item) > 1 and names and names < folded):
                return _Shown(value, party.name, item, part=names != folded)
    for party in parties:
        if party.others and any_of(party.others, MemberShape.PHRASE).search(fold_signs(value.text)):
            return _Shown(value, party.name, ())
    return _Shown(value)


def _judge(case: Case, shown: Mapping[str, Sequence[_Shown]]) -> Iterator[Finding]:
    argument = cast("PartyHas", case.clause.argument)
    party, here = argument.party, shown[case.clause.id]
    where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    if not here and party.items and party.bound is not Bound.AT_MOST:
        text = f"this place shows no {argument.noun} of `{party.name}` at all"
        yield _finding(case, "view-empty", party.name, text, [where])
        return
    strangers = [one for one in here if not one.party]
    yield from _foreign(case, here, shown)
    yield from _repeated(case, here)
    if party.bound is not Bound.AT_MOST:
        moved = {
            one.item
            for id_, values in shown.items()
            for one in values
            if id_ != case.clause.id and one.party == party.name
        }
        yield from _missing(case, where, strangers, moved, here)
    if party.bound is not Bound.AT_LEAST:
        for one in strangers:
            text = f"`{one.value.text}` stands here and is no {argument.noun} of `{party.name}`"
            yield _finding(case, "unknown-member", one.value.text, text, [one.value.at])


def _missing(
    case: Case,
    where: Location,
    strangers: list[_Shown],
    moved: set[Item],
    here: Sequence[_Shown],
) -> Iterator[Finding]:
    """Yield what is not shown here; one that looks like it is taken out of ``strangers``."""
    argument = cast("PartyHas", case.clause.argument)
    party = argument.party
    for item in party.items:
        parts = [one for one in here if one.item == item]
        names = {fold(n) for one in parts for n in _JOINT.split(fold(one.value.text))}
        if any(not one.part for one in parts) or {fold(name) for name in item} <= names:
            continue
        text = item_text(item)
        like = parts[0] if parts else next((one for one in strangers if _alike(one, text)), None)
        if like is not None:
            if like in strangers:
                strangers.remove(like)
            said = f"`{like.value.text}` stands here where the contract has `{text}`"
            repair = Repair(
                RepairTarget.DOCUMENT, "write it as the contract does", like.value.at, text
            )
            yield _finding(case, "member-differs", text, said, [like.value.at], repair)
        elif item not in moved:
            said = f"the {argument.noun} `{text}` of `{party.name}` is not shown here"
            yield _finding(case, "member-missing", text, said, [where])
    if party.others and not any(one.party == party.name and not one.item for one in here):
        said = f"this place names no {party.others[0]}: its list reads as if it were closed"
        yield _finding(case, "member-missing", party.others[0], said, [where])


def _alike(one: _Shown, text: str) -> bool:
    shown = one.value.text
    if squeezed(shown) == squeezed(text) or is_near(fold(shown), fold(text)):
        return True
    return SequenceMatcher(None, fold(shown), fold(text)).ratio() >= _SAME_ITEM


def _repeated(case: Case, here: Sequence[_Shown]) -> Iterator[Finding]:
    seen: dict[str, Location] = {}
    for one in here:
        key = fold(one.value.text)
        line = one.value.at.span.line
        if one.item and key in seen and seen[key].span.line != line:
            text = f"`{one.value.text}` is shown twice"
            yield _finding(case, "member-repeated", item_text(one.item), text, [one.value.at])
        seen.setdefault(key, one.value.at)


def _foreign(
    case: Case, here: Sequence[_Shown], shown: Mapping[str, Sequence[_Shown]]
) -> Iterator[Finding]:
    """Yield what belongs to others; where that is most of what stands here, as one finding."""
    own = cast("PartyHas", case.clause.argument).party.name
    foreign = [one for one in here if one.party and one.party != own]
    for party in dict.fromkeys(one.party for one in foreign):
        theirs = [one for one in foreign if one.party == party]
        if len(theirs) > 1 and len(theirs) * 2 > len(here):
            text = f"most of what stands under `{own}` is what the contract has under `{party}`"
            yield _finding(case, "wrong-party", party, text, [one.value.at for one in theirs])
        else:
            yield from (_elsewhere(case, one, shown) for one in theirs)


def _elsewhere(case: Case, one: _Shown, shown: Mapping[str, Sequence[_Shown]]) -> Finding:
    argument = cast("PartyHas", case.clause.argument)
    name = item_text(one.item) if one.item else one.value.text
    both = any(
        other.party == one.party and other.item == one.item
        for id_, values in shown.items()
        if id_ != case.clause.id
        for other in values
    )
    text = (
        f"`{name}` stands under `{argument.party.name}`; the contract has it under `{one.party}`"
        + (", where it stands too" if both else "")
    )
    what = "take it out here" if both else f"move it to `{one.party}`"
    repair = Repair(RepairTarget.DOCUMENT, what, one.value.at)
    return _finding(case, "wrong-party", name, text, [one.value.at], repair)


def _finding(  # noqa: PLR0913, PLR0917 - a finding is made in one place only
    case: Case,
    what: str,
    subject: str,
    message: str,
    places: Sequence[Location],
    repair: Repair | None = None,
) -> Finding:
    repairs = (
        [repair] if repair else [Repair(RepairTarget.DOCUMENT, "correct this place", places[0])]
    )
    contract = Repair(RepairTarget.CONTRACT, "change what the party has", case.clause.at)
    return drift(
        case.clause,
        what,
        subject=subject,
        message=message,
        places=places,
        expected=subject if what in {"member-differs", "member-missing"} else "",
        repairs=[*repairs, contract],
    )


def judge_claims(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge sentences and rows that say whose an item is, outside the places of the parties."""
    for case in cases:
        found = list(_claims(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _claims(case: Case) -> Iterator[Finding]:
    argument = cast("NoOtherOwner", case.clause.argument)
    places = [Place(documents, titles) for documents, titles in argument.at]
    for unit in case.facts:
        if not isinstance(unit, UnitFound) or unit.value.role is Role.HISTORY or unit.is_heading:
            continue
        if stands_at(unit.value.at.document, (*unit.headings, *unit.above), places):
            continue
        for subject, item in (*_given(unit, argument.parties), *_listed(unit, argument.parties)):
            if any(
                unit.stance(at).stance is not Stance.AFFIRMED for at in (item.start, subject.start)
            ):
                continue
            owners = [p.name for p in argument.parties for one in p.items if item.name in one]
            if subject.name not in owners:
                at = unit.locate(item.start)
                text = (
                    f"this gives `{item.name}` to `{subject.name}`; "
                    f"the contract has it under `{owners[0]}`"
                )
                yield _finding(case, "wrong-party", item.name, text, [at])


def _given(unit: UnitFound, parties: Sequence[Party]) -> Iterator[tuple[Spot, Spot]]:
    """Yield what is said to be whose, clause by clause."""
    text = fold_signs(unit.value.text)
    start = 0
    for end in (*(match.start() for match in _CLAUSE.finditer(text)), len(text)):
        owners = _owners(text, parties, start, end)
        items = [
            one
            for one in _items(text, parties, start, end)
            if not any(owner.start <= one.start < owner.end for owner in owners)
        ]
        if owners and items:
            yield from pair(owners, items, text)
        start = end


def _listed(unit: UnitFound, parties: Sequence[Party]) -> Iterator[tuple[Spot, Spot]]:
    """Yield the item a list's element begins with, below a lead-in or heading that names one party."""
    text = fold_signs(unit.value.text)
    above = unit.above[0] if unit.above else ""
    named = {spot.name for spot in _owners(above, parties, 0, len(above))}
    first = [one for one in _items(text, parties, 0, len(text)) if one.start == 0]
    if len(named) == 1 and first and not _owners(text, parties, 0, len(text)):
        yield Spot(named.pop(), 0, 0), first[0]


def _owners(text: str, parties: Sequence[Party], start: int, end: int) -> list[Spot]:
    return [
        Spot(party.name, start + match.start(), start + match.end())
        for party in parties
        if party.called
        for match in any_of(party.called, MemberShape.PHRASE).finditer(text[start:end])
    ]


def _items(text: str, parties: Sequence[Party], start: int, end: int) -> list[Spot]:
    found = [
        Spot(name, start + match.start(), start + match.end())
        for party in parties
        for item in party.items
        for name in item
        for match in any_of((name,), MemberShape.PHRASE).finditer(text[start:end])
    ]
    return sorted(found, key=lambda spot: spot.start)
