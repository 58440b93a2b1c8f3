"""A sentence that speaks of outcomes names no other than the declared ones.

Only names of the same make are outcomes to be: where all outcomes have an underscore, a word without
one is none. A name counts where it follows ``called`` closely (*the sink returns `x_y` or `x_z`*) or
stands directly before it (*the `x_y` outcome*). Sentences with two declared ones are enumerations and
judged as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs
from contractcheck.model.likeness import is_near
from contractcheck.model.location import Location
from contractcheck.model.needs import SentenceFound
from contractcheck.model.outcomes import OutcomesClosed
from contractcheck.model.place import MemberShape
from contractcheck.model.sections import stands_at
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_NOT_SAID = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED, Stance.QUOTED})
_EARLIER = re.compile(
    r"\b(?:was|were|formerly|previously|earlier|used to|no longer|once|until)\b", re.IGNORECASE
)
"""Of another time is what stands behind these; behind the name they tell of something else."""
_SIGNS = "_-."
_GAP = (
    r"(?:[\s,:(\"']*(?!(?:when|if|because|for|without|unless|until|while|after|before|from|with|of)\b)"
    r"[A-Za-z]+){0,5}"
)
_JOINT = r"[\s,;\"')]*(?:and|or|,|/|nor|then)?[\s\"'(]*"
_ENUMERATED = 2


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each closed set on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("OutcomesClosed", case.clause.argument)
    shape = _shape(argument.outcomes)
    seen: set[object] = set()
    for sentence in case.facts if shape else ():
        if not isinstance(sentence, SentenceFound) or not _is_current(sentence, argument):
            continue
        text = fold_signs(sentence.value.text)
        for match in _named(text, sentence, argument, shape):
            at = sentence.locate(match.start("name"))
            if at not in seen and _is_said(sentence, match.start("name")):
                seen.add(at)
                yield _finding(case, match["name"], at)
    for value in case.facts if shape else ():
        if isinstance(value, Value) and _is_stranger(value, argument, shape):
            yield _finding(case, value.text, value.at)


def _is_said(sentence: SentenceFound, offset: int) -> bool:
    mark = sentence.stance(offset)
    if mark.stance is Stance.PAST and mark.by == "sentence":
        return _EARLIER.search(sentence.value.text, 0, offset) is None
    return mark.stance not in _NOT_SAID


def _is_stranger(value: Value, argument: OutcomesClosed, shape: str) -> bool:
    """Say whether a cell of a column of outcomes names another one."""
    known = {*argument.outcomes, *argument.beside}
    current = value.role is not Role.HISTORY and value.stance.stance not in _NOT_SAID
    return current and value.text not in known and re.fullmatch(shape, value.text) is not None


def _is_current(sentence: SentenceFound, argument: OutcomesClosed) -> bool:
    if sentence.value.role is Role.HISTORY:
        return False
    place = sentence.value.at.document, (sentence.value.context,)
    return not (sentence.joined and stands_at(*place, argument.views))


def _shape(outcomes: Sequence[str]) -> str:
    """Return the pattern of names made like all outcomes; empty where they are plain words."""
    for sign in _SIGNS:
        if outcomes and all(sign in name for name in outcomes):
            return rf"[A-Za-z0-9]+(?:{re.escape(sign)}[A-Za-z0-9]+)+"
    return ""


def _named(
    text: str, sentence: SentenceFound, argument: OutcomesClosed, shape: str
) -> Iterator[re.Match[str]]:
    known = {*argument.outcomes, *argument.beside}
    name = re.compile(rf"(?<![\w/.$-])(?P<name>{shape})(?![\w/(=-])")
    if len({m["name"] for m in name.finditer(text)} & set(argument.outcomes)) >= _ENUMERATED:
        return
    closely = re.compile(rf"{_GAP}[\s,:(\"']*{name.pattern}")
    going_on = re.compile(rf"{_JOINT}{name.pattern}")
    for called in any_of(argument.called, MemberShape.PHRASE).finditer(text):
        before = list(name.finditer(text, 0, called.start()))
        if before and not text[before[-1].end() : called.start()].strip(" \"'"):
            yield from (before[-1:] if before[-1]["name"] not in known else ())
        match = closely.match(text, called.end())
        while match:
            if match["name"] not in known:
                yield match
            behind = name.search(text, match.end()) if sentence.joined else None
            match = behind or going_on.match(text, match.end())


def _finding(case: Case, name: str, at: Location) -> Finding:
    argument = cast("OutcomesClosed", case.clause.argument)
    near = next((one for one in argument.outcomes if is_near(name, one)), "")
    repairs = [Repair(RepairTarget.DOCUMENT, f"write `{near}`", at, near)] if near else []
    outcomes = ", ".join(f"`{one}`" for one in argument.outcomes)
    return drift(
        case.clause,
        "unknown-outcome",
        subject=name,
        message=f"`{name}` is named as {argument.noun} here; there are only {outcomes}",
        places=[at],
        observed=name,
        repairs=[
            *repairs,
            Repair(RepairTarget.DOCUMENT, f"take `{name}` out", at),
            Repair(RepairTarget.CONTRACT, f"declare `{name}`", case.clause.at),
        ],
    )
