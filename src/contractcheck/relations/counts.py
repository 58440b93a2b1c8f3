"""Numbers in prose agree with the size of the set they count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.arguments import CountBound, Counted
from contractcheck.model.case import Case, drift
from contractcheck.model.clause import Clause
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs, plain
from contractcheck.model.needs import DocumentNeed, PlaceGone, SentenceFound
from contractcheck.model.numbers import NUMBER, read_number, write_number
from contractcheck.model.place_finding import place_gone
from contractcheck.model.stance import Role
from contractcheck.model.verdict import Outcome, Verdict

PLACEHOLDER = "{count}"


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each count on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("Counted", case.clause.argument)
    bound_place = any(isinstance(n, DocumentNeed) and n.place.section for n in case.clause.needs)
    if any(isinstance(fact, PlaceGone) for fact in case.facts) and bound_place:
        yield place_gone(case)
        return
    pattern = _pattern(argument.phrase)
    seen = False
    for sentence in case.facts:
        if not isinstance(sentence, SentenceFound) or sentence.joined:
            continue
        if sentence.value.role is Role.HISTORY:
            continue
        text = fold_signs(sentence.value.text)
        if argument.beside and not _holds(text, argument.beside):
            continue
        for match in pattern.finditer(text):
            seen = True
            number = read_number(match["count"])
            if not _agrees(number, argument):
                yield _count_differs(case.clause, argument, sentence, match)
    if argument.required and not seen:
        yield place_gone(case, f"nothing here counts `{argument.phrase}`")


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a counted phrase; up to two words may stand between number and phrase."""
    text = plain(phrase)
    if PLACEHOLDER in text:
        before, _, after = (
            re.escape(part).replace(r"\ ", r"\s+") for part in text.partition(PLACEHOLDER)
        )
        return re.compile(rf"(?<![\w-]){before}(?P<count>{NUMBER}){after}(?!\w)", re.IGNORECASE)
    words = re.escape(text).replace(r"\ ", r"\s+")
    return re.compile(
        rf"(?<![\w.-])(?P<count>{NUMBER})(?:\s+(?!of\b|{NUMBER}\b)[\w-]+){{0,2}}?[\s-]+{words}(?![\w-])",
        re.IGNORECASE,
    )


def _holds(text: str, beside: Sequence[str]) -> bool:
    return any(
        re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE) for word in beside
    )


def _agrees(number: int, argument: Counted) -> bool:
    return {
        CountBound.EQUAL: number == argument.number,
        CountBound.AT_LEAST: number >= argument.number,
        CountBound.WITHIN: number <= argument.number,
        CountBound.FORBID: False,
    }[argument.bound]


def _count_differs(
    clause: Clause, argument: Counted, sentence: SentenceFound, match: re.Match[str]
) -> Finding:
    shown, right = match["count"], write_number(argument.number, match["count"])
    at = sentence.locate(match.start("count"))
    if argument.bound is CountBound.FORBID:
        message = f"`{match[0]}` counts what the contract asks not to count"
        repair = Repair(RepairTarget.DOCUMENT, "say it without the number", at)
    else:
        message = f"`{match[0]}` stands here; the contract has {argument.number}"
        repair = Repair(RepairTarget.DOCUMENT, f"write `{right}`", at, right)
    accept = Repair(RepairTarget.CONTRACT, "change the set the number counts", clause.at)
    return drift(
        clause,
        "count-differs",
        subject=f"{argument.phrase}: {match[0]}",
        message=message,
        places=[at],
        expected=right,
        observed=shown,
        repairs=[repair, accept],
    )
