"""Labels stand exactly as written at each of their places, and pairs of labels stay together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Need
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs
from contractcheck.model.labels import LabelStands, PairsHold
from contractcheck.model.likeness import is_near, squeezed, words
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.pairing import Spot, pair
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.units import UnitFound
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_NOT_SAID = frozenset({Stance.PAST, Stance.DENIED})
_ALIKE = 0.74
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_WORD = re.compile(r"[^\s|,;.:()]+")


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the places of each label together: one fault in many places is one finding."""
    taken: dict[tuple[Need, ...], set[Location]] = defaultdict(set)
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        found = list(_judge(case, taken[case.clause.needs]))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case, taken: set[Location]) -> Iterator[Finding]:
    argument = cast("LabelStands", case.clause.argument)
    units = [
        fact
        for fact in case.facts
        if isinstance(fact, UnitFound)
        and not fact.is_heading
        and fact.value.role is not Role.HISTORY
    ]
    label = argument.label
    said = [
        unit
        for unit in units
        for match in _exact(label).finditer(_text(unit))
        if _stands(unit, match.start())
    ]
    others = [one for one in argument.labels if one != label]
    variants = [
        (text, unit.locate(start))
        for unit in units
        for text, start, score in _alike(_text(unit), label, others)
        if score == 1 or not said
    ]
    if not said and not variants and argument.part:
        variants = [
            (match[0], unit.locate(match.start()))
            for unit in units
            for match in any_of((argument.part,), MemberShape.PHRASE).finditer(_text(unit))
        ]
    variants = [one for one in variants if one[1] not in taken][: None if said else 1]
    for text, at in variants:
        taken.add(at)
        message = f"`{text}` stands here where the contract has the label `{label}`"
        yield _finding(case, "label-differs", label, message, at, text)
    if not said and not variants:
        where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
        yield _finding(
            case, "label-missing", label, f"the label `{label}` does not stand here", where
        )


def _stands(unit: UnitFound, offset: int) -> bool:
    """Say whether what stands at its place is said there; a heading above it is part of the place."""
    mark = unit.stance(offset)
    return mark.stance not in _NOT_SAID or mark.by == "heading"


def _text(unit: UnitFound) -> str:
    return fold_signs(unit.value.text)


def _exact(label: str) -> re.Pattern[str]:
    pattern = re.escape(label).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])")


def _alike(text: str, label: str, others: Sequence[str]) -> Iterator[tuple[str, int, float]]:
    """Yield what looks like the label and is not: 1 for another spelling, less for another wording."""
    exact = [match.span() for one in (label, *others) for match in _exact(one).finditer(text)]
    best: tuple[float, int, int] = (0.0, 0, 0)
    starts = [match.start() for match in re.finditer(r"[^\s|(`]\S*", text)]
    stops = [match.end() for match in re.finditer(r"[\w)]+(?=\W|\Z)", text)]
    count = len(label.split())
    for start in starts:
        ends = [end for end in stops if end > start]
        for end in ends:
            shown = text[start:end]
            if len(shown.split()) > count + 1 or "|" in shown:
                break
            if any(s < end and start < e for s, e in exact) or len(shown) < len(label) * 0.5:
                continue
            if squeezed(shown) == squeezed(label):
                yield shown, start, 1.0
                return
            score = _likeness(shown, label)
            if score > best[0] and all(_likeness(shown, other) < score for other in others):
                best = (score, start, end)
    if best[0] >= _ALIKE:
        yield text[best[1] : best[2]], best[1], min(best[0], 0.99)


def _likeness(shown: str, label: str) -> float:
    if is_near(shown.lower(), label.lower()):
        return 0.98
    ratio = SequenceMatcher(None, shown.lower(), label.lower(), autojunk=False).ratio()
    mine, theirs = words(shown), words(label)
    shared = len(set(mine) & set(theirs)) / max(len(set(theirs)), 1)
    begins = bool(mine and theirs and mine[0] == theirs[0] and "-" in mine[0])
    return max(ratio if shared else 0.0, _ALIKE if begins and len(mine) == len(theirs) else 0.0)


def judge_pairs(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge what stands beside the first parts of pairs."""
    for case in cases:
        argument = cast("PairsHold", case.clause.argument)
        found = [
            finding
            for unit in case.facts
            if isinstance(unit, UnitFound) and unit.value.role is not Role.HISTORY
            for finding in _pairs(case, unit, dict(argument.pairs))
        ]
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _pairs(case: Case, unit: UnitFound, pairs: Mapping[str, str]) -> Iterator[Finding]:
    text = _text(unit)
    subjects, values = _spots(text, tuple(pairs)), _spots(text, tuple(pairs.values()))
    bracketed: set[int] = set()
    for subject in subjects:
        match = _IN_BRACKETS.match(text, subject.end)
        partner = pairs[subject.name]
        if match is None:
            continue
        bracketed.add(subject.start)
        shown = match[1]
        known = any_of(tuple(pairs.values()), MemberShape.PHRASE).search(shown)
        right = any_of((partner,), MemberShape.PHRASE).search(shown)
        other = known is not None or _likeness(shown, partner) > _ALIKE
        if not right and other and _is_said(unit, subject.start):
            yield _wrong(case, unit, subject, shown, pairs)
        elif right:
            yield from _other_case(case, unit, " ".join(text[subject.start : match.end()].split()))
    free = [one for one in subjects if one.start not in bracketed]
    loose = [v for v in values if not any(_holds(text, s, v) for s in subjects)]
    for subject, value in pair(free, loose, text):
        named = {one.name for one in subjects}
        owner = next(left for left, right in pairs.items() if right == value.name)
        both = owner in named and len(free) != len(loose)
        if owner != subject.name and not both and _is_said(unit, value.start):
            yield _wrong(case, unit, subject, value.name, pairs)


def _other_case(case: Case, unit: UnitFound, shown: str) -> Iterator[Finding]:
    """Yield that a label of both parts stands in another case, outside the places that judge it."""
    argument = cast("PairsHold", case.clause.argument)
    if stands_at(unit.value.at.document, (*unit.headings, *unit.above), argument.places):
        return
    for label in argument.exact:
        if label.lower() == shown.lower() and label != shown:
            message = f"`{shown}` stands here where the contract has the label `{label}`"
            at = unit.locate(_text(unit).find(shown.split(maxsplit=1)[0]))
            yield _finding(case, "label-differs", label, message, at, shown)


def _holds(text: str, subject: Spot, value: Spot) -> bool:
    match = _IN_BRACKETS.match(text, subject.end)
    return match is not None and match.start() <= value.start < match.end()


def _is_said(unit: UnitFound, offset: int) -> bool:
    return unit.stance(offset).stance not in _NOT_SAID


def _spots(text: str, names: tuple[str, ...]) -> list[Spot]:
    by_name = {" ".join(name.lower().split()): name for name in names}
    return [
        Spot(by_name.get(" ".join(match[0].lower().split()), match[0]), match.start(), match.end())
        for match in any_of(names, MemberShape.PHRASE).finditer(text)
    ]


def _wrong(
    case: Case, unit: UnitFound, subject: Spot, shown: str, pairs: Mapping[str, str]
) -> Finding:
    partner = pairs[subject.name]
    message = f"`{shown}` stands beside `{subject.name}`; the contract has `{partner}` there"
    return _finding(case, "pair-differs", subject.name, message, unit.locate(subject.start), shown)


def _finding(  # noqa: PLR0913, PLR0917 - a finding is made in one place only
    case: Case, what: str, subject: str, message: str, at: Location, observed: str = ""
) -> Finding:
    label = what.startswith("label")
    replacement = subject if what == "label-differs" else None
    return drift(
        case.clause,
        what,
        subject=subject,
        message=message,
        places=[at],
        expected=subject if label else "",
        observed=observed,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "write it as the contract does", at, replacement),
            Repair(RepairTarget.CONTRACT, "change the label in the contract", case.clause.at),
        ],
    )
