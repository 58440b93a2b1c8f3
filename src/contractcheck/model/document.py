"""A document as a located tree: sections, lists, tables, fences, and prose made of runs.

Readers build it; selectors walk it. Everything a reader of the rendered page cannot see is left
out of ``Prose.text`` (comments, struck text), and everything kept knows the bytes it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar

from contractcheck.model.data import Data
from contractcheck.model.location import Location, Span
from contractcheck.model.problem import Problem
from contractcheck.model.stance import PLAIN, Role, StanceMark

T = TypeVar("T")


class RunKind(Enum):
    """What a run of inline text is."""

    TEXT = "text"
    CODE = "code"
    STRUCK = "struck"
    COMMENT = "comment"
    IMAGE = "image"


SAID = frozenset({RunKind.TEXT, RunKind.CODE})
"""Runs that count as said."""


@dataclass(frozen=True, slots=True)
class Run:
    """Inline text of one kind on one source line.

    ``exact`` says that ``text`` equals the source bytes of ``span``; otherwise (an entity, an escape,
    a line break shown as a space) the whole span stands for the whole text.
    """

    text: str
    span: Span
    kind: RunKind = RunKind.TEXT
    exact: bool = True
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets of one sentence, clause of a sentence or label in ``Prose.text``, with its stance."""

    start: int
    end: int
    stance: StanceMark = PLAIN


@dataclass(frozen=True)
class Prose:
    """The inline content of one block."""

    runs: tuple[Run, ...]
    span: Span
    sentences: tuple[Sentence, ...] = ()

    @cached_property
    def said(self) -> tuple[Run, ...]:
        """The runs a reader sees as said."""
        return tuple(run for run in self.runs if run.kind in SAID)

    @cached_property
    def text(self) -> str:
        """The visible text: said runs joined, line breaks as spaces."""
        return "".join(run.text for run in self.said)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for run in self.said:
            starts.append(at)
            at += len(run.text)
        return tuple(starts)

    def marked(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` with its code spans in back-ticks, as a contract would quote it."""
        parts, at = [], 0
        for run in self.said:
            text = run.text[max(start - at, 0) : max(end - at, 0)]
            parts.append(f"`{text}`" if run.kind is RunKind.CODE and text else text)
            at += len(run.text)
        return "".join(parts)

    def locate(self, start: int, end: int) -> Span:
        """Return the source span of ``text[start:end]``."""
        if not self.said:
            return self.span
        return self._at(start, last=False).to(self._at(max(end, start + 1) - 1, last=True))

    def _at(self, offset: int, *, last: bool) -> Span:
        index = max(0, bisect_right(self._starts, offset) - 1)
        run, inside = self.said[index], offset - self._starts[index]
        if not run.exact:
            return run.span
        inside = min(max(inside, 0), max(len(run.text) - 1, 0))
        before, char = run.text[:inside], run.text[inside : inside + 1]
        start, column = run.span.start + len(before.encode()), run.span.column + len(before)
        stop = start + len(char.encode()) if last else start
        return Span(start, stop, run.span.line, column, run.span.line, column + (1 if last else 0))

    def part(self, start: int, end: int) -> Prose:
        """Return the prose of ``text[start:end]``, with its own offsets."""
        runs, at = [], 0
        for run in self.said:
            first, last = max(start - at, 0), min(end - at, len(run.text))
            if first < last:
                span = self.locate(at + first, at + last) if run.exact else run.span
                runs.append(replace(run, text=run.text[first:last], span=span))
            at += len(run.text)
        kept = tuple(
            Sentence(max(one.start, start) - start, min(one.end, end) - start, one.stance)
            for one in self.sentences
            if one.start < end and start < one.end
        )
        return Prose(tuple(runs), self.locate(start, end), kept)

    def code_spans(self) -> Iterator[tuple[Run, int]]:
        """Yield each code span with its offset in ``text``."""
        for run, start in zip(self.said, self._starts, strict=True):
            if run.kind is RunKind.CODE:
                yield run, start


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    prose: Prose
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its own text, and the blocks below it.

    ``label`` is the length of the leading ``label:`` (or bold label before a dash) in ``prose.text``
    without its separator, and ``body`` the offset where the labelled text begins; 0 and 0 without one.
    ``checked`` is the state of its box in a task list, which is not part of its text.
    """

    prose: Prose
    span: Span
    blocks: tuple[Block, ...] = ()
    label: int = 0
    body: int = 0
    stance: StanceMark = PLAIN
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet or numbered list."""

    items: tuple[Item, ...]
    span: Span
    ordered: bool = False
    lead_in: Prose | None = None
    stance: StanceMark = PLAIN


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    prose: Prose
    stance: StanceMark = PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header cells and rows of as many cells."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    lead_in: Prose | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced or indented code block; ``lines`` locates each line of ``text``."""

    info: str
    text: str
    span: Span
    lines: tuple[Span, ...] = ()
    lead_in: Prose | None = None
    stance: StanceMark = PLAIN


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Region:
    """The part between ``<!-- name:start -->`` and ``<!-- name:end -->`` markers, markers excluded."""

    name: str
    span: Span


Block = Paragraph | ListBlock | Table | Fence | Quote


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks below it and the sections inside it; the root has level 0."""

    heading: Prose | None
    level: int
    span: Span
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    role: Role = Role.CURRENT
    stance: StanceMark = PLAIN

    @property
    def title(self) -> str:
        """The visible heading text, empty for the root."""
        return self.heading.text if self.heading else ""

    def walk(self) -> Iterator[Section]:
        """Yield this section and all inside it, in document order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class Document:
    """A read document: its path, the tree, its front matter and marked regions."""

    path: str
    root: Section
    front_matter: Data | None = None
    regions: tuple[Region, ...] = ()
    role: Role = Role.CURRENT
    unsaid: tuple[Prose, ...] = field(default=())
    front_matter_fault: Problem | None = None
    """Why there is a block that should be front matter and none that could be read."""

    _walks: dict[tuple[object, int], tuple[Section, tuple[Any, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(
        self, walk: Callable[[Document, Section], Iterable[T]], section: Section
    ) -> tuple[T, ...]:
        """Return what a walk over a section yields; needs that look at one section share the walk."""
        key = walk, id(section)  # the section is kept with its walk, so that its id stays its own
        if key not in self._walks:
            self._walks[key] = section, tuple(walk(self, section))
        return self._walks[key][1]

    def at(self, span: Span) -> Location:
        """Return the location of ``span`` in this document."""
        return Location(self.path, span)
