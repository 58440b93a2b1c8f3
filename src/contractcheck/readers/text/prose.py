"""Prose with sentences and stance, from inline content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from contractcheck.model.document import (
    SAID,
    Block,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    RunKind,
    Sentence,
    Table,
)
from contractcheck.model.location import Location, Span
from contractcheck.model.stance import PLAIN, Stance, StanceMark
from contractcheck.readers.text.inline import Inline
from contractcheck.readers.text.labels import Label
from contractcheck.readers.text.sentences import Range, clauses, sentences
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.stance import (
    CODE,
    announces_example,
    clause_stance,
    goes_on,
    label_stance,
    outranks,
    sentence_stance,
    status_stance,
)


class Passage:
    """The visible text of one block while it is read: what its words say, and where they stand."""

    def __init__(self, inline: Inline) -> None:
        """Take the runs of ``inline`` that are said."""
        self._inline = inline
        self._said = [run for run in inline.runs if run.kind in SAID]
        self.text = "".join(run.text for run in self._said)
        self.masked = "".join(
            CODE * len(run.text) if run.kind is RunKind.CODE else run.text for run in self._said
        )

    @property
    def checked(self) -> bool | None:
        """The state of the box it begins with, in a task list."""
        return self._inline.checked

    @property
    def source(self) -> Source:
        """The document."""
        return self._inline.content.source

    @property
    def lead(self) -> int:
        """How much of the text is marked from the beginning."""
        return self._inline.lead

    @cached_property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        content = self._inline.content
        return content.span(0, len(content.text))

    def locate(self, start: int, end: int) -> Location:
        """Return where ``text[start:end]`` stands."""
        if not self._said:
            return self.source.at(self.span)
        first, last = self._place(start), self._place(max(end - 1, start))
        return self.source.at(first.to(last))

    def mark(self, stance: Stance, by: str, start: int, end: int) -> StanceMark:
        """Return the mark that a part of this text gives."""
        return StanceMark(stance, by, self.locate(start, end))

    def prose(self, around: StanceMark, label: Label | None, item: StanceMark) -> Prose:
        """Build the prose; ``around`` is the stance it stands in, ``item`` that of its label."""
        found: list[Sentence] = []
        if label:
            found.append(Sentence(0, label.body or label.end, item))
        for sentence in sentences(self.masked, label.body if label else 0):
            found.extend(self._clauses(sentence, around))
        return Prose(self._inline.runs, self.span, tuple(found))

    def leads(self, around: StanceMark) -> StanceMark:
        """Return the stance this paragraph gives to the list, table or fence it leads in.

        Text that ends a sentence leads nothing in, unless it announces an example.
        """
        ranges = list(sentences(self.masked))
        if not ranges:
            return around
        start, end = ranges[-1]
        if announces_example(self.masked[start:end]):
            return self.mark(Stance.EXAMPLE, "lead-in", start, end)
        if self.masked.rstrip()[-1:] in ".!?":
            return around
        last = [part for part in clauses(self.masked, start, end) if self._leads(part)]
        begin, stop = last[-1] if last else (start, end)
        stance = label_stance(self.masked[begin:stop])
        if stance is Stance.AFFIRMED and goes_on(self.masked[begin:stop]):
            return PLAIN if around.by == "heading" else around
        if not outranks(stance, around.stance):
            return around
        return self.mark(stance, "lead-in", begin, stop)

    def status(self, start: int, around: StanceMark) -> StanceMark:
        """Return the stance of a label whose text begins with a status, else ``around``."""
        for sentence in sentences(self.masked, start):
            begin, end = next(clauses(self.masked, *sentence))
            stance = status_stance(self.masked, begin, end)
            if outranks(stance, around.stance):
                return self.mark(stance, "sentence", begin, end)
            break
        return around

    def _leads(self, part: Range) -> bool:
        beginning = self.masked[part[0] : part[0] + 12].lower()
        return not beginning.startswith(("rather than", "instead of"))

    def _clauses(self, sentence: Range, around: StanceMark) -> list[Sentence]:
        whole = sentence_stance(self.masked, *sentence)
        found = []
        for start, end in clauses(self.masked, *sentence):
            own = clause_stance(self.masked, start, end)
            if whole in (Stance.QUOTED, Stance.EXAMPLE) or own is Stance.AFFIRMED:
                own = whole
            mark = around
            if outranks(own, around.stance):
                mark = self.mark(own, "sentence", start, end)
            found.append(Sentence(start, end, mark))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(run.text) for run in self._said), initial=0))

    def _place(self, offset: int) -> Span:
        index = min(bisect_right(self._starts, offset), len(self._said)) - 1
        run = self._said[index]
        if not run.exact:
            return run.span
        column = run.span.column - 1 + offset - self._starts[index]
        line = run.span.line - 1
        return self.source.span(line, column, line, column + 1)


def first_stance(prose: Prose, around: StanceMark = PLAIN) -> StanceMark:
    """Return the stance of the first clause, by which a whole item or cell is known."""
    return prose.sentences[0].stance if prose.sentences else around


def proses(blocks: tuple[Block, ...]) -> Iterator[Prose]:
    """Yield all prose of ``blocks``, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.prose
        elif isinstance(block, Quote):
            yield from proses(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield item.prose
                yield from proses(item.blocks)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from (cell.prose for cell in row)
