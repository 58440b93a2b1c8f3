"""A closed set in the text: what stands at a place, or behind a label there, is one of its members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.passages import PassageFound, TextIsOneOf
from contractcheck.model.per_document import judge_each
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.verdict import Verdict
from contractcheck.model.walk import PassageKind
from contractcheck.model.words import any_of

_OPEN_ENDS = ("...", "\u2026")
_MARKS = " \t.;,:!|=\u2013\u2014-"


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the text of each document on its own."""
    return judge_each(cases, _document)


def _document(case: Case) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    argument = cast("TextIsOneOf", case.clause.argument)
    at = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    shown = list(_shown(case, argument))
    if not shown:
        yield _nothing(case, argument, at)
    for text, where in shown:
        if not any(_is(text, choice) for choice in argument.choices):
            yield _other(case, argument, text, where)


def _shown(case: Case, argument: TextIsOneOf) -> Iterator[tuple[str, Location]]:
    """Yield what is said there: behind each label, else the first text."""
    found = [fact for fact in case.facts if isinstance(fact, PassageFound)]
    texts = [one for one in found if one.passage.kind is not PassageKind.HEADING]
    if not argument.label:
        for first in texts[:1]:
            yield _sentence(first)
        return
    pattern = any_of((argument.label,), MemberShape.PHRASE)
    for index, one in enumerate(found):
        match = pattern.match(one.text.lstrip("* "))
        if not match:
            continue
        rest = one.text[one.text.index(match[0]) + len(match[0]) :]
        start = len(one.text) - len(rest.lstrip(_MARKS))
        if one.text[start:].strip():
            if rest[:1] in ":|=" or rest.lstrip()[:1] in "-\u2013\u2014:=":
                yield _sentence(one, start)
        elif index + 1 < len(found):
            yield _sentence(found[index + 1])


def _sentence(found: PassageFound, start: int = 0) -> tuple[str, Location]:
    """Return the first sentence from an offset on, with its place."""
    prose = found.passage.prose
    ends = [one.end for one in prose.sentences if one.end > start] if prose else []
    whole = [end for end in ends if found.text[:end].rstrip()[-1:] in ".!?"]
    end = whole[0] if whole else len(found.text)
    text = found.text[start:end].rstrip()
    return text, found.locate(start, start + len(text))


def _is(text: str, choice: str) -> bool:
    if choice.endswith(_OPEN_ENDS):
        begun = fold(choice.removesuffix("...").removesuffix("\u2026"))
        return any_of((begun,), MemberShape.PHRASE).match(fold(text)) is not None
    return fold(text) == fold(choice)


def _nothing(case: Case, argument: TextIsOneOf, at: Location) -> Finding:
    label = f"no `{argument.label}`" if argument.label else f"no {argument.name}"
    wanted = _listed(argument.choices)
    return drift(
        case.clause,
        "value-missing",
        subject=argument.label or argument.name,
        message=f"{label} is said here; the contract has {wanted}",
        places=[at],
        expected=wanted,
        repairs=[Repair(RepairTarget.DOCUMENT, f"say it: {wanted}", at)],
    )


def _other(case: Case, argument: TextIsOneOf, text: str, at: Location) -> Finding:
    wanted = _listed(argument.choices)
    near = get_close_matches(
        fold(text).lower(), [fold(one).lower() for one in argument.choices], n=1
    )
    right = next((one for one in argument.choices if fold(one).lower() in near), None)
    return drift(
        case.clause,
        "value-invalid",
        subject=argument.label or argument.name,
        message=f"the {argument.label or argument.name} here is `{text}`; the contract has {wanted}",
        places=[at],
        expected=wanted,
        observed=text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"use one of the declared: {wanted}", at, right),
            Repair(RepairTarget.CONTRACT, f"add `{text}` to `one_of`", case.clause.at),
        ],
    )


def _listed(choices: Sequence[str]) -> str:
    quoted = [f"`{one}`" for one in choices]
    return f"one of {', '.join(quoted)}" if len(quoted) > 1 else quoted[0]
