"""What relations say when the place a clause is bound to is not there."""

from __future__ import annotations

from contractcheck.model.case import Case, drift
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.location import Location
from contractcheck.model.needs import DataNeed, DocumentNeed, NoDocument, PlaceFound, PlaceGone
from contractcheck.model.source_code import SourceNeed

_BOUND = (DocumentNeed, DataNeed, SourceNeed)


def is_there(case: Case) -> bool:
    """Say whether the place of a case was found."""
    return any(isinstance(fact, PlaceFound) for fact in case.facts)


def _wanted(case: Case) -> tuple[str, str]:
    """Return the bound place, and its document or file with a ``no`` before it."""
    for need in case.clause.needs:
        if isinstance(need, DocumentNeed):
            return str(need.place), f"no document `{need.place.documents}`"
        if isinstance(need, DataNeed | SourceNeed):
            return need.describe(), f"no file `{need.path}`"
    described = case.clause.needs[0].describe()
    return described, f"no `{described}`"


def _looked_at(case: Case) -> list[str]:
    """Return where the bound place was looked for; what other needs looked at says nothing about it."""
    pairs = list(zip(case.clause.needs, case.evidence, strict=True))
    bound = [brought for need, brought in pairs if isinstance(need, _BOUND)]
    return [path for brought in bound or case.evidence for path in brought.looked_at]


def place_gone(case: Case, why: str = "", named_at: Location | None = None) -> Finding:
    """Return the finding for a document, section or table that is not there (any more).

    ``named_at`` is where the contract names it, if that is not the line of the clause.
    """
    contract = named_at or case.clause.at
    gone = next((fact for fact in case.facts if isinstance(fact, PlaceGone)), None)
    found = next((fact for fact in case.facts if isinstance(fact, PlaceFound)), None)
    wanted, source = _wanted(case)
    looked = _looked_at(case)
    absent = next((fact for fact in case.facts if isinstance(fact, NoDocument)), None)
    repairs = []
    if why and found:
        message, at = f"{why}, at `{wanted}`", found.at
    elif gone and gone.nearest_at:
        message = f"no {gone.noun} `{gone.wanted}`; the nearest is `{gone.nearest}`"
        at = gone.nearest_at
        renamed = gone.wanted if gone.noun == "heading" else None
        repairs = [
            Repair(RepairTarget.DOCUMENT, f"restore the {gone.noun} `{gone.wanted}`", at, renamed)
        ]
    elif gone:
        message, at = f"no {_what(gone)} `{gone.wanted}` in this {_file(gone)}", gone.at
    elif looked:
        message, at = f"nothing stands at `{wanted}`", Location(looked[0])
    else:
        message, at = absent.why if absent else f"{source} is read", contract
    repairs.append(
        Repair(
            RepairTarget.CONTRACT,
            f"name the place where it stands now, instead of `{wanted}`",
            contract,
        )
    )
    return drift(
        case.clause,
        "place-gone",
        subject=source if absent else wanted,
        message=message,
        places=[at],
        expected=wanted,
        repairs=repairs,
    )


def _what(gone: PlaceGone) -> str:
    return "marker" if gone.wanted.startswith("<!--") else gone.noun


def _file(gone: PlaceGone) -> str:
    return "document" if gone.noun.startswith("heading") else "file"
