"""Open questions: each stays in its list until it is answered, and somebody owns it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.likeness import likeness
from contractcheck.model.needs import PlaceFound
from contractcheck.model.passages import PassageFound, QuestionKept, QuestionsOwned, stands_in
from contractcheck.model.per_document import each_document
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.walk import PassageKind
from contractcheck.model.yaml_text import yaml_scalar

ALIKE = 0.6
_OWNED = re.compile(
    r"(?:\bowner\b|\bowned by\b|\bassign(?:ed to|ee)\b)\W*\w|(?<![\w/])@\w", re.IGNORECASE
)
_NONE_OPEN = re.compile(r"(?:none|nothing|no open questions?)\b.{0,40}", re.IGNORECASE)


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the questions of one list together."""
    for case in cases:
        found = [one for _, part in each_document(case) for one in _document(part, cases)]
        failed = any(one.rule.rpartition("/")[2] != "question-unowned" for one in found)
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if failed else Outcome.PASSED)


def _document(case: Case, cases: Sequence[Case]) -> Iterator[Finding]:
    argument = case.clause.argument
    if not is_there(case):
        if not (isinstance(argument, QuestionKept) and argument.answered):
            yield place_gone(case)
        return
    texts = [fact for fact in case.facts if isinstance(fact, PassageFound)]
    asked = [one for one in texts if _asks(one, listed=stands_in(one, case.facts))]
    pairs = _pairs(asked, _declared(cases))
    if isinstance(argument, QuestionsOwned):
        for question in asked:
            if question.at not in {one.at for one in pairs.values()} and not _owned(question):
                yield _unowned(case, question, question.text, declared=False)
        return
    wanted = cast("QuestionKept", argument)
    yield from _kept(case, wanted, pairs.get(wanted.text))


def _declared(cases: Sequence[Case]) -> list[str]:
    return [
        one.clause.argument.text for one in cases if isinstance(one.clause.argument, QuestionKept)
    ]


def _asks(found: PassageFound, *, listed: bool) -> bool:
    """Say whether a text is a question: an item of the list, a row, or a text that ends with one."""
    passage, text = found.passage, found.text.strip()
    if passage.role is not Role.CURRENT or _NONE_OPEN.fullmatch(text):
        return False
    if passage.kind is PassageKind.CELL:
        return bool(passage.beside) and "?" in text
    is_item = passage.kind is PassageKind.ITEM and passage.depth == 0
    return (is_item and (listed or "?" in text)) or text.endswith("?")


def _pairs(asked: Sequence[PassageFound], declared: Sequence[str]) -> dict[str, PassageFound]:
    """Pair declared questions with those asked: the same first, then the most alike."""
    scored = sorted(
        (-score, i, j)
        for i, text in enumerate(declared)
        for j, question in enumerate(asked)
        if (score := _sameness(text, question.text)) >= ALIKE
    )
    taken: dict[int, int] = {}
    for _, i, j in scored:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return {declared[i]: asked[j] for i, j in taken.items()}


def _sameness(declared: str, shown: str) -> float:
    return 2.0 if _is_said(declared, shown) else likeness(declared, shown.partition("?")[0] + "?")


def _is_said(declared: str, shown: str) -> bool:
    return fold(declared).rstrip("?").lower() in fold(shown).lower()


def _kept(case: Case, wanted: QuestionKept, found: PassageFound | None) -> Iterator[Finding]:
    if wanted.answered:
        if found:
            yield _answered(case, wanted, found)
    elif found is None:
        yield _dropped(case, wanted)
    elif not _is_said(wanted.text, found.text):
        yield _differs(case, wanted, found)
    elif not wanted.owner and not _owned(found):
        yield _unowned(case, found, wanted.text, declared=True)


def _owned(found: PassageFound) -> bool:
    return _OWNED.search(f"{found.text} | {found.passage.beside}") is not None


def _dropped(case: Case, wanted: QuestionKept) -> Finding:
    at = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    return drift(
        case.clause,
        "question-dropped",
        subject=wanted.text,
        message=f"the open question `{wanted.text}` is not asked here any more",
        places=[at],
        expected=wanted.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "ask it again", at),
            Repair(RepairTarget.CONTRACT, "say where it was `answered`", case.clause.at),
        ],
    )


def _differs(case: Case, wanted: QuestionKept, found: PassageFound) -> Finding:
    return drift(
        case.clause,
        "question-differs",
        subject=wanted.text,
        message=f"another question stands here than `{wanted.text}`",
        places=[found.at],
        expected=wanted.text,
        observed=found.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "ask the declared question", found.at, wanted.text),
            Repair(RepairTarget.CONTRACT, f"`says: {yaml_scalar(found.text)}`", case.clause.at),
        ],
    )


def _answered(case: Case, wanted: QuestionKept, found: PassageFound) -> Finding:
    return drift(
        case.clause,
        "question-answered",
        subject=wanted.text,
        message=f"this question is answered ({wanted.answered}) and still asked here",
        places=[found.at],
        observed=found.text,
        repairs=[
            Repair(RepairTarget.DOCUMENT, "take it off the list of open questions", found.at),
            Repair(RepairTarget.CONTRACT, "drop `answered` if it is open again", case.clause.at),
        ],
    )


def _unowned(case: Case, found: PassageFound, text: str, *, declared: bool) -> Finding:
    how = "name its `owner`" if declared else "declare it with an `owner`"
    return drift(
        case.clause,
        "question-unowned",
        subject=text,
        message=f"nobody owns the open question `{text}`",
        places=[found.at],
        observed=found.text,
        repairs=[
            Repair(RepairTarget.CONTRACT, how, case.clause.at),
            Repair(RepairTarget.DOCUMENT, "name its owner here", found.at),
        ],
    )
