"""Evidence of a revision: what is deployed contains a commit."""

from __future__ import annotations

from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.revisions import ContainsCommit, RevisionNeed


def _read(entry: Entry) -> Observable:
    at = entry.get("at")
    need = RevisionNeed(
        entry.api,
        at.get("get").text,
        entry.text,
        identity=at.get("as").text,
        select=at.get("select").text,
        form=at.get("form").text,
    )
    says = f"what {entry.api} deploys contains {entry.text}"
    return Observable(says, ContainsCommit(entry.text), (need,))


KINDS = (EvidenceKind("deployed", _read),)
