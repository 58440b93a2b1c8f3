"""The inline content of one block: its runs, where they stand, and how it begins."""

from __future__ import annotations

from dataclasses import dataclass

from contractcheck.model.document import Run, RunKind
from contractcheck.readers.text.content import Content


@dataclass(frozen=True, slots=True)
class Inline:
    """The runs of a block; ``lead`` is the length of its text that is marked from the beginning.

    Marked is what is emphasised, linked or code: the part of a list item that can be its label
    without a colon. ``checked`` is the state of the box of a task-list item, which is not among the runs.
    """

    content: Content
    runs: tuple[Run, ...]
    lead: int = 0
    checked: bool | None = None

    @property
    def visible(self) -> bool:
        """Whether there is anything a reader of the page sees."""
        return any(run.kind is not RunKind.COMMENT for run in self.runs)
