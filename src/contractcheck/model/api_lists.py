"""Evidence in an API description: operations and paths that it lists, and those that it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.contract import Reference
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.needs import ApiNeed

LISTS, LACKS = "openapi_lists", "openapi_lacks"


@dataclass(frozen=True, slots=True)
class ApiLists(Argument):
    """The API lists all of these, and none of those: ``/hubs`` for a path, ``POST /hubs`` for an operation."""

    lists: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def _read(entry: Entry) -> Observable:
    lists, lacks = (entry.get(key).texts() for key in (LISTS, LACKS))
    parts = [
        f"{how} {', '.join(names)}" for how, names in (("lists", lists), ("lacks", lacks)) if names
    ]
    says = f"the OpenAPI of {entry.api} {' and '.join(parts)}"
    return Observable(says, ApiLists(lists, lacks), (ApiNeed(entry.api),))


def _references(entry: Entry) -> Iterable[Reference]:
    """Yield the API of an entry that names none itself: its contract must."""
    if not entry.field.has("api"):
        yield Reference("api", entry.api, entry.field.at)


KINDS = (EvidenceKind(LISTS, _read, _references), EvidenceKind(LACKS, _read, _references))
