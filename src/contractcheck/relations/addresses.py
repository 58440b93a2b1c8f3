"""Classes of URLs stay apart, and inside addresses stay out of public documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from contractcheck.model.addresses import (
    NoInsideUrl,
    UrlClass,
    UrlsApart,
    find_urls,
    is_inside,
    same_url,
)
from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.folding import fold_signs
from contractcheck.model.location import Location
from contractcheck.model.pairing import Spot, pair
from contractcheck.model.place import MemberShape
from contractcheck.model.stance import Role, Stance
from contractcheck.model.units import UnitFound
from contractcheck.model.verdict import Outcome, Verdict
from contractcheck.model.words import any_of

_NOT_SAID = frozenset({Stance.DENIED, Stance.PAST})


def judge(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the URLs that documents call by the name of a class."""
    for case in cases:
        found = list(_judge(case))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _judge(case: Case) -> Iterator[Finding]:
    argument = cast("UrlsApart", case.clause.argument)
    classes = {one.name: one for one in argument.classes}
    owners: dict[str, tuple[str, Location]] = {
        same_url(url): (one.name, case.clause.at) for one in argument.classes for url in one.urls
    }
    for unit in _units(case):
        for name, (start, end) in _named(unit, argument.classes):
            url, at = unit.value.text[start:end], unit.locate(start)
            one = classes[name]
            if one.urls and not any(same_url(url).startswith(same_url(own)) for own in one.urls):
                taken = owners.get(same_url(url))
                if taken is None:
                    text = (
                        f"`{url}` is called {one.called[0]} here; the contract has `{one.urls[0]}`"
                    )
                    yield _finding(case, "url-differs", name, text, at)
                    continue
            first, where = owners.setdefault(same_url(url), (name, at))
            if first != name:
                text = f"`{url}` is the {one.called[0]} here and the {classes[first].called[0]} elsewhere"
                yield _finding(case, "urls-shared", same_url(url), text, at, where)
            elif not one.inside and is_inside(url, _hosts(argument.classes)):
                text = f"`{url}` is called {one.called[0]} here and leads to a host that is only inside"
                yield _finding(case, "url-inside", same_url(url), text, at)


def _hosts(classes: Sequence[UrlClass]) -> tuple[str, ...]:
    return tuple(host for one in classes for host in one.hosts)


def _units(case: Case) -> Iterator[UnitFound]:
    for unit in case.facts:
        if isinstance(unit, UnitFound) and unit.value.role is not Role.HISTORY:
            yield unit


def _named(unit: UnitFound, classes: Sequence[UrlClass]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each URL with the class it is called by, in the unit or in what it hangs on."""
    text = fold_signs(unit.value.text)
    urls = [Spot("", *span) for span in find_urls(text)]
    if not urls:
        return
    names = _spots(text, classes)
    if not names:
        above = {spot.name for one in unit.above[:1] for spot in _spots(one, classes)}
        if len(above) == 1:
            name = above.pop()
            yield from ((name, (url.start, url.end)) for url in urls if _is_said(unit, url))
        return
    for spot, url in pair(names, urls, text):
        if _is_said(unit, url):
            yield spot.name, (url.start, url.end)


def _is_said(unit: UnitFound, url: Spot) -> bool:
    return unit.stance(url.start).stance not in _NOT_SAID


def _spots(text: str, classes: Sequence[UrlClass]) -> list[Spot]:
    found = [
        Spot(one.name, match.start(), match.end())
        for one in classes
        for match in any_of(one.called, MemberShape.PHRASE).finditer(text)
    ]
    return [
        spot
        for spot in found
        if not any(
            o.start <= spot.start and spot.end <= o.end and o.end - o.start > spot.end - spot.start
            for o in found
        )
    ]


def judge_public(cases: Sequence[Case]) -> Iterable[Verdict | Finding]:
    """Judge the URLs of public documents."""
    for case in cases:
        argument = cast("NoInsideUrl", case.clause.argument)
        inside = {same_url(url) for url in argument.urls}
        found = []
        for unit in _units(case):
            text = unit.value.text
            for start, end in find_urls(text):
                url = text[start:end]
                if is_inside(url, argument.hosts) or same_url(url) in inside:
                    message = f"`{url}` leads to a host that is only inside, in a public document"
                    at = unit.locate(start)
                    found.append(_finding(case, "url-inside", same_url(url), message, at))
        yield from found
        yield Verdict(case.clause.id, Outcome.FAILED if found else Outcome.PASSED)


def _finding(  # noqa: PLR0913, PLR0917 - a finding is made in one place only
    case: Case, what: str, subject: str, message: str, at: Location, other: Location | None = None
) -> Finding:
    return drift(
        case.clause,
        what,
        subject=subject,
        message=message,
        places=[at],
        observed=subject,
        related=[Related(other, "it has another name here")] if other else [],
        repairs=[Repair(RepairTarget.DOCUMENT, "write the URL of this class, or leave it out", at)],
    )
