"""Statements that must be made: said at their place, in their words, affirmed or denied as declared.

The statements of one place are judged together: a text is taken for one of them only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from contractcheck.model.assignment import Pair, Text, assign
from contractcheck.model.case import Case, drift
from contractcheck.model.claims import AboveKind, Said, SaidIn
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold, plain
from contractcheck.model.likeness import NEGATION, changes_meaning, meaning, stem, words
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound, Unsaid
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role, Stance
from contractcheck.model.statements import StatementSaid
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.yaml_text import yaml_scalar

_DO_SUPPORT = frozenset({"do", "does", "did"})
_MEANT = frozenset({Stance.AFFIRMED, Stance.CONDITIONAL})
_SENTENCES = re.compile(r"[.!?;]\s+")
_SIGNS = re.compile("[,;:()]")
_BESIDE = re.compile(
    r",?\s+(?=and\s+(?:[\w'-]+\s+){0,5}?(?:am|is|are|was|were|may|might|can|could|must|will|would"
    r"|should|has|have|had|does|do|did)\b)",
    re.IGNORECASE,
)
"""Where a clause with a verb of its own begins: ``and the host may``, ``and can``."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A text that may be a statement; a ``loose`` one is a part or a union of what stands there."""

    text: str
    said: Said
    loose: bool = False


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the statements, those of one place together."""
    ordered = sorted(cases, key=lambda case: str(case.clause.needs))
    for _, group in groupby(ordered, key=lambda case: case.clause.needs):
        yield from _judge_place(sorted(group, key=cases.index))


def _judge_place(cases: Sequence[Case]) -> Iterator[Verdict | Finding]:
    if not is_there(cases[0]):
        yield place_gone(cases[0])
        for case in cases:
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
        return
    found = [one for fact in cases[0].facts if isinstance(fact, Said) for one in _candidates(fact)]
    declared = [Text("", _declared(case).text) for case in cases]
    held = {
        index: one for index, case in enumerate(cases) if (one := _held(_declared(case), found))
    }
    rest = [index for index in range(len(cases)) if index not in held]
    free = [one for one in found if one.said not in {each.said for each in held.values()}]
    near = assign(
        [declared[index] for index in rest], [Text("", one.text, one.loose) for one in free]
    )
    pairs = {rest[pair.declared]: (pair, free[pair.found]) for pair in near.pairs}
    findings = [*_flipped(cases, held), *_others(cases, rest, pairs)]
    yield from findings
    failed = {finding.clause for finding in findings}
    for index, case in enumerate(cases):
        flipped = index in held and _is_flipped(case, held[index])
        wrong = case.clause.id in failed or flipped
        yield Verdict(case.clause.id, Outcome.FAILED if wrong else Outcome.PASSED)


def _declared(case: Case) -> StatementSaid:
    return cast("StatementSaid", case.clause.argument)


def _candidates(said: Said) -> Iterator[_Candidate]:
    if said.role is Role.HISTORY:
        return
    yield _Candidate(said.text, said, loose=said.held_in is SaidIn.HEADING)
    label, row = said.over(AboveKind.LABEL), said.over(AboveKind.ROW)
    if label and said.text.startswith(label):
        yield _Candidate(said.text[len(label) :].lstrip(" :\u2014\u2013-"), said, loose=True)
    if row:
        yield _Candidate(f"{row}: {said.text}", said, loose=True)
    if said.before:
        yield _Candidate(f"{said.before[-1]} {said.text}", said, loose=True)


def _held(declared: StatementSaid, found: Sequence[_Candidate]) -> _Candidate | None:
    """Return what says a text, word for word: best where it is all that stands there.

    What must be denied is also said by its words with a denial among them: ``it does not hold funds``.
    """
    wanted = fold(declared.text)
    equal = [one for one in found if fold(one.text) == wanted]
    if equal:
        return min(equal, key=lambda one: one.loose)
    whole = next((one for one in found if _contains(one.text, wanted)), None)
    if whole or not declared.denied:
        return whole
    return next((one for one in found if _denies(one.text, declared.text)), None)


def _denies(text: str, wanted: str) -> bool:
    """Say whether a text denies another with a word of denial inside or before it."""
    parts = [word for word in words(text) if word not in _DO_SUPPORT]
    said = [stem(word) for word in parts if not NEGATION.fullmatch(word)]
    meant = [stem(word) for word in words(wanted) if word not in _DO_SUPPORT]
    for start in range(len(said) - len(meant) + 1):
        end = start + len(meant)
        if said[start:end] == meant:
            before = _denials_before(parts, end)
            return before % 2 == 1 and not meaning(" ".join(said[end:]))
    return False


def _denials_before(parts: Sequence[str], end: int) -> int:
    """Return how many words of denial stand before the ``end``-th word that is none."""
    denials = seen = 0
    for word in parts:
        if seen == end:
            break
        is_denial = NEGATION.fullmatch(word) is not None
        denials, seen = denials + is_denial, seen + (not is_denial)
    return denials


def _adds(text: str, wanted: str) -> bool:
    """Say whether what follows a statement in its sentence narrows it: ``only when told to``."""
    behind = text.partition(wanted)[2]
    return bool(meaning(behind))


def _contains(text: str, wanted: str) -> bool:
    return any(_is_in(one, wanted) for one in (text, *_clauses(text)))


def _clauses(text: str) -> list[str]:
    """Return the clauses that stand side by side: what one says narrows no other."""
    sentences = _SENTENCES.split(text)
    return [*sentences, *(clause for one in sentences for clause in _BESIDE.split(one))]


def _is_in(text: str, wanted: str) -> bool:
    folded, low = _words(fold(text)), _words(wanted)
    whole = f" {low} " in f" {folded} " and len(low.split()) > 1
    return whole and not _adds(folded, low)


def _words(text: str) -> str:
    """Return the words of a text, one space apart: signs between them are another matter."""
    return " ".join(_SIGNS.sub(" ", text.lower()).split())


def _is_flipped(case: Case, one: _Candidate) -> bool:
    return _is_denied(case, one) is not _declared(case).denied


def _is_denied(case: Case, one: _Candidate) -> bool:
    """Say whether a statement that stands there word for word is denied there, or not meant for today."""
    if one.said.around.stance not in _MEANT:
        return True
    if not _contains(one.text, fold(_declared(case).text)) and _denies(
        one.text, _declared(case).text
    ):
        return True
    mark = one.said.stance(0)
    if mark.by and mark.by != "sentence" and mark.stance not in _MEANT:
        return True
    wanted = fold(_declared(case).text).lower()
    clauses = [fold(clause).lower() for clause in (one.text, *_clauses(one.text))]
    text = min((clause for clause in clauses if wanted in clause), key=len, default=clauses[0])
    around = text.replace(wanted, " ", 1)
    return NEGATION.search(around) is not None and around != text


def _flipped(cases: Sequence[Case], held: dict[int, _Candidate]) -> Iterator[Finding]:
    """Yield one finding for all statements that one lead-in, label or heading flips."""
    wrong = {index: one for index, one in held.items() if _is_flipped(cases[index], one)}

    def cause(index: int) -> tuple[bool, str]:
        said = wrong[index].said
        shared = said.over(AboveKind.LEAD_IN) if said.held_in is SaidIn.ITEM else said.text
        return _declared(cases[index]).denied, shared

    for (denied, _), group in groupby(sorted(wrong, key=cause), key=cause):
        indexes = sorted(group)
        yield _flip(cases, indexes, [wrong[index] for index in indexes], denied=denied)


def _flip(
    cases: Sequence[Case], indexes: Sequence[int], found: Sequence[_Candidate], *, denied: bool
) -> Finding:
    case, places = cases[indexes[0]], [one.said.at for one in found]
    what = "statement-affirmed" if denied else "statement-denied"
    stance = found[0].said.around
    how = "is claimed here" if denied else f"is not meant here ({stance})"
    if not denied and stance.stance in _MEANT:
        how = "is denied here"
    many = f", with {len(indexes) - 1} more" if len(indexes) > 1 else ""
    return drift(
        case.clause,
        what,
        subject=case.clause.id,
        message=f"what must be {'denied' if denied else 'said'} {how}{many}: {_declared(case).text}",
        places=places,
        expected=f"{'not: ' if denied else ''}{_declared(case).text}",
        observed=found[0].said.text,
        repairs=[
            Repair(
                RepairTarget.DOCUMENT, "deny it again" if denied else "affirm it again", places[0]
            ),
            Repair(RepairTarget.CONTRACT, "declare the other stance", case.clause.at),
        ],
    )


def _others(
    cases: Sequence[Case], rest: Sequence[int], pairs: dict[int, tuple[Pair, _Candidate]]
) -> Iterator[Finding]:
    for index in rest:
        case = cases[index]
        if index in pairs:
            yield _differs(case, *pairs[index])
        else:
            yield _missing(case)


def _differs(case: Case, pair: Pair, one: _Candidate) -> Finding:
    declared, shown = _declared(case), one.text
    ours, theirs = (len(NEGATION.findall(plain(text))) for text in (declared.text, shown))
    denied = (one.said.around.stance not in _MEANT) is not (ours % 2 != theirs % 2)
    if denied is not declared.denied:
        what = "statement-affirmed" if declared.denied else "statement-denied"
        how = "is claimed" if declared.denied else "says the contrary"
    elif changes_meaning(declared.text, shown):
        what, how = "statement-changed", "says something else"
    else:
        what, how = "statement-reworded", "is worded otherwise"
    at = one.said.at
    return drift(
        case.clause,
        what,
        subject=case.clause.id,
        message=f"the statement {how} (likeness {pair.score:.2f})",
        places=[at],
        expected=declared.text,
        observed=shown,
        repairs=[
            _restored(declared, at),
            Repair(
                RepairTarget.CONTRACT,
                "accept the new words",
                declared.declared or case.clause.at,
                None if declared.denied else yaml_scalar(shown),
            ),
        ],
    )


def _restored(declared: StatementSaid, at: Location) -> Repair:
    """Return how to make a text say the statement again: the declared words alone would affirm it."""
    if declared.denied:
        return Repair(RepairTarget.DOCUMENT, f"deny it again: {declared.text}", at)
    return Repair(RepairTarget.DOCUMENT, "say what the contract says", at, declared.text)


def _missing(case: Case) -> Finding:
    declared = _declared(case)
    wanted = fold(declared.text)
    unsaid = (fact for fact in case.facts if isinstance(fact, Unsaid))
    hidden = next((one for one in unsaid if wanted in fold(one.value.text)), None)
    at: Location = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    message = f"this must be said here: {declared.text}"
    if hidden:
        at = hidden.value.at
        message = f"this is {hidden.value.context}, so it is not said: {declared.text}"
    return drift(
        case.clause,
        "statement-missing",
        subject=case.clause.id,
        message=message,
        places=[at],
        expected=declared.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say it: {declared.text}", at),
            Repair(RepairTarget.CONTRACT, "take the statement out of the contract", case.clause.at),
        ],
    )
