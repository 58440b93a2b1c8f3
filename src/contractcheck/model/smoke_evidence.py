"""Evidence of a smoke: described here, or by the contract for one of the profiles it names."""

from __future__ import annotations

from collections.abc import Iterable

from contractcheck.model.contract import Reference
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.fields import Field
from contractcheck.model.smoke_fields import read_smoke, references_of_smoke

_PROFILE = "profile:"


def _described(entry: Entry) -> Field:
    """Return where the smoke is described: in the entry, else once for the whole contract."""
    own = entry.get("smoke")
    if isinstance(own.value, dict):
        return own
    data = entry.home.contract.data
    return Field(data, "", data.value).get("smoke")


def _profile(entry: Entry) -> str:
    return entry.text.removeprefix(_PROFILE) if entry.text.startswith(_PROFILE) else ""


def _read(entry: Entry) -> Observable:
    smoke = read_smoke(_described(entry), entry.home.contract, entry.api, _profile(entry))
    return Observable(smoke.says, smoke.argument, smoke.needs)


def _references(entry: Entry) -> Iterable[Reference]:
    described = _described(entry)
    if described.value is None:
        at = entry.get("smoke").at if entry.field.has("smoke") else entry.field.at
        yield Reference("smoke", entry.text or "smoke", at)
        return
    yield from references_of_smoke(described, entry.api)


KINDS = (EvidenceKind("smoke", _read, _references),)
