"""Rows with their values, equal in every view; a difference names the odd one out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from contractcheck.model.arguments import Bound
from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.likeness import is_near, squeezed
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.records import ColumnGone, RecordFound, RecordsAre, Row, Writings
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.views import Shown, lines_of, weigh

_SHARED = frozenset({"member-missing", "member-differs", "value-differs"})
"""Faults that are about a fact which other views show too."""


@dataclass(frozen=True, slots=True)
class _Difference:
    """One way in which one view departs from the declared rows."""

    what: str
    subject: str
    case: Case
    at: Location
    message: str
    expected: str = ""
    observed: str = ""


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge all views of the same rows together, so that one fault is one finding."""
    differences: list[_Difference] = []
    for case in cases:
        if not is_there(case):
            yield place_gone(case)
            yield Verdict(case.clause.id, Outcome.FAILED, "the place is gone")
            continue
        found = list(_differences(case))
        differences += found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)
    groups: dict[tuple[str, str], list[_Difference]] = {}
    for one in differences:
        groups.setdefault(_fact(one), []).append(one)
    for group in groups.values():
        yield _finding(group, cases)


def _differences(case: Case) -> Iterator[_Difference]:
    argument = cast("RecordsAre", case.clause.argument)
    where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    records = [fact for fact in case.facts if isinstance(fact, RecordFound)]
    if not records:
        text = f"this view shows no {argument.noun} at all"
        yield _Difference("view-empty", case.clause.id, case, where, text)
        return
    for fact in case.facts:
        if isinstance(fact, ColumnGone):
            text = f"this table has no column `{fact.header}`"
            yield _Difference("column-missing", fact.header, case, fact.at, text, fact.header)
    rows = {fold(row.key): row for row in argument.rows}
    shown: dict[str, RecordFound] = {}
    strangers = []
    for record in records:
        row = rows.get(fold(record.key.text))
        if row and record.key.code and record.key.text != row.key:
            row = None
        if row is None:
            strangers.append(record)
        elif row.key in shown:
            text = f"the {argument.noun} `{row.key}` is shown twice"
            yield _Difference("member-repeated", row.key, case, record.key.at, text)
        else:
            shown[row.key] = record
            yield from _cells(case, row, record)
    yield from _missing(case, where, shown, strangers)


def _missing(
    case: Case, where: Location, shown: dict[str, RecordFound], strangers: list[RecordFound]
) -> Iterator[_Difference]:
    argument = cast("RecordsAre", case.clause.argument)
    noun = argument.noun
    for row in argument.rows:
        if row.key in shown or argument.bound is Bound.AT_MOST:
            continue
        like = next((one for one in strangers if _stands_for(one, row, argument)), None)
        if like is not None:
            strangers.remove(like)
            text = f"`{like.key.text}` stands here where the contract has `{row.key}`"
            at, seen = like.key.at, like.key.text
            yield _Difference("member-differs", row.key, case, at, text, row.key, seen)
        else:
            text = f"the {noun} `{row.key}` is not shown here"
            yield _Difference("member-missing", row.key, case, where, text, row.key)
    if argument.bound is not Bound.AT_LEAST:
        for one in strangers:
            text = f"`{one.key.text}` is shown here and is no {noun} of the contract"
            seen = one.key.text
            yield _Difference("unknown-member", seen, case, one.key.at, text, "", seen)


def _stands_for(record: RecordFound, row: Row, argument: RecordsAre) -> bool:
    """Say whether an unknown row is a declared one under another name: alike, or with all its values."""
    shown = record.key.text
    if squeezed(shown) == squeezed(row.key) or is_near(shown, row.key):
        return True
    cells = [(name, value) for name, value in _of(record, argument) if value.text]
    values = dict(row.values)
    return bool(cells) and all(_shows(value.text, values.get(name, ())) for name, value in cells)


def _of(record: RecordFound, argument: RecordsAre) -> list[tuple[str, Value]]:
    """Return the cells by the column's own name; a cell without header stands for every column."""
    headers = dict(argument.headers)
    found = []
    for name in argument.columns:
        for header, value in record.cells:
            if not header or header == headers[name]:
                found.append((name, value))
    return found


def _cells(case: Case, row: Row, record: RecordFound) -> Iterator[_Difference]:
    argument = cast("RecordsAre", case.clause.argument)
    values = dict(row.values)
    for name, value in _of(record, argument):
        writings = values.get(name, ())
        if not writings or _agrees(value, name, writings, argument):
            continue
        shown = f"`{value.text}` as" if value.text else "no"
        text = (
            f"the {argument.noun} `{row.key}` has {shown} {name} here, "
            f"the contract has `{writings[0]}`"
        )
        subject = f"{row.key}/{name}"
        yield _Difference("value-differs", subject, case, value.at, text, writings[0], value.text)


def _agrees(value: Value, column: str, writings: Writings, argument: RecordsAre) -> bool:
    """Say whether a cell shows the value, and no other row's value of that column."""
    text = value.text
    if value.code:
        return text in writings
    if fold(text).lower() in {fold(one).lower() for one in writings}:
        return True
    every = {w: w in writings for row in argument.rows for w in dict(row.values).get(column, ())}
    every.update(dict.fromkeys(writings, True))
    pattern = _any(tuple(sorted(every, key=lambda one: (-len(one), one))))
    mine = {fold(one).lower() for one in writings}
    found = {fold(match[0]).lower() for match in pattern.finditer(fold(text))}
    return bool(found) and found <= mine


def _shows(text: str, writings: Writings) -> bool:
    return bool(writings) and _any(writings).search(fold(text)) is not None


@lru_cache(maxsize=256)
def _any(writings: Writings) -> re.Pattern[str]:
    """Return the pattern of whole values; signs such as ``*`` make another value: ``S3*`` is not ``S3``."""
    texts = "|".join(re.escape(fold(one)) for one in writings)
    return re.compile(rf"(?<![\w*+#-])(?:{texts})(?![\w*+#-])(?!\.\w)", re.IGNORECASE)


def _finding(group: Sequence[_Difference], cases: Sequence[Case]) -> Finding:
    first = next((one for one in group if one.observed), group[0])
    views = [
        _shown(case, first, group)
        for case in cases
        if any(one.case is case for one in group) or _agrees_on(case, first)
    ]
    unknown = first.what == "unknown-member"
    weighed = weigh("" if unknown else first.expected, views)
    at, clause = first.at, first.case.clause
    declared = _declared(first)
    replacement = first.expected if first.what in {"value-differs", "member-differs"} else None
    places = [at, *(one.at for one in group if one is not first)]
    return drift(
        clause,
        first.what,
        subject=first.subject,
        message="; ".join(part for part in (first.message, weighed.note) if part),
        places=[declared or clause.at, *places] if weighed.outvoted else places,
        expected=first.expected,
        observed=first.observed,
        related=(
            *([Related(declared, "it is declared here")] if declared else []),
            *weighed.related,
        ),
        repairs=[
            Repair(RepairTarget.DOCUMENT, "show it as the contract does", at, replacement),
            Repair(RepairTarget.CONTRACT, "change the rows of the contract", declared or clause.at),
        ],
    )


def _declared(difference: _Difference) -> Location | None:
    """Return where the contract declares the row that a difference is about, or all of them."""
    argument = cast("RecordsAre", difference.case.clause.argument)
    key = difference.subject.partition("/")[0]
    return next((row.at for row in argument.rows if row.key == key), argument.declared)


def _fact(difference: _Difference) -> tuple[str, str]:
    """Return what a difference is about: a row under any name, one value of it, a view as a whole."""
    named = difference.what in {"member-missing", "member-differs"}
    return "member" if named else difference.what, difference.subject


def _shown(case: Case, fact: _Difference, group: Sequence[_Difference]) -> Shown:
    """Return what one view shows of a fact."""
    keys = [fact.key for fact in case.facts if isinstance(fact, RecordFound)]
    own = next((one for one in group if one.case is case), None)
    row = fold(fact.subject.partition("/")[0])
    at = own.at if own else next((key.at for key in keys if fold(key.text) == row), None)
    at = at or next(one.at for one in case.facts if isinstance(one, PlaceFound))
    voice = own.observed if own else fact.expected
    says = f"shows `{voice}`" if voice else f"does not show `{fact.subject}`"
    return Shown(_name(case), at, says, voice, lines_of([*case.facts, *keys]))


def _name(case: Case) -> str:
    """Return how the contract calls a view: the rest of ``contract/records/rows/view``."""
    return case.clause.id.split("/", 3)[-1]


def _agrees_on(case: Case, fact: _Difference) -> bool:
    """Say whether a view that is no part of the fault shows the fact."""
    key = fold(fact.subject.partition("/")[0])
    shows = any(isinstance(one, RecordFound) and fold(one.key.text) == key for one in case.facts)
    return fact.what in _SHARED and is_there(case) and shows and _would_show(case, fact)


def _would_show(case: Case, difference: _Difference) -> bool:
    argument = cast("RecordsAre", case.clause.argument)
    key, _, column = difference.subject.partition("/")
    return any(row.key == key for row in argument.rows) and (
        not column or column in argument.columns
    )
