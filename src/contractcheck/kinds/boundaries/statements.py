"""``says``: statements that must be made, affirmed or denied, at their places."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.kinds.boundaries.contract import Boundaries
from contractcheck.model.claims import SaidNeed
from contractcheck.model.clause import Clause
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding
from contractcheck.model.folding import fold
from contractcheck.model.statements import StatementSaid


def clauses(boundaries: Boundaries) -> Iterator[Clause]:
    """Yield a clause for each statement at each of its places."""
    for name, field in boundaries.root.get("says").members():
        text, denied = _text(field)
        declared = (field.get("says") if isinstance(field.value, dict) else field).at
        places = boundaries.places(field.get("at"))
        for number, place in enumerate(places):
            yield boundaries.clause(
                f"says/{name}" + (f"-{number + 1}" if number else ""),
                f"{'denied' if denied else 'said'} at {place}: {text}",
                field,
                StatementSaid(text, denied, declared),
                (SaidNeed(place),),
                group="says",
            )


def contradictions(boundaries: Boundaries) -> Iterator[Finding]:
    """Yield statements without a place, and those that must be said and denied at one place."""
    seen: dict[tuple[str, str], bool] = {}
    for name, field in boundaries.root.get("says").members():
        text, denied = _text(field)
        places = boundaries.places(field.get("at"))
        if not places:
            message = "no `at` says where this must stand, and the contract has no `home`"
            yield from boundaries.contradiction(f"says/{name}", field, name, message)
        for place in places:
            key = (fold(text), str(place))
            if seen.setdefault(key, denied) is not denied:
                message = f"this must be both said and denied at {place}: {text}"
                yield from boundaries.contradiction(f"says/{name}", field, name, message)


def _text(field: Field) -> tuple[str, bool]:
    if not isinstance(field.value, dict):
        return field.text, False
    return field.get("says").text, field.get("denied").text.lower() == "true"
