"""What is wrong with a contract of gates, whatever the world looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from contractcheck.kinds.readiness_gates.contract import Gate, Gates, read_gates
from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding, Related
from contractcheck.model.gates import Declared


def lint(contract: Contract, peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield gates that lack a part, wait in a circle, or are declared passed before what they need."""
    read = read_gates(contract)
    known = {gate.id: gate for one in (*map(read_gates, peers), read) for gate in one.gates}
    circle = _circle(read, known)
    if circle:
        yield circle
    for gate in read.gates:
        yield from _incomplete(read, gate)
        yield from _too_early(gate, known)


def _incomplete(read: Gates, gate: Gate) -> Iterator[Finding]:
    wanted = read.root.get("every_gate_has").texts()
    absent = [key for key in wanted if not gate.field.has(key)]
    if not gate.field.has("evidence") and not gate.field.has("needs") and "evidence" not in absent:
        absent += ["evidence"] if gate.declared is not Declared.DEFERRED else []
    if gate.declared is Declared.DEFERRED and not gate.field.has("until"):
        absent.append("until")
    if absent:
        named = " and ".join(f"`{key}`" for key in absent)
        message = f"the gate `{gate.name}` stands here without {named}"
        yield _fault(gate, "gate-incomplete", gate.name, message, gate.field)


def _too_early(gate: Gate, known: dict[str, Gate]) -> Iterator[Finding]:
    if gate.declared is not Declared.PASSED:
        return
    for name, field in gate.needs:
        other = known.get(name)
        if other and other.declared is not Declared.PASSED:
            message = (
                f"`{gate.name}` is declared passed, and needs `{name}`, which is declared"
                f" {other.declared.value}"
            )
            at = other.field.get("declared")
            related = Related(at.at if at.value else other.field.key_at, "what it needs")
            yield _fault(gate, "contradiction", name, message, field, related)


def _circle(read: Gates, known: dict[str, Gate]) -> Finding | None:
    waits = {name: [one for one, _ in gate.needs] for name, gate in known.items()}
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        ring = [str(one) for one in reversed(error.args[1])]
    else:
        return None
    own = {gate.id for gate in read.gates}
    last = next((name for name in reversed(list(known)) if name in ring and name in own), "")
    if not last:
        return None
    first = ring[:-1].index(last)
    turned = [*ring[first:-1], *ring[:first], last]
    message = f"these gates wait for each other: {' -> '.join(turned)}"
    return _fault(known[last], "contradiction", "needs", message, known[last].field.get("needs"))


def _fault(
    gate: Gate, what: str, subject: str, message: str, field: Field, *related: Related
) -> Finding:
    contract = gate.home.contract
    clause = Clause(
        gate.id, contract.kind, gate.says, gate.field.key_at, Argument(), owner=contract.owner
    )
    return drift(
        clause, what, subject=subject, message=message, places=[field.key_at], related=related
    )
