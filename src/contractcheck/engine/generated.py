"""Files that a program writes: a repair there is to be made in what writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contractcheck.engine.documents import roles_of
from contractcheck.model.configuration import Configuration
from contractcheck.model.finding import Finding, Repair, RepairTarget
from contractcheck.model.stance import Role

NOTE = "a program writes this file: change what it is made from"


def mark_generated(
    findings: Iterable[Finding], configuration: Configuration
) -> tuple[Finding, ...]:
    """Return the findings; repairs of generated files offer no text to put there, and say so."""

    def marked(repair: Repair) -> Repair:
        made = roles_of(repair.at.document, configuration).role is Role.GENERATED
        if not made or repair.target is not RepairTarget.DOCUMENT:
            return repair
        return replace(repair, description=f"{repair.description} ({NOTE})", replacement=None)

    if not configuration.generated:
        return tuple(findings)
    return tuple(replace(one, repairs=tuple(map(marked, one.repairs))) for one in findings)
