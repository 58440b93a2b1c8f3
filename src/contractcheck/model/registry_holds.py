"""Evidence in a live registry: what a query of it answers with. An empty answer shows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.contract import Reference
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.needs import RegistryNeed


@dataclass(frozen=True, slots=True)
class RegistryHolds(Argument):
    """The answer holds all these members, and at least so many; an ``only`` one holds no others."""

    holds: tuple[str, ...] = ()
    at_least: int = 1
    only: bool = False


def _read(entry: Entry) -> Observable:
    api, _, path = entry.text.partition(" ")
    only = entry.field.has("exactly")
    holds = entry.get("exactly" if only else "holds").texts()
    least = int(entry.get("at_least").text or 1)
    wanted = [f"exactly {', '.join(holds)}" if only else ", ".join(holds)] if holds else []
    wanted += [f"at least {least}"] if entry.field.has("at_least") or not holds else []
    need = RegistryNeed(api, path.strip(), entry.get("select").text)
    says = f"{need.describe()} holds {' and '.join(wanted)}"
    return Observable(says, RegistryHolds(holds, least, only), (need,))


def _references(entry: Entry) -> Iterable[Reference]:
    yield Reference("api", entry.text.partition(" ")[0], entry.get("registry").at)


KINDS = (EvidenceKind("registry", _read, _references),)
