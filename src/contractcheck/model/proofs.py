"""The one grammar of evidence in contracts: what ``proven_by`` entries compile to."""

from __future__ import annotations

from collections.abc import Iterator

from contractcheck.model.arguments import JobProves, PathStands
from contractcheck.model.clause import Argument, Clause, Need
from contractcheck.model.contract import Contract
from contractcheck.model.fields import Field
from contractcheck.model.needs import PathsNeed, WorkflowNeed


def proof_clauses(contract: Contract, clause_id: str, field: Field, gate: str) -> Iterator[Clause]:
    """Yield a clause per ``proven_by`` entry of ``field``: ``job``, ``command`` or ``path``."""
    entries = list(field.get("proven_by").each())
    for number, entry in enumerate(entries, 1):
        says, argument, needs = _read(entry, gate)
        yield Clause(
            id=f"{clause_id}/proof" + (f"-{number}" if len(entries) > 1 else ""),
            kind=contract.kind,
            says=says,
            at=entry.at,
            argument=argument,
            needs=needs,
            group=f"{contract.id}/proofs",
            owner=contract.owner,
        )


def _read(entry: Field, gate: str) -> tuple[str, Argument, tuple[Need, ...]]:
    if isinstance(entry.value, dict):
        source = next(name for name in ("job", "command", "path") if entry.has(name))
        rest = entry.get(source).text
    else:
        source, _, rest = entry.text.partition(" ")
    singular = entry.get("singular").text
    if source == "path":
        path_needs = tuple(PathsNeed(pattern) for pattern in (rest, singular) if pattern)
        return f"proven by the path {rest}", PathStands(rest, singular), path_needs
    workflow, _, name = rest.strip().partition(" ")
    gate = entry.get("gate").text if entry.has("gate") else gate
    name = name.strip()
    argument = JobProves(
        job=name if source == "job" else "",
        command=name if source == "command" else "",
        gate=gate,
        singular=singular,
    )
    return f"proven by the {source} {name} of {workflow}", argument, (WorkflowNeed(workflow),)
