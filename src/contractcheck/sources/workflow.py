"""A CI workflow of the tree, in the folders GitHub and Gitea read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from contractcheck.model.data import Data, child, pointer_of
from contractcheck.model.evidence import Evidence, Gap, GapReason, Value
from contractcheck.model.location import Location
from contractcheck.model.needs import PlaceFound, PlaceGone, WorkflowFound, WorkflowNeed
from contractcheck.model.problem import UnreadableError
from contractcheck.model.source_code import WorkflowMembersNeed
from contractcheck.model.workflow import find_job
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


def collect_members(need: WorkflowMembersNeed, world: World) -> Evidence | Gap:
    """Return the names that a part of a workflow shows, each where it stands."""
    path = find_workflow(need.workflow, world)
    if path is None:
        return Evidence()
    try:
        data = read_yaml(path, world.files.read(path))
        workflow = read_workflow(data)
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, str(error.problem.location), error.problem.message)
    what, _, name = need.of.partition(" ")
    job = find_job(workflow, name.strip()) if name else None
    if name and job is None:
        like = next(iter(get_close_matches(name, [one.id for one in workflow.jobs], n=1)), "")
        near = next((one.at for one in workflow.jobs if one.id == like), None)
        return Evidence((PlaceGone(Location(path), name, like, near, noun="job"),), (path,))
    pointer = pointer_of(["jobs", job.id]) if job else ""
    return Evidence(
        (PlaceFound(data.locate_key(pointer), need.of), *_shown(data, what, pointer)), (path,)
    )


def _shown(data: Data, what: str, pointer: str) -> Iterator[Value]:
    """Yield the names of a part: keys and elements as they stand, steps by their names."""
    at = {
        "jobs": "/jobs",
        "events": "/on",
        "needs": f"{pointer}/needs",
        "steps": f"{pointer}/steps",
    }[what]
    value = data.value
    for key in at.split("/")[1:]:
        value = (
            value.get(key.replace("~1", "/").replace("~0", "~"))
            if isinstance(value, dict)
            else None
        )
    if isinstance(value, str):
        yield Value(value, data.locate(at), code=True)
    elif isinstance(value, dict):
        for key in value:
            yield Value(key, data.locate_key(child(at, key)), code=True)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            place = child(at, index)
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield Value(str(one["name"]), data.locate(child(place, "name")), code=True)
            elif isinstance(one, str):
                yield Value(one, data.locate(place), code=True)
