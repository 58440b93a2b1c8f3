"""What is wrong with a contract of gates, whatever the world looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from contractcheck.kinds.readiness_gates.contract import Gate, Gates, read_gates
from contractcheck.model.case import drift
from contractcheck.model.clause import Argument, Clause
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field
from contractcheck.model.finding import Finding, Related, Repair, RepairTarget
from contractcheck.model.gates import Declared
from contractcheck.model.probe_fields import contradictions_of, method_of, read_probe
from contractcheck.model.probes import METHODS
from contractcheck.model.verdict_evidence import gate_named


def lint(contract: Contract, peers: Sequence[Contract]) -> Iterator[Finding]:
    """Yield gates that lack a part, wait in a circle, or are declared passed before what they need."""
    read = read_gates(contract)
    known = {gate.id: gate for one in (*map(read_gates, peers), read) for gate in one.gates}
    needed = {gate.id: gate for one in contract.peers for gate in _gates_of(one)}
    circle = _circle(read, known)
    if circle:
        yield circle
    for gate in read.gates:
        yield from _incomplete(read, gate)
        yield from _too_early(gate, needed | known)
        yield from _impossible(gate, gate.field.get("evidence"))


def _gates_of(contract: Contract) -> tuple[Gate, ...]:
    return read_gates(contract).gates if contract.kind == "readiness-gates" else ()


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
        fix = f"give it {named}"
        yield _fault(gate, "gate-incomplete", gate.name, message, field=gate.field, fix=fix)


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
            fix = f"declare `{gate.name}` waiting, or `{name}` passed"
            yield _fault(
                gate, "contradiction", name, message, field=field, fix=fix, related=[related]
            )


def _impossible(gate: Gate, evidence: Field) -> Iterator[Finding]:
    """Yield probes among the evidence that no answer can pass, however deep they stand."""
    for entry in evidence.each():
        if not isinstance(entry.value, dict):
            continue
        for key in ("any_of", "all_of"):
            yield from _impossible(gate, entry.get(key))
        if any(entry.has(method) for method in METHODS):
            probe = read_probe(entry, "", method_of(entry))
            for subject, message, field in contradictions_of(entry, probe.argument):
                yield _fault(
                    gate, "contradiction", subject, message, field=field, fix="keep one of the two"
                )


def _circle(read: Gates, known: dict[str, Gate]) -> Finding | None:
    waits = {name: list(_waits(gate, known)) for name, gate in known.items()}
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
    alone = turned[1] == last
    each = "this gate waits for itself" if alone else "these gates wait for each other"
    message = f"{each}: {' -> '.join(turned)}"
    gate = known[last]
    is_needed = turned[1] in {name for name, _ in gate.needs}
    at = gate.field.get("needs" if is_needed else "evidence")
    return _fault(
        gate, "contradiction", "needs", message, field=at, fix=f"take `{turned[1]}` out of it"
    )


def _waits(gate: Gate, known: dict[str, Gate]) -> Iterator[str]:
    """Yield the gates that must be passed before, as needed or as evidence: one, or a whole contract."""
    yield from (name for name, _ in gate.needs)
    for word, text in _named(gate.field.get("evidence")):
        named = gate_named(text, gate.home.contract.id)
        if word in {"gate", "clause"} and named in known:
            yield named
        elif word == "contract":
            yield from (one for one in known if known[one].home.contract.id == text)


def _named(evidence: Field) -> Iterator[tuple[str, str]]:
    """Yield the word and the text of each entry, however deep it stands."""
    for entry in evidence.each():
        if not isinstance(entry.value, dict):
            word, _, text = entry.text.partition(" ")
            yield word, text.strip()
            continue
        for key in ("any_of", "all_of"):
            yield from _named(entry.get(key))
        yield from ((word, entry.get(word).text) for word in ("gate", "clause", "contract"))


def _fault(  # noqa: PLR0913 - what a finding consists of
    gate: Gate,
    what: str,
    subject: str,
    message: str,
    *,
    field: Field,
    fix: str,
    related: Sequence[Related] = (),
) -> Finding:
    contract = gate.home.contract
    clause = Clause(
        gate.id, contract.kind, gate.says, gate.field.key_at, Argument(), owner=contract.owner
    )
    return drift(
        clause,
        what,
        subject=subject,
        message=message,
        places=[field.key_at],
        related=related,
        repairs=[Repair(RepairTarget.CONTRACT, fix, field.key_at)],
    )
