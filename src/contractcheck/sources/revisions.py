"""The revision that a server says it is, held against the local history."""

from __future__ import annotations

from http import HTTPStatus

from contractcheck.model.data import Data
from contractcheck.model.evidence import Evidence, Gap, GapReason
from contractcheck.model.location import Location
from contractcheck.model.problem import UnreadableError
from contractcheck.model.revisions import RevisionFound, RevisionNeed, revision_in
from contractcheck.readers.json_path import select_values
from contractcheck.sources.observation import Observation, Question, observe
from contractcheck.sources.remote import read_answer
from contractcheck.sources.world import World

_MOST_BYTES = 1000
"""Of an answer that is a revision and nothing else."""


def collect(need: RevisionNeed, world: World) -> Evidence | Gap:
    """Return whether what is deployed contains the commit, or why nobody can tell."""
    seen = observe(world, Question(need.api, need.path, identity=need.identity))
    if isinstance(seen, Gap):
        return seen
    said = _said(need, seen)
    if isinstance(said, Gap):
        return said
    text, at = said
    revision = revision_in(text, need.form)
    if revision is None:
        why = f"what stands there has not the form `{need.form}`"
        return Gap(GapReason.UNREADABLE, str(at), why)
    if world.revisions is None:
        return Gap(GapReason.NO_EVIDENCE, "the local Git history", "the tree has no folder")
    holds = world.revisions().contains(need.commit, revision)
    if isinstance(holds, Gap):
        return holds
    facts = (RevisionFound(revision, holds, at),)
    return Evidence(facts, (seen.document,))


def _said(need: RevisionNeed, seen: Observation) -> tuple[str, Location] | Gap:
    """Return the text that names the revision, with its place."""
    if not need.select and seen.status == HTTPStatus.OK:
        return _whole(seen)
    data = read_answer(seen, need.path)
    return data if isinstance(data, Gap) else _selected(need, data)


def _whole(seen: Observation) -> tuple[str, Location] | Gap:
    at = Location(seen.document)
    if len(seen.body) > _MOST_BYTES:
        return Gap(GapReason.UNREADABLE, str(at), "the answer is more than a revision; `select` it")
    return seen.body.decode("utf-8", "replace"), at


def _selected(need: RevisionNeed, data: Data) -> tuple[str, Location] | Gap:
    try:
        values = list(select_values(data, need.select))
    except UnreadableError as error:
        return Gap(GapReason.UNREADABLE, data.document, error.problem.message)
    if len(values) != 1:
        why = f"`{need.select}` finds {len(values) or 'no'} values, and one is the revision"
        return Gap(GapReason.NO_EVIDENCE, data.document, why)
    return values[0].text, values[0].at
