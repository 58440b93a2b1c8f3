"""Sections of a document: which there are, in which order, and that each says something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_title
from contractcheck.model.needs import DocumentNeed
from contractcheck.model.outlines import Heading, OutlineFound, SectionsAre
from contractcheck.model.per_document import judge_each
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.verdict import Verdict
from contractcheck.relations.outlines.matching import NUMBERED, Outline

ALIKE = 0.6


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the outline of each document on its own."""
    return judge_each(cases, _document)


def _document(case: Case) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    argument = cast("SectionsAre", case.clause.argument)
    for fact in case.facts:
        if isinstance(fact, OutlineFound):
            yield from _judge_outline(Outline(case, argument, fact.at, fact.headings))


def _judge_outline(outline: Outline) -> Iterator[Finding]:
    renamed = _renamed(outline)
    for number in outline.missing:
        yield _absent(outline, number, renamed.get(number))
    yield from _out_of_order(outline)
    for number, headings in outline.sections.items():
        for again in headings[1:]:
            yield _repeated(outline, number, again)
        if outline.argument.filled and headings[0].empty:
            yield _empty(outline, number, headings[0])
    if outline.argument.closed:
        for stranger in outline.strangers:
            if stranger not in renamed.values():
                yield _unknown(outline, stranger)


def _renamed(outline: Outline) -> dict[int, Heading]:
    """Pair missing sections with the headings most like them, then with those in their place."""
    scored = sorted(
        (-score, number, index)
        for number in outline.missing
        for index, stranger in enumerate(outline.strangers)
        if (score := _likeness(outline.argument.titles[number], stranger.title)) >= ALIKE
    )
    pairs: dict[int, int] = {}
    for _, number, index in scored:
        if number not in pairs and index not in pairs.values():
            pairs[number] = index
    for number in outline.missing:
        between = [i for i in _in_place_of(outline, number) if i not in pairs.values()]
        if number not in pairs and len(between) == 1:
            pairs[number] = between[0]
    return {number: outline.strangers[index] for number, index in pairs.items()}


def _likeness(titles: Sequence[str], title: str) -> float:
    shown = fold_title(NUMBERED.sub("", title)).lower()
    return max(SequenceMatcher(None, fold_title(one).lower(), shown).ratio() for one in titles)


def _in_place_of(outline: Outline, number: int) -> list[int]:
    """Return which strangers stand between the sections before and behind a missing one."""
    start = _place(outline, reversed(range(number)), -1)
    stop = _place(outline, range(number + 1, len(outline.argument.titles)), 1 << 62)
    return [
        index
        for index, stranger in enumerate(outline.strangers)
        if start < stranger.at.span.start < stop
    ]


def _place(outline: Outline, numbers: Iterable[int], otherwise: int) -> int:
    for number in numbers:
        if number in outline.sections:
            return outline.sections[number][0].at.span.start
    return otherwise


def _out_of_order(outline: Outline) -> Iterator[Finding]:
    """Yield the fewest sections that have to move for all to stand in order."""
    ordered = sorted(
        (headings[0].at.span.start, number) for number, headings in outline.sections.items()
    )
    numbers = [number for _, number in ordered]
    kept = _longest_rise(numbers)
    for number in numbers:
        if number not in kept:
            yield _moved(outline, number)


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """Return a longest rising subsequence of distinct numbers."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        index = bisect_left(tails, number)
        before[number] = tails[index - 1] if index else None
        tails[index : index + 1] = [number]
    kept, last = set(), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)


def _title(outline: Outline, number: int) -> str:
    return outline.argument.titles[number][0]


def _subject(outline: Outline, title: str) -> str:
    """Name a section as a place, as whatever else is bound to it does."""
    need = outline.case.clause.needs[0]
    return (
        str(replace(need.place, section=(*need.place.section, title)))
        if isinstance(need, DocumentNeed)
        else title
    )


def _absent(outline: Outline, number: int, instead: Heading | None) -> Finding:
    title = _title(outline, number)
    document, contract = RepairTarget.DOCUMENT, RepairTarget.CONTRACT
    if instead:
        return drift(
            outline.case.clause,
            "section-renamed",
            subject=_subject(outline, title),
            message=f"`{instead.title}` stands here where the contract has the section `{title}`",
            places=[instead.at],
            expected=title,
            observed=instead.title,
            repairs=[
                Repair(document, f"name the section `{title}`", instead.at, title),
                Repair(
                    contract,
                    f"rename `{title}` to `{instead.title}` in the contract",
                    outline.case.clause.at,
                ),
            ],
        )
    before = [outline.sections[n][0] for n in range(number) if n in outline.sections]
    at = before[-1].at if before else outline.at
    behind = f" behind `{before[-1].title}`" if before else ""
    return drift(
        outline.case.clause,
        "section-missing",
        subject=_subject(outline, title),
        message=f"this document has no section `{title}`{behind}",
        places=[at],
        expected=title,
        repairs=[
            Repair(document, f"add the section `{title}`{behind}", at),
            Repair(contract, f"call `{title}` optional", outline.case.clause.at),
        ],
    )


def _moved(outline: Outline, number: int) -> Finding:
    title, heading = _title(outline, number), outline.sections[number][0]
    before = [_title(outline, n) for n in range(number) if n in outline.sections]
    wanted = f"behind `{before[-1]}`" if before else "first"
    return drift(
        outline.case.clause,
        "section-out-of-order",
        subject=title,
        message=f"the section `{title}` stands at another place; the contract has it {wanted}",
        places=[heading.at],
        expected=wanted,
        repairs=[Repair(RepairTarget.DOCUMENT, f"move it: {wanted}", heading.at)],
    )


def _repeated(outline: Outline, number: int, again: Heading) -> Finding:
    title = _title(outline, number)
    return drift(
        outline.case.clause,
        "section-repeated",
        subject=title,
        message=f"a second section `{title}` stands here",
        places=[again.at],
        repairs=[Repair(RepairTarget.DOCUMENT, "join the two sections", again.at)],
    )


def _empty(outline: Outline, number: int, heading: Heading) -> Finding:
    title = _title(outline, number)
    return drift(
        outline.case.clause,
        "section-empty",
        subject=title,
        message=f"the section `{title}` says nothing",
        places=[heading.at],
        repairs=[
            Repair(RepairTarget.DOCUMENT, "fill it, or say in it why it does not apply", heading.at)
        ],
    )


def _unknown(outline: Outline, stranger: Heading) -> Finding:
    return drift(
        outline.case.clause,
        "section-unknown",
        subject=stranger.title,
        message=f"the section `{stranger.title}` is none of the contract's",
        places=[stranger.at],
        observed=stranger.title,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "remove it, or move what it says", stranger.at),
            Repair(
                RepairTarget.CONTRACT,
                "name it under `in_order` or `optional`, or allow others",
                outline.case.clause.at,
            ),
        ],
    )
