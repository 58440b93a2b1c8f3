"""Every way in which a section shows transitions; each document block is read in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contractcheck.model.arrows import Name, Text, find_steps, names_in
from contractcheck.model.document import (
    Block,
    Document,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact, Value
from contractcheck.model.place import Shape
from contractcheck.model.place_facts import look_at
from contractcheck.model.stance import PLAIN, Role, Stance, StanceMark
from contractcheck.model.transitions import LISTED, StateNamed, Transition, TransitionsNeed
from contractcheck.model.walk import Passage, PassageKind, block_passages
from contractcheck.selectors.transitions.diagrams import Drawn, read_diagram
from contractcheck.selectors.transitions.mappings import read_mapping
from contractcheck.selectors.transitions.tables import read_table


def select(document: Document, need: TransitionsNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` with what the section shows itself, else what those inside of it show."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        own = list(_Looking(document, need, section).blocks(section.blocks))
        yield from own
        if not any(isinstance(fact, Transition) for fact in own):
            for inner in (one for one in section.walk() if one is not section):
                yield from _Looking(document, need, inner).blocks(inner.blocks)


class _Looking:
    """Looks at the blocks of one section."""

    def __init__(self, document: Document, need: TransitionsNeed, section: Section) -> None:
        self._document = document
        self._need = need
        self._role: Role = section.role
        self._known = tuple(
            dict.fromkeys(
                name
                for state in need.states
                for name in (state, state.replace("_", " ").replace("-", " "))
            )
        )

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Fact]:
        """Yield what blocks show, those inside of others too."""
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            elif isinstance(block, Fence):
                yield from self._fence(block)
            elif isinstance(block, Quote):
                yield from self.blocks(block.blocks)
            elif isinstance(block, ListBlock):
                for item in block.items:
                    yield from self._item(item)
            elif self._takes(Shape.SENTENCE):
                yield from self._prose(block)

    def _takes(self, *shapes: Shape) -> bool:
        return self._need.place.shape in {Shape.AUTO, *shapes}

    def _item(self, item: Item) -> Iterator[Fact]:
        if self._takes(Shape.LIST):
            base = Passage("", PassageKind.ITEM, self._role, (), prose=item.prose, mark=item.stance)
            yield from self._arrows(item.prose, base)
        elif self._need.place.shape is Shape.LABELLED_LIST and item.label:
            yield from self._labelled(item)
        yield from self.blocks(item.blocks)

    def _labelled(self, item: Item) -> Iterator[Fact]:
        """Read ``queued: running, failed`` as the steps from the label to the names behind it."""
        read = Text(item.prose.text, self._known, self._code(item.prose))
        for one in names_in(read, 0, item.label):
            for other in names_in(read, item.body):
                yield Transition(
                    self._value(item.prose, one, item.stance),
                    self._value(item.prose, other, item.stance),
                )

    def _prose(self, paragraph: Paragraph) -> Iterator[Fact]:
        for passage in block_passages((paragraph,), Passage("", PassageKind.ITEM, self._role, ())):
            yield from self._arrows(paragraph.prose, passage)

    def _code(self, prose: Prose) -> tuple[tuple[int, int], ...]:
        spans = ((start, start + len(run.text), run.text) for run, start in prose.code_spans())
        return tuple((low, high) for low, high, text in spans if len(text.split()) == 1)

    def _arrows(self, prose: Prose, passage: Passage) -> Iterator[Transition]:
        found = find_steps(Text(prose.text, self._known, self._code(prose)))
        last = max((other.end for _, other in found), default=0)
        for one, other in found:
            mark = passage.stance(one.start) if passage.prose else passage.mark
            if mark.by == "sentence" and mark.stance is Stance.DENIED:
                mark = mark if _denies(prose, one.start, last) else PLAIN
            yield Transition(self._value(prose, one, mark), self._value(prose, other, mark))

    def _value(self, prose: Prose, name: Name, mark: StanceMark) -> Value:
        at = self._document.at(prose.locate(name.start, name.end))
        text, context = prose.text[name.start : name.end], LISTED if name.listed else ""
        return Value(text, at, mark, self._role, code=name.sure, context=context)

    def _table(self, table: Table) -> Iterator[Fact]:
        if not self._takes(Shape.TABLE_COLUMN):
            return
        found = list(read_table(self._document, table, self._need, self._known, self._role))
        yield from found
        if not found:
            base = Passage("", PassageKind.CELL, self._role, ())
            for passage in block_passages((table,), base):
                if passage.prose is not None:
                    yield from self._arrows(passage.prose, passage)

    def _fence(self, fence: Fence) -> Iterator[Fact]:
        if not self._takes(Shape.FENCE):
            return
        drawn = read_diagram(fence, self._need.states)
        if drawn is not None:
            yield from (self._drawn(fence, one) for one in drawn)
            return
        mapping = read_mapping(self._document, fence, self._need.place.select, self._role)
        if mapping or (fence.info.split() or [""])[0].lower() not in _PLAIN:
            yield from mapping
            return
        for text, line in zip(fence.text.splitlines(), fence.lines, strict=False):
            passage = Passage(text, PassageKind.LINE, self._role, (), line=line, mark=fence.stance)
            for pair in find_steps(Text(text, self._known)):
                start, end = (
                    Value(
                        text[one.start : one.end],
                        self._document.at(passage.locate(one.start, one.end)),
                        fence.stance,
                        self._role,
                        context=LISTED if one.listed else "",
                    )
                    for one in pair
                )
                yield Transition(start, end)

    def _drawn(self, fence: Fence, drawn: Drawn) -> Fact:
        def value(name: tuple[str, int, int, int]) -> Value:
            text, number, start, end = name
            line = Passage("", PassageKind.LINE, self._role, (), line=fence.lines[number])
            whole = fence.text.splitlines()[number]
            at = Passage(whole, line.kind, self._role, (), line=line.line).locate(start, end)
            return Value(text, self._document.at(at), fence.stance, self._role, code=True)

        if drawn.end is None:
            return StateNamed(value(drawn.start))
        return Transition(value(drawn.start), value(drawn.end))


_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "ascii", "none", "diagram"})
"""Languages of fences in which an arrow is an arrow: in code it is a part of the language."""
_NEGATION = re.compile(
    r"\b(?:not|never|no|nothing|nobody|none|cannot|forbidden|instead of|rather than)\b|n't\b",
    re.IGNORECASE,
)
_NEGATION_BEHIND = re.compile(
    r"\W*(?:\([^)]*\)\W*)?(?:(?:is|are|was|does|do|can|will|may|must|should|would|has|it|that)\s+){0,2}"
    r"(?:not|never|no longer|cannot|forbidden|impossible|disallowed|refused|\w+n't)\b",
    re.IGNORECASE,
)


def _denies(prose: Prose, start: int, end: int) -> bool:
    """Say whether a denying sentence denies its arrows: before them, or directly behind the last."""
    whole = next(
        ((one.start, one.end) for one in prose.sentences if one.start <= start < one.end), None
    )
    low, high = whole or (0, len(prose.text))
    before = _NEGATION.search(prose.text, low, start)
    return before is not None or _NEGATION_BEHIND.match(prose.text, min(end, high)) is not None
