"""Walk a place fence by fence, with what headings and lead-ins say of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from contractcheck.model.api_examples import ExampleFound, ExamplesNeed, Part
from contractcheck.model.document import (
    Block,
    Document,
    Fence,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from contractcheck.model.evidence import Fact
from contractcheck.model.location import Span
from contractcheck.model.place_facts import look_at
from contractcheck.model.stance import PLAIN, Role, Stance, StanceMark
from contractcheck.readers.calls import Answer, Call, read_calls
from contractcheck.selectors.api_examples.context import (
    NOTHING_SAID,
    Said,
    read_said,
    tells_of_the_past,
)
from contractcheck.selectors.api_examples.made import Maker, Origin

Operation = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the text above says: the operation of heading or prose, the last call, the last lead-in.

    ``touches`` says that nothing stands between the last call and what follows.
    """

    heading: Operation | None = None
    titled: Part = Part.ANY
    named: Operation | None = None
    called: Operation | None = None
    lead: Prose | None = None
    said: Said = NOTHING_SAID
    touches: bool = False
    fails: bool = False


def select(document: Document, need: ExamplesNeed) -> Iterable[Fact]:
    """Yield ``PlaceFound`` or ``PlaceGone``, and the examples of the place."""
    facts, sections = look_at(document, need.place)
    yield from facts
    for section in sections:
        walk = _Walk(document, need)
        yield from walk.section(section, _Around())


@dataclass(frozen=True, slots=True)
class _Walk:
    """One place of one document."""

    document: Document
    need: ExamplesNeed

    def section(self, section: Section, above: _Around) -> Iterator[ExampleFound]:
        """Yield the examples of a section, then of those inside it."""
        titled = read_said(section.title, self.need.hosts) if section.heading else NOTHING_SAID
        named = titled.operation or above.heading
        around = _Around(named, titled.part, fails=titled.fails or above.fails)
        if titled.part is Part.ANY and not titled.operation:
            around = replace(around, titled=above.titled)
        if titled.operation is None and (titled.part is not Part.ANY or titled.fails):
            around = replace(around, called=above.called, named=above.named)
        found, last = self._blocks(section.blocks, around, section.role)
        yield from found
        for inner in section.sections:
            beside = replace(around, called=last.called, named=last.named)
            yield from self.section(inner, beside)

    def _blocks(
        self, blocks: Sequence[Block], around: _Around, role: Role
    ) -> tuple[list[ExampleFound], _Around]:
        """Return the examples of blocks, and what their text says to what follows."""
        found: list[ExampleFound] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                around = self._prose(block.prose, around)
            elif isinstance(block, Fence):
                shown, around = self._fence(block, around, role)
                found += shown
            elif isinstance(block, ListBlock):
                for item in block.items:
                    inside = self._prose(item.prose, around)
                    shown, inside = self._blocks(item.blocks, inside, role)
                    found += shown
                    around = replace(around, called=inside.called, named=inside.named)
                around = replace(around, lead=None, said=NOTHING_SAID, touches=False)
            elif isinstance(block, Quote):
                shown, around = self._blocks(block.blocks, around, role)
                found += shown
            elif isinstance(block, Table):
                around = replace(around, lead=None, said=NOTHING_SAID, touches=False)
        return found, around

    def _prose(self, prose: Prose, around: _Around) -> _Around:
        said = read_said(prose.text, self.need.hosts)
        if len(said.operations) > 1:
            return replace(around, lead=prose, said=said, named=None, called=None, touches=False)
        changed = replace(around, lead=prose, said=said, touches=False)
        if said.operation:
            changed = replace(changed, named=said.operation, called=None)
        return changed

    def _fence(
        self, fence: Fence, around: _Around, role: Role
    ) -> tuple[list[ExampleFound], _Around]:
        calls = read_calls(fence)
        origin = Origin(self.document, fence, self._mark(fence, around), role)
        maker = Maker(origin, self.need.hosts)
        if calls:
            return self._calls(maker, calls, around)
        found = self._body(maker, around)
        behind = replace(around, lead=None, said=NOTHING_SAID, touches=False)
        return ([found] if found else []), behind

    def _mark(self, fence: Fence, around: _Around) -> StanceMark:
        """Return the stance of a fence; a lead-in that denies or plans counts for it."""
        if around.lead is None or fence.stance.by not in ("", "lead-in"):
            return fence.stance
        marks = [fence.stance, *(one.stance for one in around.lead.sentences[-1:])]
        mark = next((one for one in marks if one.stance is not Stance.AFFIRMED), PLAIN)
        told = mark.stance is not Stance.PAST or tells_of_the_past(around.lead.text)
        return mark if told else PLAIN

    def _calls(
        self, maker: Maker, calls: Sequence[Call | Answer], around: _Around
    ) -> tuple[list[ExampleFound], _Around]:
        found: list[ExampleFound] = []
        operations: list[Operation | None] = []
        last = around.called or around.named or around.heading
        for one in calls:
            if isinstance(one, Answer):
                answer = maker.answer(one, last) if last else None
                found += [answer] if answer else []
                continue
            shown = maker.call(one)
            last = (shown.method, shown.path) if shown else None
            operations.append(last)
            found += [shown] if shown else []
        only = operations[0] if len(set(operations)) == 1 else None
        if not operations:
            only = around.called
        behind = replace(around, called=only, lead=None, said=NOTHING_SAID, touches=bool(only))
        return found, behind

    def _body(self, maker: Maker, around: _Around) -> ExampleFound | None:
        """Return the example that a fence of data is, if the text tells what it belongs to."""
        said, operation = around.said, self._operation(around)
        if operation is None or len(said.operations) > 1 or said.elsewhere:
            return None
        part = self._part(around)
        fails = said.fails or around.fails
        status = self._status(around)
        if part is Part.REQUEST and not fails:
            return maker.body(part, operation, None)
        if part is Part.RESPONSE and (status or not fails):
            return maker.body(part, operation, status)
        return None

    def _operation(self, around: _Around) -> Operation | None:
        """Return the operation of a body: of its lead-in, the call above, the text above, the contract."""
        of = self.need.of
        told = around.said.operation or around.called or around.named or around.heading
        return told or ((of.method, of.path) if of.path else None)

    def _part(self, around: _Around) -> Part:
        """Return what a body is, by its lead-in, by the call it follows, by the heading, by the contract."""
        if around.said.part is not Part.ANY:
            return around.said.part
        if around.lead is None and around.touches:
            return Part.RESPONSE
        of = self.need.of
        is_meant = self._operation(around) == (of.method, of.path)
        return of.part if around.titled is Part.ANY and is_meant else around.titled

    def _status(self, around: _Around) -> tuple[str, Span] | None:
        if around.said.status is None or around.lead is None:
            return None
        status, start, end = around.said.status
        return status, around.lead.locate(start, end)
