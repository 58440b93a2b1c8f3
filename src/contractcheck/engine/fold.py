"""Many places of one fault are one finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contractcheck.model.finding import Finding

_SPELLING = "/misspelt-name"


def fold(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by place; those with one fingerprint are one, with all their places.

    A misspelling that another finding already names at the same place is not said twice.
    """
    by_fingerprint: dict[str, Finding] = {}
    for finding in sorted(_without_echoes(list(findings)), key=_order):
        first = by_fingerprint.get(finding.fingerprint)
        by_fingerprint[finding.fingerprint] = _joined(first, finding) if first else finding
    return tuple(sorted(by_fingerprint.values(), key=_order))


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


def _joined(first: Finding, other: Finding) -> Finding:
    return replace(
        first,
        places=tuple(dict.fromkeys((*first.places, *other.places))),
        related=tuple(dict.fromkeys((*first.related, *other.related))),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (place.document, place.span.start, place.span.line, finding.rule, finding.clause, finding.subject)
