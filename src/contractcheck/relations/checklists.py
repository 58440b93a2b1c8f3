"""A list of evidence: every item stands there, and only some may be N/A, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.likeness import likeness
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.passages import EvidenceClosed, EvidenceListed, PassageFound, stands_in
from contractcheck.model.per_document import each_document
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.walk import PassageKind
from contractcheck.model.words import any_of

ALIKE = 0.35
"""Low: items are short, and one that is missing is paired with one nobody declared."""
_NOT_APPLICABLE = re.compile(
    r"(?<!\w)(?:n/a|n\.a\.|(?:is |are )?not applicable|na(?=\s*[:(\u2013\u2014-])"
    r"|not (?:needed|required|necessary|due)|no longer (?:needed|required|due)|unnecessary|optional(?:ly)?"
    r"|waived|skipped|may be (?:skipped|omitted|left out)|if (?:there is )?time|nice to have)(?!\w)",
    re.IGNORECASE,
)
"""What sets an item aside."""
_REASON_WORDS = 2
_FILLER = re.compile(
    r"\b(?:tests?|or|and|a|an|the|is|are|it|this|here|if|any|reasoned|item)\b|[\W\d_]+",
    re.IGNORECASE,
)
_REASONED = re.compile(r"\breason(?:ed|s)?\b|\brationale\b|\bjustif", re.IGNORECASE)
"""A template that asks for the reason: *N/A with a reason*, *reasoned N/A*."""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the items of one list together, each document on its own."""
    found = [
        one for case in cases for _, part in each_document(case) for one in _document(part, cases)
    ]
    failed = {one.clause for one in found}
    yield from found
    for case in cases:
        outcome = Outcome.FAILED if case.clause.id in failed else Outcome.PASSED
        yield Verdict(case.clause.id, outcome)


def _document(case: Case, cases: Sequence[Case]) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    listed = [fact for fact in case.facts if isinstance(fact, PassageFound) and _is_item(fact)]
    items = [item for item in listed if item.passage.depth == 0]
    argument = case.clause.argument
    if isinstance(argument, EvidenceClosed):
        renamed = {id_ for one in cases for id_ in _stand_ins(one, items, cases)}
        for item in items:
            stranger = _which(item, argument.texts) is None and item.at not in renamed
            is_group = item.text.rstrip().endswith(":")
            if stranger and not is_group and stands_in(item, case.facts):
                yield _unknown(case, item)
        return
    wanted = cast("EvidenceListed", argument)
    mine = [item for item in listed if _which(item, _texts(cases)) == wanted.text]
    if not mine:
        yield _missing(case, wanted, next(iter(_stand_ins(case, items, cases)), None), items)
    for item in mine[:1]:
        yield from _not_applicable(case, wanted, item)


def _texts(cases: Sequence[Case]) -> tuple[str, ...]:
    return tuple(
        one.clause.argument.text for one in cases if isinstance(one.clause.argument, EvidenceListed)
    )


def _is_item(found: PassageFound) -> bool:
    passage = found.passage
    first_cell = passage.kind is PassageKind.CELL and bool(passage.beside)
    return passage.kind is PassageKind.ITEM or first_cell


def _which(item: PassageFound, texts: Sequence[str]) -> str | None:
    """Return the declared item that a text begins with, the longest; else one it holds as a phrase."""
    text = fold(item.text)
    held = [one for one in texts if any_of((fold(one),), MemberShape.PHRASE).match(text)]
    return max(held, key=len, default=None)


def _stand_ins(
    case: Case, items: Sequence[PassageFound], cases: Sequence[Case]
) -> Iterator[Location]:
    """Yield where an item stands that is most like the missing one and is no other."""
    argument = case.clause.argument
    if not isinstance(argument, EvidenceListed):
        return
    texts = _texts(cases)
    if any(_which(item, texts) == argument.text for item in items):
        return
    strangers = [item for item in items if _which(item, texts) is None]
    scored = [
        (max(likeness(argument.text, item.text), likeness(argument.text, _head(item))), item)
        for item in strangers
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best and best[0] >= ALIKE:
        yield best[1].at


def _head(item: PassageFound) -> str:
    return re.split(r"[:,;(]|\s[-\u2013\u2014]\s", item.text, maxsplit=1)[0]


def _missing(
    case: Case, wanted: EvidenceListed, instead: Location | None, items: Sequence[PassageFound]
) -> Finding:
    place = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    text = next((item.text for item in items if item.at == instead), "")
    if instead:
        return drift(
            case.clause,
            "evidence-renamed",
            subject=wanted.text,
            message=f"`{text}` stands here where the contract has `{wanted.text}`",
            places=[instead],
            expected=wanted.text,
            observed=text,
            repairs=[Repair(RepairTarget.DOCUMENT, f"name it `{wanted.text}`", instead)],
        )
    return drift(
        case.clause,
        "evidence-missing",
        subject=wanted.text,
        message=f"the evidence `{wanted.text}` is not asked for here",
        places=[place],
        expected=wanted.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"add the item `{wanted.text}`", place),
            Repair(RepairTarget.CONTRACT, "take it out of the contract", case.clause.at),
        ],
    )


def _not_applicable(case: Case, wanted: EvidenceListed, item: PassageFound) -> Iterator[Finding]:
    text = f"{item.text} | {item.passage.beside}" if item.passage.beside else item.text
    match = _NOT_APPLICABLE.search(text)
    denied = item.passage.mark.stance is Stance.DENIED and item.passage.mark.by == "lead-in"
    if not match and not denied:
        return
    if not wanted.may_lack:
        yield drift(
            case.clause,
            "not-applicable-refused",
            subject=wanted.text,
            message=f"`{wanted.text}` is set aside here; the contract asks for it always",
            places=[item.at],
            observed=text,
            repairs=[Repair(RepairTarget.DOCUMENT, "ask for the evidence itself", item.at)],
        )
    elif match and not _has_reason(text, match):
        yield drift(
            case.clause,
            "reason-missing",
            subject=wanted.text,
            message=f"`{wanted.text}` may be N/A here without a reason; the contract asks for one",
            places=[item.at],
            observed=text,
            repairs=[Repair(RepairTarget.DOCUMENT, "give the reason behind `N/A`", item.at)],
        )


def _has_reason(text: str, match: re.Match[str]) -> bool:
    """Say whether a reason stands behind N/A, or one is asked for around it."""
    if _REASONED.search(text):
        return True
    words = _FILLER.sub(" ", text[match.end() :]).split()
    return len(words) >= _REASON_WORDS


def _unknown(case: Case, item: PassageFound) -> Finding:
    return drift(
        case.clause,
        "evidence-unknown",
        subject=item.text,
        message=f"`{item.text}` is asked for here and is no evidence of the contract",
        places=[item.at],
        observed=item.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "remove it", item.at),
            Repair(RepairTarget.CONTRACT, "add it to `items`", case.clause.at),
        ],
    )
