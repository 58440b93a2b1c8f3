"""Evidence of a server: its answer to one question that only reads."""

from __future__ import annotations

from collections.abc import Iterable

from contractcheck.model.contract import Reference
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.probe_fields import identity_of, read_probe
from contractcheck.model.probes import METHODS


def _read(entry: Entry) -> Observable:
    probe = read_probe(entry.field, entry.api, entry.word)
    return Observable(probe.says, probe.argument, probe.needs)


def _references(entry: Entry) -> Iterable[Reference]:
    return identity_of(entry.field, entry.api)


KINDS = tuple(EvidenceKind(method, _read, _references) for method in METHODS)
