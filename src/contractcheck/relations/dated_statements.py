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
_AHEAD = re.compile(
    r"\b(?:will|shall|would|planned|going to|not yet|until|unless|if|when|once)\b", re.IGNORECASE
)
_SAID = frozenset({Stance.AFFIRMED})
_ALSO_SAID = frozenset({Stance.AFFIRMED, Stance.DENIED, Stance.PLANNED, Stance.CONDITIONAL})


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
    if found.passage.role is not Role.CURRENT:
        return
    *earlier, _ = argument.statements
    for (_, phrases), (later, newer) in zip(earlier, argument.statements[1:], strict=True):
        for phrase in phrases:
            for match in _pattern(phrase).finditer(fold_signs(found.text)):
                if _is_current(found, match, phrase, later) and not _newer(found, match, newer):
                    yield _outdated(case, found, match)


def _pattern(phrase: str) -> re.Pattern[str]:
    return any_of((fold_signs(plain(phrase)).strip(" ."),), MemberShape.PHRASE)


def _is_current(found: PassageFound, match: re.Match[str], phrase: str, later: str) -> bool:
    """Say whether a passage states a phrase as of today: neither dated before ``later`` nor taken back."""
    start, end = _sentence(found, match)
    sentence = found.text[start:end]
    around = [found.document, *found.passage.titles, sentence, *_lead(found)]
    if any(date < later for text in around for date in dates(text)):
        return False
    own = len(NEGATION.findall(phrase))
    loose = bool(own or _AHEAD.search(phrase))
    if own and len(NEGATION.findall(sentence)) > own:
        return False
    stances = {found.stance(match.start()).stance, found.stance(match.end() - 1).stance}
    return stances <= (_ALSO_SAID if loose else _SAID)


def _lead(found: PassageFound) -> list[str]:
    """Return the text of the whole passage where it begins with a date: an entry of a log."""
    match = _DATE.search(found.text)
    return [match[0]] if match and match.start() <= 2 else []  # noqa: PLR2004 - room for a bracket


def _sentence(found: PassageFound, match: re.Match[str]) -> tuple[int, int]:
    prose = found.passage.prose
    stops = (
        [one.end for one in prose.sentences if found.text[: one.end].rstrip()[-1:] in ".!?"]
        if prose
        else []
    )
    start = max((stop for stop in stops if stop <= match.start()), default=0)
    end = min((stop for stop in stops if stop >= match.end()), default=len(found.text))
    return start, end


def _newer(found: PassageFound, match: re.Match[str], newer: Sequence[str]) -> bool:
    """Say whether the same sentence, or the same heading, says the later statement too."""
    start, end = _sentence(found, match)
    return any(_pattern(one).search(fold_signs(found.text[start:end])) for one in newer)


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
