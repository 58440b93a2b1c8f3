"""Many places of one fault are one finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from contractcheck.model.finding import Finding, Rule, joined
from contractcheck.model.location import Location

_SPELLING = "/misspelt-name"


def fold(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """Return findings sorted by place; those with one fingerprint are one, with all their places.

    What another finding already says of the same place, or says better, is not said twice.
    """
    by_fingerprint: dict[str, Finding] = {}
    for finding in sorted(_without_echoes(list(_the_better(list(findings), rules))), key=_order):
        first = by_fingerprint.get(finding.fingerprint)
        by_fingerprint[finding.fingerprint] = joined(first, finding) if first else finding
    return tuple(sorted(by_fingerprint.values(), key=_order))


def _the_better(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> Iterator[Finding]:
    told: set[tuple[object, ...]] = set()
    by_rule: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[_contract(finding), _what(finding)].append(finding)
    for finding in findings:
        # a place that is gone, or one text that fits none of several APIs, is told by the first clause
        where = () if _what(finding) == "place-gone" else (finding.rule, finding.places)
        key = (_contract(finding), finding.subject, finding.message, where)
        if key in told:
            continue
        told.add(key)
        better = rules[finding.rule].echo_of if finding.rule in rules else ()
        others = [one for what in better for one in by_rule.get((_contract(finding), what), ())]
        if any(one.subject == finding.subject for one in others):
            continue
        said = [place for one in others for place in one.places]
        places = tuple(p for p in finding.places if not any(_overlap(p, other) for other in said))
        if places:
            yield replace(finding, places=places)


def _what(finding: Finding) -> str:
    return finding.rule.rpartition("/")[2]


def _contract(finding: Finding) -> str:
    return finding.clause.partition("/")[0]


def _overlap(one: Location, other: Location) -> bool:
    left, right = one.span, other.span
    return one.document == other.document and left.start < right.end and right.start < left.end


def _without_echoes(findings: Sequence[Finding]) -> Iterator[Finding]:
    named = {
        (place.document, place.span.start, finding.expected)
        for finding in findings
        if finding.expected and not finding.rule.endswith(_SPELLING)
        for place in finding.places
    }
    for finding in findings:
        if not finding.rule.endswith(_SPELLING):
            yield finding
            continue
        places = tuple(
            place
            for place in finding.places
            if (place.document, place.span.start, finding.expected) not in named
        )
        if places:
            yield replace(finding, places=places)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (
        place.document,
        place.span.start,
        place.span.line,
        finding.rule,
        finding.clause,
        finding.subject,
    )
