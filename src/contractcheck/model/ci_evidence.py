"""Evidence in the tree: a CI job that runs and can fail, a command that one runs, a path that exists."""

from __future__ import annotations

from contractcheck.model.arguments import JobProves, PathStands
from contractcheck.model.evidence_grammar import Entry, EvidenceKind, Observable
from contractcheck.model.needs import PathsNeed, WorkflowNeed


def _path(entry: Entry) -> Observable:
    singular = entry.get("singular").text
    needs = tuple(PathsNeed(pattern) for pattern in (entry.text, singular) if pattern)
    return Observable(f"the path {entry.text}", PathStands(entry.text, singular), needs)


def _workflow(entry: Entry) -> Observable:
    workflow, _, name = entry.text.strip().partition(" ")
    name = name.strip()
    argument = JobProves(
        job=name if entry.word == "job" else "",
        command=name if entry.word == "command" else "",
        gate=entry.get("gate").text if entry.field.has("gate") else entry.home.gate,
        singular=entry.get("singular").text,
    )
    says = f"the {entry.word} {name} of {workflow}"
    return Observable(says, argument, (WorkflowNeed(workflow),))


KINDS = (
    EvidenceKind("job", _workflow),
    EvidenceKind("command", _workflow),
    EvidenceKind("path", _path),
)
