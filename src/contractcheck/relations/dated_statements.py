"""Statements with dates: a later one on the same subject takes the place of the earlier ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold_signs, plain
from contractcheck.model.likeness import NEGATION
from contractcheck.model.passages import PassageFound, YieldsToLater
from contractcheck.model.place import MemberShape
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.walk import PassageKind
from contractcheck.model.words import any_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DATE = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})[-/.](?P<month>\d{{2}})[-/.](?P<day>\d{{2}})(?!\d)"
    rf"|(?<!\d)(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{_MONTH}),?\s+(?P<year_last>\d{{4}})"
    rf"|\b(?P<name_first>{_MONTH})\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_end>\d{{4}})",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!\bcf)(?<!\bvs)[.!?][\"')]*\s+")
_AHEAD = re.compile(
    r"\b(?:will|shall|would|planned|going to|not yet|until|unless|if|when|once)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|does|do|did|could|would|should) not\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|while)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|until|once|when|whenever|whether|in case|as soon as)\b[^,;]*\Z", re.IGNORECASE
)
"""What makes the words behind it a case and no statement."""


def dates(text: str) -> list[str]:
    """Return the dates of a text as ISO dates, in their order."""
    return [_iso(match) for match in _DATE.finditer(text)]


def _iso(match: re.Match[str]) -> str:
    part = match.groupdict()
    if part["year"]:
        return f"{part['year']}-{part['month']}-{part['day']}"
    name = (part["name"] or part["name_first"]).lower()[:3]
    month = _MONTHS.index(name) + 1
    day, year = part["day_first"] or part["day_second"], part["year_last"] or part["year_end"]
    return f"{year}-{month:02}-{int(day):02}"


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge what current text says on the subject."""
    for case in cases:
        found = [
            one
            for fact in case.facts
            if isinstance(fact, PassageFound)
            for one in _judge(case, fact)
        ]
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case, found: PassageFound) -> Iterator[Finding]:
    argument = cast("YieldsToLater", case.clause.argument)
    *earlier, _ = argument.statements
    for (_, phrases), (later, newer) in zip(earlier, argument.statements[1:], strict=True):
        for match in _pattern(phrases).finditer(fold_signs(found.text)):
            start, end = _sentence(found.text, match)
            sentence = found.text[start:end]
            said_too = _pattern(newer).search(fold_signs(sentence))
            if not said_too and _speaks_for(found, sentence, later) and _is_said(found, match):
                yield _outdated(case, found, match)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    wordings = (fold_signs(plain(one)).strip(" .") for one in phrases)
    return any_of(tuple(form for one in wordings for form in _forms(one)), MemberShape.PHRASE)


def _forms(phrase: str) -> Iterator[str]:
    """Yield a phrase and the other ways to write its *not*: *isn't*, *is not yet*, *is still not*."""
    yield phrase
    for form in (r"\1n't", r"\1n't yet", r"\1 not yet", r"\1 still not", r"still \1 not"):
        other = _NOT.sub(form, phrase)
        if other != phrase:
            yield other


def _speaks_for(found: PassageFound, sentence: str, later: str) -> bool:
    """Say whether a text speaks for a day on which the later statement holds: the nearest date counts."""
    entry = _DATE.match(found.text.lstrip("[(* "))
    around = (sentence, entry[0] if entry else "", *reversed(found.passage.titles), found.document)
    dated = next((given for text in around if (given := dates(text))), None)
    if dated:
        return min(dated) >= later
    return found.passage.role is Role.CURRENT


def _is_said(found: PassageFound, match: re.Match[str]) -> bool:
    """Say whether a phrase is stated: it is no question and no case, and nothing before it takes it back."""
    start, end = _sentence(found.text, match)
    before = _CLAUSE.split(found.text[start : match.start()])[-1]
    is_question = found.text[start:end].rstrip().endswith("?")
    if is_question or _CONDITION.search(before) or NEGATION.search(before):
        return False
    loose = NEGATION.search(match[0]) or _AHEAD.search(match[0])
    said = (
        set(Stance) - {Stance.PAST, Stance.QUOTED, Stance.EXAMPLE} if loose else {Stance.AFFIRMED}
    )
    return {found.stance(match.start()).stance, found.stance(match.end() - 1).stance} <= said


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence is around a match; names in lower case may begin one."""
    ends = [one.end() for one in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= match.start()), default=0)
    return start, min((end for end in ends if end >= match.end()), default=len(text))


def _outdated(case: Case, found: PassageFound, match: re.Match[str]) -> Finding:
    argument = cast("YieldsToLater", case.clause.argument)
    date, latest = argument.statements[-1]
    at = found.locate(*match.span())
    what = "heading" if found.passage.kind is PassageKind.HEADING else "text"
    return drift(
        case.clause,
        "statement-outdated",
        subject=f"{argument.subject}: {match[0].lower()}",
        message=f"this {what} says of {argument.subject} what is not so since {date}: `{match[0]}`",
        places=[at],
        expected=latest[0],
        observed=match[0],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say what holds since {date}: {latest[0]}", at),
            Repair(RepairTarget.DOCUMENT, "put it under its date, or into the past", at),
        ],
    )
