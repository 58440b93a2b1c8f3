"""The kinds of evidence by the word that names them: one line each. The first that fits names an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contractcheck.model import (
    api_lists,
    attested_evidence,
    ci_evidence,
    deployed_evidence,
    evidence_grammar,
    probe_evidence,
    registry_holds,
    said_evidence,
    smoke_evidence,
    verdict_evidence,
)
from contractcheck.model.contract import Reference
from contractcheck.model.evidence_grammar import EvidenceKind, Home, ReadEvidence
from contractcheck.model.fields import Field

EVIDENCE: Mapping[str, EvidenceKind] = {
    kind.word: kind
    for kinds in (
        api_lists.KINDS,
        registry_holds.KINDS,
        probe_evidence.KINDS,
        verdict_evidence.KINDS,
        ci_evidence.KINDS,
        verdict_evidence.GATES,
        attested_evidence.KINDS,
        deployed_evidence.KINDS,
        smoke_evidence.KINDS,
        said_evidence.KINDS,  # last: any entry may have `says`, which tells people what it shows
    )
    for kind in kinds
}


def read_evidence(field: Field, home: Home) -> ReadEvidence:
    """Return the evidence a field declares; all entries of a list are needed."""
    return evidence_grammar.read_evidence(field, home, EVIDENCE)


def evidence_references(field: Field, home: Home) -> Iterator[Reference]:
    """Yield the names in evidence that must resolve."""
    return evidence_grammar.evidence_references(field, home, EVIDENCE)
