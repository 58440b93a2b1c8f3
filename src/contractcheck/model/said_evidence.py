"""Evidence in documents: a place that says something."""

from __future__ import annotations

from contractcheck.model.claims import SaidNeed
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.fields import read_place
from contractcheck.model.statements import StatementSaid


def _read(entry: Entry) -> Observable:
    place = read_place(entry.get("at"))
    argument = StatementSaid(entry.text, declared=entry.get("says").at)
    return Observable(f"said at {place}: {entry.text}", argument, (SaidNeed(place),))


KINDS = (EvidenceKind("says", _read),)
