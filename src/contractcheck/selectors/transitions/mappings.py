"""Transitions as data: a mapping of states to their next states, or a list of pairs, in a fence."""

from __future__ import annotations

from collections.abc import Sequence

from contractcheck.model.document import Document, Fence
from contractcheck.model.evidence import Fact
from contractcheck.model.problem import UnreadableError
from contractcheck.model.stance import Role
from contractcheck.readers.fenced_data import read_fence
from contractcheck.readers.steps import read_steps


def read_mapping(document: Document, fence: Fence, select: str, role: Role) -> Sequence[Fact]:
    """Return the steps a data fence holds; nothing where it holds other data or cannot be read."""
    try:
        data = read_fence(document, fence)
        if data is None:
            return ()
        return tuple(read_steps(data, select or "$", fence.stance, role))
    except UnreadableError:
        return ()
