"""Gates: what is declared of one, held against what its evidence shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from contractcheck.model.clause import Argument
from contractcheck.model.evidence_grammar import EvidenceTree


class Declared(Enum):
    """What a contract says of a gate.

    It is passed; it waits; nobody is let in to see whether it is passed; or nobody works on it until
    something is so.
    """

    PASSED = "passed"
    WAITING = "waiting"
    BLOCKED = "blocked"
    DEFERRED = "deferred"


@dataclass(frozen=True, slots=True)
class GateDeclared(Argument):
    """A gate is what the evidence shows; ``observed`` is the clause that weighs it.

    ``evidence`` is its own, ``needs`` are the gates that must be passed before.

    ``until`` says what a deferred gate is deferred for; ``requirement`` is why the gate is there.
    ``stated`` is whether the contract writes ``declared`` down, where the clause is then bound to.
    """

    gate: str
    declared: Declared
    observed: str
    evidence: EvidenceTree
    needs: tuple[str, ...] = ()
    until: str = ""
    requirement: str = ""
    stated: bool = True


SOFT_RULE = "readiness-gates/declared-without-evidence"
"""What a lane may let pass where evidence cannot be had: a gate declared passed that nothing shows."""
