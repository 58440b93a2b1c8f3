"""Many places of one fault are one finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contractcheck.model.finding import Finding


def fold(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings sorted by place; those with one fingerprint are one, with all their places."""
    by_fingerprint: dict[str, Finding] = {}
    for finding in sorted(findings, key=_order):
        first = by_fingerprint.get(finding.fingerprint)
        by_fingerprint[finding.fingerprint] = _joined(first, finding) if first else finding
    return tuple(sorted(by_fingerprint.values(), key=_order))


def _joined(first: Finding, other: Finding) -> Finding:
    return replace(
        first,
        places=tuple(dict.fromkeys((*first.places, *other.places))),
        related=tuple(dict.fromkeys((*first.related, *other.related))),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (place.document, place.span.start, place.span.line, finding.rule, finding.clause, finding.subject)
