"""What a document holds but does not say: comments, struck text; and the regions comments mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractcheck.model.document import Prose, Region, Run, RunKind
from contractcheck.model.location import Span
from contractcheck.readers.text.content import Content

COMMENT = re.compile(r"<!--(?:>|->|(?P<inside>.*?)(?:-->|\Z))", re.DOTALL)
"""An HTML comment as browsers see it; one that is never closed swallows the rest."""

_NAME = r"[\w./-]+(?: [\w./-]+)*?"
_MARKER = re.compile(
    rf"(?P<name>{_NAME})\s*[:\s]\s*(?:(?P<start>start|begin)|end|stop)"
    rf"|(?:(?P<first>start|begin)|end|stop)\s*[:\s]\s*(?P<title>{_NAME})",
    re.IGNORECASE,
)
"""``name:start``, ``name begin``, ``BEGIN name`` and their ends; either order, colon or space."""
_LONGEST_MARKER = 200


class Hidden:
    """Collects what is not said while a document is read."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._prose: list[Prose] = []
        self._markers: list[tuple[Span, str, bool]] = []

    def comment(self, content: Content, start: int, end: int) -> list[Run]:
        """Keep the HTML comment at ``text[start:end]``; return a run for each line of it with text."""
        runs = []
        for match in COMMENT.finditer(content.text, start, end):
            inside = match.span("inside") if match["inside"] else (match.end(), match.end())
            runs += self.remark(content, match.span(), inside)
        return runs

    def remark(
        self, content: Content, whole: tuple[int, int], inside: tuple[int, int]
    ) -> list[Run]:
        """Keep a comment with its text ``inside``; return a run for each line of it with text."""
        runs, (at, stop) = [], inside
        text = content.text[at:stop]
        self._mark(text.strip(), content.span(*whole))
        for line in text.split("\n"):
            said = line.strip()
            if said:
                runs.append(_run(content, at + line.index(said), said, RunKind.COMMENT))
            at += len(line) + 1
        for run in runs:
            self.keep(run)
        return runs

    def keep(self, run: Run) -> None:
        """Keep a run that is not said."""
        self._prose.append(Prose((run,), run.span))

    def unsaid(self) -> tuple[Prose, ...]:
        """Return what was kept, in document order; struck runs that only markup parts are one."""
        joined: list[Prose] = []
        for prose in sorted(self._prose, key=lambda prose: prose.span):
            if joined and _continues(joined[-1], prose):
                before = joined.pop()
                prose = Prose((*before.runs, *prose.runs), before.span.to(prose.span))  # noqa: PLW2901 - joined
            joined.append(prose)
        return tuple(joined)

    def regions(self) -> tuple[Region, ...]:
        """Return the marked regions; a marker without its partner marks nothing."""
        opened: dict[str, list[Span]] = {}
        found = []
        for span, name, starts in sorted(self._markers):
            if starts:
                opened.setdefault(name, []).append(span)
            elif opened.get(name):
                found.append(Region(name, _between(opened[name].pop(), span)))
        return tuple(sorted(found, key=lambda region: region.span))

    def _mark(self, text: str, span: Span) -> None:
        match = _MARKER.fullmatch(text) if len(text) < _LONGEST_MARKER else None
        if match:
            starts = bool(match["start"] or match["first"])
            self._markers.append((span, match["name"] or match["title"], starts))


_MARKUP = 3
"""More bytes than back-ticks or emphasis take, fewer than the end and start of two struck texts."""


def _continues(before: Prose, after: Prose) -> bool:
    struck = before.runs[-1].kind is after.runs[0].kind is RunKind.STRUCK
    return struck and after.span.start - before.span.end <= _MARKUP


def _between(before: Span, after: Span) -> Span:
    return Span(
        before.end, after.start, before.end_line, before.end_column, after.line, after.column
    )


def _run(content: Content, start: int, text: str, kind: RunKind) -> Run:
    span = content.span(start, start + len(text))
    return Run(text, span, kind, exact=content.equals(text, span))


def as_hidden(runs: Sequence[Run]) -> list[Run]:
    """Return said runs as text that is not said."""
    return [Run(run.text, run.span, RunKind.COMMENT, run.exact) for run in runs if run.text.strip()]
