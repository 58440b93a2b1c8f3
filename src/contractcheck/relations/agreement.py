"""One value in several places: all of them name the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Evidence, Fact, Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed, PlaceFound
from contractcheck.model.passages import PassageFound, ValuesAgree
from contractcheck.model.per_document import each_document
from contractcheck.model.place_finding import place_gone
from contractcheck.model.verdict import Outcome, Verdict

VALUE = "{value}"
_Found = tuple[str, Location]


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the places of one value together; of a glob, those in one document."""
    for case in cases:
        patterns = {
            need.place.documents for need in case.clause.needs if isinstance(need, DocumentNeed)
        }
        parts = [part for _, part in each_document(case)] if len(patterns) == 1 else [case]
        found = [one for part in parts for one in _judge(part)]
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("ValuesAgree", case.clause.argument)
    shown: list[list[_Found]] = []
    for index, (form, evidence) in enumerate(zip(argument.forms, case.evidence, strict=True)):
        values = [one for fact in evidence.facts for one in _values(fact, form)]
        shown.append(values)
        if not values:
            yield _absent(case, index, evidence, form)
    if all(shown):
        yield from _odd(case, shown)


def _values(fact: Fact, form: str) -> Iterator[_Found]:
    if isinstance(fact, Value):
        match = _pattern(form).fullmatch(fact.text)
        if match:
            yield match["value"], fact.at
    elif isinstance(fact, PassageFound):
        for match in _pattern(form).finditer(fact.text):
            yield match["value"], fact.locate(*match.span("value"))


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    """Return the pattern of a form: white space as in prose, the value a run of other signs."""
    if not form:
        return re.compile(r"(?P<value>.+)", re.DOTALL)
    before, _, behind = form.replace("`", "").partition(VALUE)
    parts = [r"\s+".join(map(re.escape, part.split())) for part in (before, behind)]
    left = r"\s+" if before[-1:].isspace() else ""
    right = r"\s+" if behind[:1].isspace() else ""
    start = r"(?<![\w-])" if re.match(r"\w", before) else ""
    return re.compile(
        rf"{start}{parts[0]}{left}(?P<value>[^\s`\"'<>(),;]+?){right}{parts[1]}"
        + (r"(?![\w-])" if re.search(r"\w\Z", behind) else "")
        + (r"(?=[.:!?]?(?:[\s`\"'<>(),;]|\Z))" if not behind else ""),
        re.IGNORECASE,
    )


def _absent(case: Case, index: int, evidence: Evidence, form: str) -> Finding:
    need = case.clause.needs[index]
    at = next((fact.at for fact in evidence.facts if isinstance(fact, PlaceFound)), None)
    if at is None:
        return place_gone(Case(replace(case.clause, needs=(need,)), (evidence,)))
    wanted = f"no text like `{form}`" if form else "no value"
    return drift(
        case.clause,
        "value-missing",
        subject=need.describe(),
        message=f"{wanted} stands here; the contract compares what it says with other places",
        places=[at],
        expected=form,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "name the value here", at),
            Repair(
                RepairTarget.CONTRACT, "name the place and form where it stands", case.clause.at
            ),
        ],
    )


def _odd(case: Case, shown: Sequence[Sequence[_Found]]) -> Iterator[Finding]:
    """Yield the values that are not what most places name, or the first where no more agree on another."""
    counted = Counter(value for values in shown for value in {one for one, _ in values})
    most = max(counted.values())
    usual = (
        next(value for value, _ in shown[0] if counted[value] == most)
        if any(counted[value] == most for value, _ in shown[0])
        else max(counted, key=lambda value: (counted[value], value))
    )
    odd: dict[str, list[Location]] = {}
    for values in shown:
        for value, at in values:
            if value != usual:
                odd.setdefault(value, []).append(at)
    agreeing = [
        Related(at, f"`{value}` here") for values in shown for value, at in values if value == usual
    ]
    for value, places in odd.items():
        yield drift(
            case.clause,
            "values-disagree",
            subject=value,
            message=f"`{value}` stands here and `{usual}` elsewhere; the contract says they are one",
            places=places,
            expected=usual,
            observed=value,
            related=agreeing,
            repairs=[
                Repair(RepairTarget.DOCUMENT, "name the same in all places", places[0], usual)
            ],
        )
