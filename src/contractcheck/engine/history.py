"""Which view of a fact changed last, where the local history of the tree tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from contractcheck.model.finding import Finding, Related
from contractcheck.ports import Change, Revisions

_NEVER = datetime.max.replace(tzinfo=UTC)


def with_history(findings: Iterable[Finding], revisions: Revisions) -> tuple[Finding, ...]:
    """Return the findings with what is known of the last change of each view; others are not asked."""
    return tuple(
        replace(one, related=tuple(_dated(one.related, revisions)))
        if any(related.lines for related in one.related)
        else one
        for one in findings
    )


def _dated(related: tuple[Related, ...], revisions: Revisions) -> Iterator[Related]:
    changes = [_change(one, revisions) for one in related]
    known = [change for change in changes if change]
    latest = max(map(_order, known), default=None)
    several = len(known) > 1
    for one, change in zip(related, changes, strict=True):
        if change is None:
            yield one
            continue
        alone = sum(_order(other) == latest for other in known) == 1
        is_last = several and alone and _order(change) == latest
        yield replace(one, note=f"{one.note}; {_say(change, is_last=is_last)}")


def _change(related: Related, revisions: Revisions) -> Change | None:
    if related.lines is None:
        return None
    return revisions.last_change(related.at.document, *related.lines)


def _order(change: Change) -> datetime:
    """Return what orders changes: their time; what is not committed is the latest."""
    return change.when or _NEVER


def _say(change: Change, *, is_last: bool) -> str:
    """Say when in a way that names nobody."""
    said = "changed last" if is_last else "changed"
    if change.when is None:
        return f"{said}, and not committed"
    return f"{said} on {change.when.date().isoformat()} in {change.commit}"
