"""A CI workflow of the tree, in the folders GitHub and Gitea read."""

from __future__ import annotations

from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.needs import WorkflowFound, WorkflowNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.readers.workflow import read_workflow
from contractcheck.readers.yaml_data import read_yaml
from contractcheck.sources.world import World

FOLDERS = (".github/workflows", ".gitea/workflows", ".forgejo/workflows")


def collect(need: WorkflowNeed, world: World) -> Evidence | Gap:
    """Return the workflow; nothing where no such file is, a gap where it cannot be read."""
    path = find_workflow(need.workflow, world)
    if path is None:
        return Evidence()
    try:
        workflow = read_workflow(read_yaml(path, world.files.read(path)))
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    return Evidence((WorkflowFound(workflow),), (path,))


def find_workflow(name: str, world: World) -> str | None:
    """Return the path of a workflow named by path, or by its file name in a workflow folder."""
    candidates = [name] if "/" in name else [f"{folder}/{name}" for folder in FOLDERS]
    return next((path for path in candidates if world.files.exists(path)), None)
