"""``probes``: what a server answers, each a truth of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from contractcheck.model.case import drift
from contractcheck.model.clause import Clause
from contractcheck.model.contract import Contract, Reference
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.probe_fields import contradictions_of, identity_of, method_of, read_probe
from contractcheck.model.probes import AnswerIs


def probes(contract: Contract, root: Field) -> Iterator[Clause]:
    """Yield a clause for each probe."""
    for name, field in root.get("probes").members():
        probe = read_probe(field, _asked(root, field), method_of(field))
        yield Clause(
            id=f"{contract.id}/probes/{name}",
            kind=contract.kind,
            says=probe.says,
            at=field.key_at,
            argument=probe.argument,
            needs=probe.needs,
            formerly=contract.formerly,
            owner=contract.owner,
        )


def lint_probes(contract: Contract, root: Field) -> Iterator[Finding]:
    """Yield the statuses that pass and fail at once, and numbers that nothing can have."""
    for clause, (_, field) in zip(
        probes(contract, root), root.get("probes").members(), strict=True
    ):
        for told in contradictions_of(field, cast("AnswerIs", clause.argument)):
            yield _contradiction(clause, *told)


def _contradiction(clause: Clause, subject: str, message: str, field: Field) -> Finding:
    return drift(
        clause,
        "contradiction",
        subject=subject,
        message=message,
        places=[field.at],
        repairs=[Repair(RepairTarget.CONTRACT, "keep one of the two", field.at)],
    )


def references_of_probes(root: Field) -> Iterator[Reference]:
    """Yield the APIs and identities that probes name."""
    for _, field in root.get("probes").members():
        if field.has("api"):
            yield Reference("api", field.get("api").text, field.get("api").at)
        yield from identity_of(field, _asked(root, field))


def _asked(root: Field, field: Field) -> str:
    return field.get("api").text or root.get("api").text
