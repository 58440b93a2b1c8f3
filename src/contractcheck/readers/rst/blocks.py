"""Blocks with their stance, from the nodes of docutils."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docutils import nodes

from contractcheck.model.document import (
    Block,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Quote,
)
from contractcheck.model.location import Span
from contractcheck.model.stance import PLAIN, Stance, StanceMark
from contractcheck.readers.rst.directives import read_directive
from contractcheck.readers.rst.inline import InlineReader, joined
from contractcheck.readers.rst.node_kinds import is_element, is_paragraph, take_first
from contractcheck.readers.rst.parsing import parse
from contractcheck.readers.rst.places import Places
from contractcheck.readers.rst.tables import read_table
from contractcheck.readers.text.content import Content
from contractcheck.readers.text.hidden import Hidden
from contractcheck.readers.text.inline import Inline
from contractcheck.readers.text.labels import Label, find_label
from contractcheck.readers.text.prose import Passage
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.stance import outranks
from contractcheck.readers.text.structure import Lead, heading_stance, item_prose

_DEEPEST = 12
"""Directives within directives that are followed, for each is parsed again."""

_Read = Callable[["BlockReader", nodes.Element, StanceMark, Lead | None], Sequence[Block]]


class BlockReader:
    """Reads nodes in the order of the document."""

    def __init__(self, source: Source) -> None:
        """Begin at the first line."""
        self.places = Places(source)
        self.hidden = Hidden()
        self.notes: list[Block] = []
        self.source = source
        self._substitutions: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self._depth = 0

    def substitute(self, tree: nodes.Element) -> None:
        """Learn what the substitutions of a tree stand for, and where its names lead."""
        for target in tree.findall(nodes.target):
            named: list[str] = target.get("names", [])
            for name in named if "refuri" in target else ():
                self._targets.setdefault(name, str(target["refuri"]))
        for node in tree.findall(nodes.substitution_definition):
            names: list[str] = node.get("names", [])
            for name in names:
                self._substitutions.setdefault(name, node.astext())

    def blocks(
        self, children: Sequence[nodes.Node], around: StanceMark, lead: Lead | None = None
    ) -> tuple[Block, ...]:
        """Read blocks; ``lead`` is the paragraph before them."""
        found: list[Block] = []
        for node in children:
            if isinstance(node, nodes.paragraph | nodes.rubric | nodes.caption | nodes.attribution):
                lead = self._lead(node, around) or lead
                if lead and (not found or found[-1] != Paragraph(lead.prose, lead.prose.span)):
                    found.append(Paragraph(lead.prose, lead.prose.span))
            elif isinstance(node, nodes.Element):
                read = next((_READERS[one] for one in type(node).__mro__ if one in _READERS), None)
                if read:
                    blocks = read(self, node, around, lead)
                    found.extend(blocks)
                    lead = None if blocks else lead
        return tuple(found)

    def passage(self, content: Content, children: list[nodes.Node]) -> Passage:
        """Return what inline nodes say, which stand at ``content``."""
        return Passage(self.inline(content, children))

    def inline(self, content: Content, children: list[nodes.Node]) -> Inline:
        """Return the runs of inline nodes, which stand at ``content``."""
        return InlineReader(content, self.hidden, self._substitutions, self._targets).read(children)

    def found(self, node: nodes.Element, *, beside: int | None = None) -> Passage:
        """Return what a node with inline nodes says."""
        content = self.places.find(node.rawsource or node.astext(), node.line, beside=beside)
        return self.passage(content, list(node.children))

    def _lead(self, node: nodes.Element, around: StanceMark) -> Lead | None:
        passage = self.found(node)
        prose = passage.prose(around, None, PLAIN)
        return Lead(passage, prose, around) if prose.runs else None

    def _list(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:
        stance = lead.passage.leads(around) if lead else around
        items = [self._item(child, stance) for child in node.children if is_element(child)]
        if not items:
            return []
        ordered = isinstance(node, nodes.enumerated_list)
        span = items[0].span.to(items[-1].span)
        return [ListBlock(tuple(items), span, ordered, lead.prose if lead else None, stance)]

    def _item(self, node: nodes.Node, around: StanceMark) -> Item:
        children = list(node.children)
        if isinstance(node, nodes.list_item):
            first = take_first(children, nodes.paragraph)
            passage = self.found(first) if first else self.passage(self._nothing(), [])
            label = find_label(passage.text, passage.masked, passage.lead)
        else:
            passage, label, children = self._labelled(children)
        read = item_prose(passage, label, around)
        lead = Lead(passage, read.prose, read.inside) if read.prose.runs else None
        start = passage.span
        blocks = self.blocks(children, read.inside, lead)
        end, body = (label.end, label.body) if label else (0, 0)
        return Item(read.prose, self._from(start), blocks, end, body, read.stance)

    def _labelled(self, parts: list[nodes.Node]) -> tuple[Passage, Label | None, list[nodes.Node]]:
        """Return a term or field name and the paragraph behind it as one text, and what follows."""
        elements = [part for part in parts if isinstance(part, nodes.Element)]
        name, rest = elements[0], list(elements[-1].children) if len(elements) > 1 else []
        written = name.rawsource or name.astext()
        content = self.places.find(written, name.line)
        options = isinstance(name, nodes.option_group)  # `-v, --verbose`, whose parts hold no comma
        parts = [nodes.Text(written)] if options or not name.children else list(name.children)
        inline = self.inline(content, parts)
        paragraph = take_first(rest, nodes.paragraph)
        if paragraph is None:
            return Passage(inline), None, rest
        at = self.places.find(paragraph.rawsource, paragraph.line)
        said = Passage(inline).text
        both = joined(inline, self.inline(at, list(paragraph.children)))
        return Passage(both), Label(len(said), len(said) + 2) if said else None, rest

    def _nothing(self) -> Content:
        line = min(self.places.line, len(self.source.lines) - 1)
        return Content("", self.source, [0], [(line, 0)])

    def _from(self, start: Span) -> Span:
        """Return the span from the mark that a line begins with to where reading has come."""
        line = start.line - 1
        text = self.source.lines[line]
        column = min(len(text) - len(text.lstrip()), start.column - 1)
        end = max(
            (self.places.line, self.places.column), (start.end_line - 1, start.end_column - 1)
        )
        return self.source.span(line, column, *end)

    def _fence(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:
        given: list[str] = node.get("classes", [])
        classes = [one for one in given if one != "code"]
        return [self._code(node.astext(), " ".join(classes[:1]), around, lead)]

    def _code(self, text: str, info: str, around: StanceMark, lead: Lead | None) -> Fence:
        lines = text.strip("\n").split("\n")
        content = self.places.find("\n".join(lines), None)
        spans = []
        if content.text:
            for written, (number, column) in zip(lines, content.places, strict=False):
                indent = len(written) - len(written.lstrip())
                end = column + len(written.strip())
                spans.append(self.source.span(number, max(column - indent, 0), number, end))
        span = spans[0].to(spans[-1]) if spans else content.span(0, 0)
        stance = lead.passage.leads(around) if lead else around
        said = "\n".join(lines) + "\n"
        return Fence(info, said, span, tuple(spans), lead.prose if lead else None, stance)

    def _quote(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> Sequence[Block]:
        if not any(is_paragraph(child) for child in node.children):
            return self.blocks(node.children, around, lead)  # a list that is set in
        line = min(max((node.line or 1) - 1 + self.places.first, 0), len(self.source.lines) - 1)
        span = self.source.block(line, 0, line + 1)
        around = StanceMark(Stance.QUOTED, "block quote", self.source.at(span))
        return self._within(node.children, around)

    def _within(self, children: Sequence[nodes.Node], around: StanceMark) -> list[Block]:
        blocks = self.blocks(children, around)
        return [Quote(blocks, blocks[0].span.to(blocks[-1].span))] if blocks else []

    def _set_off(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:  # noqa: ARG002
        """Read an admonition, a topic, or a section within a directive; its title is a paragraph."""
        children = list(node.children)
        titled: list[Block] = []
        if title := take_first(children, nodes.title):
            passage = self.found(title)
            around = heading_stance(passage, around, "title")
            prose = passage.prose(around, None, PLAIN)
            titled = [Paragraph(prose, prose.span)]
        if subtitle := take_first(children, nodes.subtitle):
            prose = self.found(subtitle).prose(around, None, PLAIN)
            titled.append(Paragraph(prose, prose.span))
        return [*titled, *self._within(children, around)]

    def _table(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:
        return read_table(self, node, lead.passage.leads(around) if lead else around, lead)

    def _inside(
        self, node: nodes.Element, around: StanceMark, lead: Lead | None
    ) -> Sequence[Block]:
        return self.blocks(node.children, around, lead)

    def _lines(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:
        found: list[Block] = []
        for line in node.findall(nodes.line):
            lead = self._lead(line, around)
            if lead:
                found.append(Paragraph(lead.prose, lead.prose.span))
        return found

    def _note(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:  # noqa: ARG002
        children = [one for one in node.children if not isinstance(one, nodes.label)]
        self.notes.extend(self.blocks(children, PLAIN))
        return []

    def _comment(self, node: nodes.Element, around: StanceMark, lead: Lead | None) -> list[Block]:  # noqa: ARG002
        content = self.places.find(node.astext(), node.line)
        whole = (0, len(content.text))
        self.hidden.remark(content, whole, whole)
        return []

    def _message(
        self, node: nodes.Element, around: StanceMark, lead: Lead | None
    ) -> Sequence[Block]:
        """Read a directive that docutils has only a message for."""
        directive = read_directive(node) if isinstance(node, nodes.system_message) else None
        if not directive or not directive.is_said or self._depth > _DEEPEST:
            return []
        head = self.places.find(directive.head, node.get("line"))
        line = head.places[0][0]
        if outranks(directive.stance, around.stance):
            mark = head.span(0, len(head.text))
            around = StanceMark(directive.stance, "directive", self.source.at(mark))
        if directive.is_code:
            self.places.go(line + directive.skipped)
            return [self._code(directive.content, directive.argument, around, lead)]
        said = directive.argument if directive.argument_is_said else ""
        self.places.go(line, head.places[0][1])
        titled = self._nested(said, line, around, lead) if said else ()
        content = self._nested(directive.content, line + directive.skipped, around, lead)
        return [*titled, *content]

    def _nested(
        self, text: str, line: int, around: StanceMark, lead: Lead | None
    ) -> tuple[Block, ...]:
        """Read text that begins at a line of the document as a document of its own."""
        tree, first = parse(text), self.places.first
        self.substitute(tree)
        self.places.first, self._depth = line, self._depth + 1
        self.places.go(line, self.places.column if line == self.places.line else 0)
        blocks = self.blocks(tree.children, around, lead)
        self.places.first, self._depth = first, self._depth - 1
        return blocks


_READERS: dict[type, _Read] = {
    nodes.bullet_list: BlockReader._list,  # noqa: SLF001
    nodes.enumerated_list: BlockReader._list,  # noqa: SLF001
    nodes.definition_list: BlockReader._list,  # noqa: SLF001
    nodes.field_list: BlockReader._list,  # noqa: SLF001
    nodes.option_list: BlockReader._list,  # noqa: SLF001
    nodes.table: BlockReader._table,  # noqa: SLF001
    nodes.literal_block: BlockReader._fence,  # noqa: SLF001
    nodes.doctest_block: BlockReader._fence,  # noqa: SLF001
    nodes.block_quote: BlockReader._quote,  # noqa: SLF001
    nodes.Admonition: BlockReader._set_off,  # noqa: SLF001
    nodes.topic: BlockReader._set_off,  # noqa: SLF001
    nodes.sidebar: BlockReader._set_off,  # noqa: SLF001
    nodes.section: BlockReader._set_off,  # noqa: SLF001
    nodes.figure: BlockReader._inside,  # noqa: SLF001
    nodes.legend: BlockReader._inside,  # noqa: SLF001
    nodes.container: BlockReader._inside,  # noqa: SLF001
    nodes.compound: BlockReader._inside,  # noqa: SLF001
    nodes.line_block: BlockReader._lines,  # noqa: SLF001
    nodes.footnote: BlockReader._note,  # noqa: SLF001
    nodes.citation: BlockReader._note,  # noqa: SLF001
    nodes.comment: BlockReader._comment,  # noqa: SLF001
    nodes.system_message: BlockReader._message,  # noqa: SLF001
}
