"""Blocks with their stance, from the parser's tokens in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from contractcheck.model.document import (
    Block,
    Cell,
    Fence,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)
from contractcheck.model.location import Span
from contractcheck.model.stance import PLAIN, Stance, StanceMark
from contractcheck.readers.markdown.inline import read_inline
from contractcheck.readers.markdown.parser import parse_inline
from contractcheck.readers.markdown.tables import missing_cell, row_cells
from contractcheck.readers.text.content import TRIMMED, Content, content_of_lines
from contractcheck.readers.text.hidden import COMMENT, Hidden, as_hidden
from contractcheck.readers.text.inline import Inline
from contractcheck.readers.text.labels import find_label
from contractcheck.readers.text.prose import Passage, proses
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.stance import outranks, title_stance
from contractcheck.readers.text.structure import Lead, cell_of, heading_stance, item_prose

if TYPE_CHECKING:
    from markdown_it.token import Token

_ATX = re.compile(r".*?(?<!#)(?P<marks>#{1,6})(?:[ \t]+|$)")
_TITLE = re.compile(r":+[ \t]*[\w-]+[ \t]*(?P<bracket>\[)?(?P<title>.*?)(?(bracket)\]|[ \t]*\Z)")
_QUOTED_TITLE = re.compile(r".*?\"(?P<title>.*)\"")
_NOTICE = re.compile(r"(?:\*\*|__)\W*(?:note|tip|important|warning|caution|info)\b", re.IGNORECASE)
"""A quotation that begins so is set off, not quoted."""
_WITH_CLASS = re.compile(r"\{:[^{}]*\}\s*\Z")


class BlockReader:
    """Reads blocks from a token stream; ``index`` is the next token."""

    def __init__(
        self, source: Source, tokens: list[Token], used_notes: frozenset[str], hidden: Hidden
    ) -> None:
        """Begin at the first token; ``used_notes`` are the footnotes the text refers to."""
        self.hidden = hidden
        self.notes: list[Block] = []
        self.index = 0
        self._source = source
        self._tokens = tokens
        self._used_notes = used_notes
        self._readers: dict[str, Callable[[StanceMark, Lead | None], Block | None]] = {
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "blockquote_open": self._quote,
            "alert_open": self._quote,
            "container_admonition_open": self._admonition,
            "table_open": self._table,
            "fence": self._fence,
            "code_block": self._fence,
        }

    @property
    def token(self) -> Token | None:
        """The next token."""
        return self._tokens[self.index] if self.index < len(self._tokens) else None

    def heading(self) -> Passage:
        """Read the heading at the next token."""
        passage = Passage(self._inline(task=False))
        self.index += 3
        return passage

    def blocks(
        self, around: StanceMark, closer: str, lead: Lead | None = None
    ) -> tuple[Block, ...]:
        """Read blocks up to a token of type ``closer``; ``lead`` is the paragraph before them."""
        found: list[Block] = []
        parted = False  # by nothing but comments from the block before
        while (token := self.token) and token.type != closer:
            reader = self._readers.get(token.type)
            if token.type == "footnote_reference_open":
                self._note(token)
            elif token.type in ("paragraph_open", "heading_open", "html_block"):
                passage = self._passage(task=False)
                parted = passage is None
                if passage:
                    prose = passage.prose(around, None, PLAIN)
                    lead = Lead(passage, prose, around)
                    found.append(Paragraph(prose, prose.span))
            elif reader:
                before = found[-1] if found and parted else None
                block = reader(before.stance if isinstance(before, ListBlock) else around, lead)
                lead, parted = None, False
                if block:
                    self._add(found, block, before)
            else:
                lead, parted = None, False
                self.index += 1
        return tuple(found)

    def _add(self, found: list[Block], block: Block, before: Block | None) -> None:
        """Append ``block``; a list that only a comment parts from another of its kind joins it."""
        if (
            isinstance(before, ListBlock)
            and isinstance(block, ListBlock)
            and before.ordered == block.ordered
        ):
            items, span = before.items + block.items, before.span.to(block.span)
            found[-1] = replace(before, items=items, span=span)
        else:
            found.append(block)

    def _note(self, token: Token) -> None:
        """Read a footnote; pages do not show one that nothing refers to."""
        self.index += 1
        blocks = self.blocks(PLAIN, "footnote_reference_close")
        self.index += 1
        if token.meta["label"] in self._used_notes:
            self.notes.extend(blocks)
        else:
            for prose in proses(blocks):
                for run in as_hidden(prose.said):
                    self.hidden.keep(run)

    def _passage(self, *, task: bool) -> Passage | None:
        """Read the paragraph at the next token; ``None`` where nothing of it can be seen."""
        token = self._tokens[self.index]
        if token.type == "html_block":
            self.index += 1
            inline = self._html(token)
        else:
            inline = self._inline(task=task)
            self.index += 3
        return Passage(inline) if inline and inline.visible else None

    def _inline(self, *, task: bool) -> Inline:
        opening, token = self._tokens[self.index], self._tokens[self.index + 1]
        places = opening.meta["places"]
        if opening.markup.startswith("#"):
            line, column = places[0]
            marks = _ATX.match(self._source.lines[line], column)
            places = [(line, marks.end() if marks else column)]
        content = content_of_lines(self._source, token.content, places)
        return read_inline(content, token.children or (), self.hidden, task=task)

    def _html(self, token: Token) -> Inline | None:
        """Keep the comments of an HTML block; return the text behind one it begins with."""
        content = content_of_lines(self._source, token.content, token.meta["places"])
        comment = COMMENT.match(content.text.lstrip(TRIMMED))
        if not comment:
            self.hidden.comment(content, 0, len(content.text))
            return None
        stop = len(content.text) - len(content.text.lstrip(TRIMMED)) + comment.end()
        self.hidden.comment(content, 0, stop)
        rest = content.part(stop)
        rest = replace(rest, text=rest.text.rstrip(TRIMMED))
        return read_inline(rest, parse_inline(rest.text), self.hidden) if rest.text else None

    def _list(self, around: StanceMark, lead: Lead | None) -> ListBlock:
        opening = self._tokens[self.index]
        stance = lead.passage.leads(around) if lead else around
        self.index += 1
        items = []
        while (token := self._tokens[self.index]).type == "list_item_open":
            items.append(self._item(token, stance))
        self.index += 1
        return ListBlock(
            tuple(items),
            items[0].span.to(items[-1].span),
            ordered=opening.type == "ordered_list_open",
            lead_in=lead.prose if lead else None,
            stance=stance,
        )

    def _item(self, token: Token, around: StanceMark) -> Item:
        span = self._span(token)
        self.index += 1
        passage = None
        while passage is None and (following := self._tokens[self.index]).type in (
            "paragraph_open",
            "heading_open",
            "html_block",
        ):
            passage = self._passage(task=following.type == "paragraph_open")
        if passage is None:
            line, column = token.meta["places"][0]
            column += len(token.info + token.markup)
            passage = Passage(Inline(Content("", self._source, [0], [(line, column)]), ()))
        label = find_label(passage.text, passage.masked, passage.lead)
        read = item_prose(passage, label, around)
        lead = Lead(passage, read.prose, read.inside) if read.prose.runs else None
        blocks = self.blocks(read.inside, "list_item_close", lead)
        self.index += 1
        end, body = (label.end, label.body) if label else (0, 0)
        return Item(read.prose, span, blocks, end, body, read.stance, passage.checked)

    def _quote(self, around: StanceMark, lead: Lead | None) -> Quote:  # noqa: ARG002
        token = self._tokens[self.index]
        closer = token.type.replace("open", "close")
        self.index += 1
        if token.type == "alert_open":
            self.index += 3  # its title
        elif not self._sets_off():
            around = StanceMark(Stance.QUOTED, "block quote", self._source.at(self._span(token)))
        blocks = self.blocks(around, closer)
        self.index += 1
        return Quote(blocks, self._span(token))

    def _admonition(self, around: StanceMark, lead: Lead | None) -> Quote:  # noqa: ARG002
        token = self._tokens[self.index]
        self.index += 1
        title = self._title(token)
        own = title_stance(title.masked if title else token.info)
        if outranks(own, around.stance):
            line, _ = token.meta["places"][0]
            span = self._source.block(line, 0, line + 1)
            around = StanceMark(own, "title", self._source.at(span))
        said = title.prose(around, None, PLAIN) if title else None
        blocks = self.blocks(around, "container_admonition_close")
        self.index += 1
        titled = (Paragraph(said, said.span), *blocks) if said else blocks
        return Quote(titled, self._span(token))

    def _title(self, token: Token) -> Passage | None:
        """Return the title of an admonition: ``:::note[Title]``, ``:::note Title``, ``!!! note "Title"``."""
        line, column = token.meta["places"][0]
        pattern = _TITLE if token.markup.startswith(":") else _QUOTED_TITLE
        title = pattern.match(self._source.lines[line], column)
        text = title["title"].strip(TRIMMED) if title else ""
        if not title or not text:
            return None
        column = self._source.lines[line].index(text, title.start("title"))
        content = Content(text, self._source, [0], [(line, column)])
        inline = read_inline(content, parse_inline(text), self.hidden)
        return Passage(inline) if inline.visible else None

    def _sets_off(self) -> bool:
        """Say whether the quotation that begins here is a notice, as of a title with a class."""
        opening, *said = self._tokens[self.index : self.index + 2]
        begins = _WITH_CLASS.search if opening.type == "heading_open" else _NOTICE.match
        return any(begins(token.content) for token in said)

    def _fence(self, around: StanceMark, lead: Lead | None) -> Fence:
        token = self._tokens[self.index]
        self.index += 1
        lines = token.content.removesuffix("\n").split("\n") if token.content else []
        first = (token.map or [0])[0] + (token.type == "fence")
        spans = tuple(self._code_line(first + number, text) for number, text in enumerate(lines))
        stance = lead.passage.leads(around) if lead else around
        prose = lead.prose if lead else None
        return Fence(token.info.strip(), token.content, self._span(token), spans, prose, stance)

    def _code_line(self, line: int, text: str) -> Span:
        raw = self._source.lines[line]
        if not raw.endswith(text):
            text = text.lstrip(" ")  # part of a tab was shown as spaces
        return self._source.span(line, len(raw) - len(text), line, len(raw))

    def _table(self, around: StanceMark, lead: Lead | None) -> Table:
        span = self._span(self._tokens[self.index])
        around = lead.passage.leads(around) if lead else around
        rows = []
        header: tuple[Cell, ...] = ()
        columns: list[StanceMark] = []
        while (token := self._tokens[self.index]).type != "table_close":
            self.index += 1
            if token.type != "tr_open":
                continue
            passages = [Passage(inline) for inline in self._row(token)]
            if not header:
                header = tuple(cell_of(passage, around) for passage in passages)
                columns = [heading_stance(passage, around, "column") for passage in passages]
            else:
                rows.append(tuple(map(cell_of, passages, columns)))
        self.index += 1
        return Table(header, tuple(rows), span, lead.prose if lead else None)

    def _row(self, row: Token) -> Iterator[Inline]:
        place = row.meta["places"][0]
        contents = iter(row_cells(self._source, place))
        while (token := self._tokens[self.index]).type != "tr_close":
            if token.type == "inline":
                content = next(contents, None) or missing_cell(self._source, place)
                yield read_inline(content, token.children or (), self.hidden)
            self.index += 1

    def _span(self, token: Token) -> Span:
        line, column = token.meta["places"][0]
        return self._source.block(line, column, (token.map or [0, line + 1])[1])
