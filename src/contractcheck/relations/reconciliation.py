"""Documents say how a stale run is reconciled, and say it as the contract does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.folding import fold
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place import MemberShape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.reconciliation import ReconciliationShown, RowFound
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_DENIES = re.compile(r"\b(?:not|never|no longer|cannot|nothing)\b|n't\b", re.IGNORECASE)
_NOT_SAID = frozenset({Stance.DENIED, Stance.PAST, Stance.PLANNED, Stance.QUOTED})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each stale state at each place on its own."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("ReconciliationShown", case.clause.argument)
    if not is_there(case):
        yield place_gone(case)
        return
    rows = [
        fact for fact in case.facts if isinstance(fact, RowFound) and fact.role is not Role.HISTORY
    ]
    said = [row for row in rows if row.stance.stance not in _NOT_SAID]
    if any(_is_whole(row.text, argument) for row in said):
        return
    near = [row for row in rows if _is_about(row.text, argument)]
    path = " -> ".join(f"`{name}`" for name in argument.path)
    wanted = f"{path} after {argument.after}" if argument.after else path
    if near:
        message = f"a stale `{argument.state}` goes {wanted}; this says something else"
        yield _finding(case, argument, "reconciliation-differs", message, near[0])
        return
    message = f"nothing here says where a stale `{argument.state}` goes: {wanted}"
    yield _finding(case, argument, "reconciliation-missing", message, None)


def _is_whole(text: str, argument: ReconciliationShown) -> bool:
    """Say whether a text names the state, then its path in order, and the time, and denies none of it."""
    at, first = 0, 0
    for number, name in enumerate((argument.state, *argument.path)):
        match = _names(name).search(text, at)
        if match is None:
            return False
        first = first if number else match.start()
        at = match.end()
    if _DENIES.search(text, first, at):
        return False
    return not argument.after or fold(argument.after).lower() in fold(text).lower()


def _is_about(text: str, argument: ReconciliationShown) -> bool:
    """Say whether a text speaks of this state first, and of what follows it."""
    first = _names(argument.state).search(text)
    if first is None:
        return False
    others = [match for name in argument.path for match in _names(name).finditer(text)]
    if any(match.start() < first.start() for match in others):
        return False
    speaks = _names("stale").search(text) or _names("reconciled").search(text)
    timed = argument.after and fold(argument.after).lower() in fold(text).lower()
    return bool(others or speaks or timed or "|" in text)


def _names(name: str) -> re.Pattern[str]:
    written = dict.fromkeys((name, name.replace("_", " ").replace("-", " ")))
    return any_of(tuple(written), MemberShape.PHRASE)


def _finding(
    case: Case, argument: ReconciliationShown, what: str, message: str, row: RowFound | None
) -> Finding:
    where = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    at = row.at if row else where
    return drift(
        case.clause,
        what,
        subject=argument.state,
        message=message,
        places=[at],
        expected=" -> ".join((argument.state, *argument.path)),
        observed=row.text.strip(" |") if row else "",
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"say where a stale `{argument.state}` goes", at),
            Repair(RepairTarget.CONTRACT, "change the path under `stale`", case.clause.at),
        ],
    )
