"""What people confirmed, and whether the files they looked at are still the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from contractcheck.model.attestations import (
    Attestation,
    AttestationFound,
    AttestationNeed,
    covers,
    digest_of,
)
from contractcheck.model.evidence import Evidence, Gap
from contractcheck.model.problem import UnreadableError
from contractcheck.sources.world import World


def collect(need: AttestationNeed, world: World) -> Evidence | Gap:
    """Return the attestations of a subject, each held against the files of today."""
    found = [
        one
        for one in world.attestations
        if any(covers(subject, need.subject) for subject in one.subjects)
    ]
    for one in found:
        world.diary.turns.update(_turns(one, world.today))
    facts = tuple(AttestationFound(one, world.today, tuple(_changed(one, world))) for one in found)
    return Evidence(facts, tuple(dict.fromkeys(one.at.document for one in found)))


def _changed(attestation: Attestation, world: World) -> Iterator[str]:
    for file in attestation.of:
        try:
            content = world.files.read(file.path)
        except UnreadableError as error:
            yield f"{file.path} ({error.problem.message})"
        else:
            if digest_of(content) != file.digest:
                yield f"{file.path} (its digest at {file.at} is another)"


def _turns(attestation: Attestation, today: date) -> set[date]:
    """Return the days from which on an attestation counts, or does no longer."""
    ends = attestation.expires
    ended = {ends + timedelta(days=1)} if ends and ends < date.max else set()
    return ended | ({attestation.on} if attestation.on > today else set())
