"""Whether documents name the settings a program needs, and deployments give them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound
from contractcheck.model.place_finding import place_gone
from contractcheck.model.settings import (
    Given,
    NameFound,
    SettingDocumented,
    SettingGiven,
    SettingProvided,
    SettingsFile,
)
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Outcome, Verdict

_NEAR = 0.8
_SAID = frozenset({Stance.AFFIRMED, Stance.CONDITIONAL, Stance.DENIED, Stance.EXAMPLE})


def judge_documented(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each clause: the place names the setting, or one of several, and does not call it optional."""
    for case in cases:
        found = list(_documented(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _documented(case: Case) -> Iterator[Finding]:
    if not any(isinstance(fact, PlaceFound) for fact in case.facts):
        yield place_gone(case)
        return
    argument = cast("SettingDocumented", case.clause.argument)
    named = [fact for fact in case.facts if isinstance(fact, NameFound) and _counts(fact)]
    ours = [fact for fact in named if fact.name in argument.names]
    if any(not fact.optional for fact in ours) and not (
        len(argument.names) == 1 and _is_taken_back(ours)
    ):
        return
    shown = _shown(argument.names)
    if ours:
        at = next(fact.value.at for fact in ours if fact.optional)
        yield drift(
            case.clause,
            "setting-optional",
            subject=shown,
            message=f"{shown} is called optional here",
            places=[fact.value.at for fact in ours if fact.optional],
            expected="required",
            observed="optional",
            repairs=[
                Repair(RepairTarget.DOCUMENT, "say that it is required", at),
                Repair(RepairTarget.CONTRACT, "take it out of `needs`", case.clause.at),
            ],
        )
        return
    others = {fact.name: fact.value.at for fact in named}
    yield _missing(case, "setting-undocumented", f"{shown} is not named here", others, _place(case))


def _counts(fact: NameFound) -> bool:
    return fact.value.role is not Role.HISTORY and fact.value.stance.stance in _SAID


def _is_taken_back(facts: Sequence[NameFound]) -> bool:
    """Say whether a place that names a setting also calls it optional."""
    return any(fact.optional for fact in facts)


def _place(case: Case) -> Location:
    return next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))


def _shown(names: Sequence[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _missing(
    case: Case, what: str, message: str, others: dict[str, Location], place: Location
) -> Finding:
    """Return the finding for a setting that is not there; one spelled almost so stands in its place."""
    names = cast("SettingDocumented | SettingProvided", case.clause.argument).names
    near = _nearest(names, others)
    repairs = [Repair(RepairTarget.CONTRACT, "take it out of `needs`", case.clause.at)]
    if near:
        wanted, written = near
        place = others[written]
        message = f"{message}; `{written}` is"
        add = Repair(RepairTarget.DOCUMENT, f"write `{wanted}`", place)
    else:
        add = Repair(RepairTarget.DOCUMENT, f"add {_shown(names)}", place)
    return drift(
        case.clause,
        what,
        subject=_shown(names),
        message=message,
        places=[place],
        expected=_shown(names),
        observed=f"`{near[1]}`" if near else "",
        repairs=[add, *repairs],
    )


def _nearest(names: Sequence[str], others: dict[str, Location]) -> tuple[str, str] | None:
    for name in names:
        plain = {other.lower().replace("-", "_"): other for other in others if other not in names}
        close = difflib.get_close_matches(name.lower(), plain, n=1, cutoff=_NEAR)
        if close:
            return name, plain[close[0]]
    return None


def judge_provided(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge each clause: every deployment of the files gives the setting, or one of several."""
    for case in cases:
        files = [fact for fact in case.facts if isinstance(fact, SettingsFile)]
        if not files:
            yield place_gone(case, "no settings are read")
            yield Verdict(case.clause.id, Outcome.FAILED)
            continue
        found, doubts = [], []
        for deployment in _deployments(case):
            answer = _provided(case, deployment)
            if isinstance(answer, Finding):
                found.append(answer)
            elif answer:
                doubts.append(answer)
        yield from found
        outcome = Outcome.CANT_TELL if doubts else Outcome.PASSED
        reason = "; ".join(dict.fromkeys(doubts))
        yield Verdict(case.clause.id, Outcome.FAILED if found else outcome, "" if found else reason)


def _deployments(case: Case) -> Iterator[list[SettingsFile | SettingGiven]]:
    """Yield what belongs to one deployment: each env file alone, all other files together."""
    facts = [fact for fact in case.facts if isinstance(fact, SettingsFile | SettingGiven)]
    alone = {f.at.document for f in facts if isinstance(f, SettingsFile) and f.alone}
    for document in sorted(alone):
        yield [fact for fact in facts if fact.at.document == document]
    together = [fact for fact in facts if fact.at.document not in alone]
    if together:
        yield together


def _provided(case: Case, facts: Sequence[SettingsFile | SettingGiven]) -> Finding | str:
    """Return what is wrong with a deployment, or why nobody can tell; empty where it gives the setting."""
    names = cast("SettingProvided", case.clause.argument).names
    settings = [fact for fact in facts if isinstance(fact, SettingGiven)]
    ours = [fact for fact in settings if fact.name in names]
    if any(fact.given in {Given.VALUE, Given.REFERENCE} for fact in ours):
        return ""
    for fact in ours:
        if fact.given is Given.UNDECIDABLE:
            return f"cannot be decided statically: `{fact.name}` at {fact.at}: {fact.why}"
    empty = [fact for fact in ours if fact.given is Given.EMPTY]
    if empty:
        return _empty(case, empty)
    files = [fact for fact in facts if isinstance(fact, SettingsFile)]
    opened = next((fact for fact in files if fact.open_to), None)
    if opened:
        return f"cannot be decided statically: {opened.open_to} at {opened.at} is not in the tree"
    others = {fact.name: fact.at for fact in settings}
    return _missing(
        case, "setting-missing", f"{_shown(names)} is not given here", others, files[0].at
    )


def _empty(case: Case, empty: Sequence[SettingGiven]) -> Finding:
    names = cast("SettingProvided", case.clause.argument).names
    here = " and ".join(f"`{name}`" for name in dict.fromkeys(fact.name for fact in empty))
    message = f"{here} is present but not provided: {empty[0].why}"
    return drift(
        case.clause,
        "setting-empty",
        subject=_shown(names),
        message=message,
        places=[fact.at for fact in empty],
        expected="a value or a reference",
        observed="nothing",
        repairs=[
            Repair(RepairTarget.DOCUMENT, "give a value, or refer to one", empty[0].at),
            Repair(RepairTarget.CONTRACT, "take it out of `needs`", case.clause.at),
        ],
    )
