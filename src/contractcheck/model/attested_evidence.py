"""Evidence of a person: somebody in a role confirmed it."""

from __future__ import annotations

from contractcheck.model.attestations import AttestationNeed, ConfirmedBy
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable


def _read(entry: Entry) -> Observable:
    says = f"confirmed by {entry.text}"
    return Observable(says, ConfirmedBy(entry.text), (AttestationNeed(entry.clause),))


KINDS = (EvidenceKind("confirmed by", _read), EvidenceKind("confirmed_by", _read))
