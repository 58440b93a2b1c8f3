"""What is deployed contains a commit: the revision a server says it is, and the local history."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.clause import Argument
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Location
from contractcheck.model.needs import RemoteNeed


@dataclass(frozen=True, slots=True)
class RevisionNeed(RemoteNeed):
    """Whether the revision an API says it is contains a ``commit``: the fact is ``RevisionFound``.

    ``select`` finds the text in the answer to a GET of ``path``, which is the text itself without one;
    in that text the revision stands where ``form`` has ``{revision}``.
    """

    api: str
    path: str
    commit: str
    identity: str = ""
    select: str = ""
    form: str = ""

    def describe(self) -> str:
        """Say for people what is looked at."""
        return f"{self.api} {self.path}, and the local history"


@dataclass(frozen=True, slots=True)
class RevisionFound(Fact):
    """A revision as a server names it, where, and whether its history holds the commit."""

    revision: str
    contains: bool
    at: Location


@dataclass(frozen=True, slots=True)
class ContainsCommit(Argument):
    """The deployed revision is this commit, or a later one that holds it."""

    commit: str


REVISION = "{revision}"
"""Where in a form the revision stands."""


def revision_in(text: str, form: str) -> str | None:
    """Return the revision in a text of a form (``release {revision}``); all of it without one."""
    if not form:
        return text.strip()
    before, _, after = form.partition(REVISION)
    bare = text.strip()
    if not (bare.startswith(before) and bare.endswith(after) and len(bare) > len(before + after)):
        return None
    return bare[len(before) : len(bare) - len(after)]
