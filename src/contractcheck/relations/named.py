"""Names a text uses against the list that should hold them: none unlisted, none listed for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import cast

from contractcheck.model.case import Case, drift
from contractcheck.model.evidence import Value
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import DocumentNeed, PlaceFound
from contractcheck.model.passages import NamesListed, PassageFound
from contractcheck.model.path_pattern import match_text
from contractcheck.model.per_document import judge_each
from contractcheck.model.place import Shape
from contractcheck.model.place_finding import is_there, place_gone
from contractcheck.model.stance import Role, Stance
from contractcheck.model.verdict import Verdict

SAME_NAME = 0.85
_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|without|instead of)\s+(?:(?:an?|any|the)\s+)?\W*\Z", re.IGNORECASE
)
_NAME = re.compile(r"(?<![\w@./-])[A-Za-z0-9_]+(?:[-.][A-Za-z0-9_]+)*(?![\w-])")
_PATH_PART = re.compile(r"(?<=/)[A-Za-z0-9_]+(?:[-.][A-Za-z0-9_]+)*(?![\w-])")


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the names of each document on its own."""
    return judge_each(cases, _document)


def _document(case: Case) -> Iterator[Finding]:
    if not is_there(case):
        yield place_gone(case)
        return
    argument = cast("NamesListed", case.clause.argument)
    listed = {fact.text: fact.at for fact in case.evidence[0].facts if isinstance(fact, Value)}
    first = next(fact.at for fact in case.facts if isinstance(fact, PlaceFound))
    if not listed:
        yield _no_list(case, argument, first)
        return
    said = [
        one
        for fact in case.facts
        if isinstance(fact, PassageFound)
        for one in _names(fact, argument)
    ]
    used: dict[str, list[Location]] = {}
    for name, is_current, at in said:
        if is_current and name not in listed and name not in argument.beside:
            used.setdefault(name, []).append(at)
    list_at = next(iter(listed.values()))
    unused = [name for name in listed if name not in {one for one, _, _ in said}]
    meant = {name: get_close_matches(name, used, n=1, cutoff=SAME_NAME) for name in unused}
    for name, places in used.items():
        if [name] not in meant.values():
            yield _unlisted(case, argument, name, places, list_at)
    for name in unused:
        yield _unused(case, argument, name, listed[name], meant[name])


def _no_list(case: Case, argument: NamesListed, at: Location) -> Finding:
    need = case.clause.needs[0]
    in_front = isinstance(need, DocumentNeed) and need.place.shape is Shape.FRONT_MATTER
    return drift(
        case.clause,
        "value-missing",
        subject="front matter" if in_front else need.describe(),
        message=f"no {argument.noun} is listed here",
        places=[at],
        repairs=[Repair(RepairTarget.DOCUMENT, "list those that the text names", at)],
    )


def _names(fact: PassageFound, argument: NamesListed) -> Iterator[tuple[str, bool, Location]]:
    """Yield the names of a text, whether they are about today, and where they stand."""
    current = fact.passage.role is Role.CURRENT
    for pattern in (_NAME, _PATH_PART):
        for match in pattern.finditer(fact.text):
            if any(match_text(name, match[0]) for name in argument.names):
                is_past = fact.stance(match.start()).stance is Stance.PAST
                denied = _DENIED_BEFORE.search(fact.text[: match.start()])
                yield match[0], current and not is_past and not denied, fact.locate(*match.span())


def _unlisted(
    case: Case, argument: NamesListed, name: str, places: Sequence[Location], listed: Location
) -> Finding:
    return drift(
        case.clause,
        "name-unlisted",
        subject=name,
        message=f"the text names the {argument.noun} `{name}`, and the list does not hold it",
        places=[listed],
        expected=name,
        related=[Related(at, f"`{name}` is named here") for at in places[:3]],
        repairs=[
            Repair(RepairTarget.DOCUMENT, f"add `{name}` to the list", listed),
            Repair(RepairTarget.CONTRACT, f"put `{name}` under `beside`", case.clause.at),
        ],
    )


def _unused(
    case: Case, argument: NamesListed, name: str, at: Location, meant: Sequence[str]
) -> Finding:
    also = f"; it names `{meant[0]}`, which is not listed" if meant else ""
    correct = [Repair(RepairTarget.DOCUMENT, "use the name of the text", at, one) for one in meant]
    remove = Repair(RepairTarget.DOCUMENT, "remove it, or say what it is for", at)
    return drift(
        case.clause,
        "name-unused",
        subject=name,
        message=f"the list holds the {argument.noun} `{name}`, and the text never names it{also}",
        places=[at],
        expected="".join(meant),
        observed=name,
        repairs=[*correct, remove],
    )
