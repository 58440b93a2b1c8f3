"""Inline content as runs with exact places: what is visible, and what is struck or commented."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from contractcheck.model.document import SAID, Run, RunKind
from contractcheck.readers.text.content import Content
from contractcheck.readers.text.hidden import Hidden
from contractcheck.readers.text.inline import Inline
from contractcheck.readers.text.stance import CODE

if TYPE_CHECKING:
    from markdown_it.token import Token

_TASK_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_HYPHENATED = re.compile(r"\w-\Z")
_SUSPENDED = re.compile(r"(?:and|or)\b")
"""``pre- and post-…``: the hyphen stands for a word left out, the line break is a space."""

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
_STRIKING = frozenset({"del", "s", "strike"})
_MARKED = frozenset({"em", "strong", "link"})


def read_inline(
    content: Content, tokens: Sequence[Token], hidden: Hidden, *, task: bool = False
) -> Inline:
    """Read the inline ``tokens`` of ``content``; ``task`` skips the box of a task-list item."""
    reader = _InlineReader(content, hidden)
    if task and (box := _TASK_BOX.match(content.text)):
        reader.skip = box.end()
        return replace(reader.read(tokens), checked=box[0][1] != " ")
    return reader.read(tokens)


class _InlineReader:
    """One pass over the tokens; stretches of plain text are gathered and flushed as one run."""

    def __init__(self, content: Content, hidden: Hidden) -> None:
        self.skip = 0
        self._content = content
        self._hidden = hidden
        self._runs: list[Run] = []
        self._gathered: list[str] = []
        self._start = self._end = 0
        self._length = 0
        self._tail = ""
        self._links: list[str] = []
        self._struck = 0
        self._automatic = False
        self._marks: list[bool] = []
        self._lead = 0

    def read(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            name, _, end = token.type.rpartition("_")
            if end and name in _MARKED:
                self._mark(opening=end == "open")
            handler = _HANDLERS.get(token.type)
            if handler:
                handler(self, token)
        self._flush()
        self._trim()
        return Inline(self._content, tuple(self._runs), self._lead)

    def _trim(self) -> None:
        """Take away the white space that visible text ends with, before what is not said."""
        for index in range(len(self._runs) - 1, -1, -1):
            run = self._runs[index]
            text = run.text.rstrip(" \t")
            if run.kind is RunKind.CODE or (run.kind is RunKind.TEXT and text == run.text):
                return
            if run.kind is not RunKind.TEXT:
                continue
            if text and run.exact:
                less, span = len(run.text) - len(text), run.span
                end = replace(span, end=span.end - less, end_column=span.end_column - less)
                self._runs[index] = replace(run, text=text, span=end)
                return
            del self._runs[index]

    def _mark(self, *, opening: bool) -> None:
        if opening:
            self._marks.append(not self._length)
        elif self._marks and self._marks.pop() and not any(self._marks):
            self._lead = self._lead or self._length

    def _text(self, token: Token) -> None:
        text, at = token.content, token.meta["at"] + self._automatic
        if at < self.skip:
            text, at = text[self.skip - at :], self.skip
        if text:
            self._gather(text, at)

    def _gather(self, text: str, at: int) -> None:
        if self._gathered and at != self._end:
            self._flush()
        if not self._gathered:
            if self._tail[-1:] in ("", " ") and not self._struck:
                at += len(text) - len(text.lstrip(" \t"))  # something invisible stood between
                text = text.lstrip(" \t")
            self._start = at
        self._gathered.append(text)
        self._end = at + len(text)
        self._see(text)

    @property
    def _link(self) -> str:
        return self._links[-1] if self._links else ""

    def _flush(self) -> None:
        text, start = "".join(self._gathered), self._start
        self._gathered.clear()
        if not text:
            return
        for begin, end in self._content.pieces(start, start + len(text)):
            self._append(text[begin - start : end - start], begin, end, RunKind.TEXT)

    def _append(self, text: str, start: int, end: int, kind: RunKind) -> None:
        span = self._content.span(start, end)
        exact = self._content.equals(text, span)
        if self._struck and kind in SAID:
            kind = RunKind.STRUCK
        run = Run(text, span, kind, exact, self._link)
        self._runs.append(run)
        if kind is RunKind.STRUCK:
            self._hidden.keep(run)

    def _say(self, text: str, start: int, end: int, kind: RunKind = RunKind.TEXT) -> None:
        self._flush()
        if text:
            self._append(text, start, end, kind)
            self._see(text if kind is RunKind.TEXT else CODE * len(text))

    def _see(self, text: str) -> None:
        """Remember how much is visible, and its last characters."""
        if not self._struck:
            self._length += len(text)
            self._tail = self._tail[-1:] + text[-2:]

    def _special(self, token: Token) -> None:
        at = token.meta["at"]
        if token.content == token.markup:
            self._gather(token.content, at)
        else:
            self._say(token.content, at, at + len(token.markup))

    def _code(self, token: Token) -> None:
        text, opening = token.content, len(token.markup)
        at = token.meta["at"] + opening
        source = self._content.text
        if source[at : at + len(text)].replace("\n", " ") != text:
            at += 1  # one space on each side belongs to the markup
        leads = not self._length and not self._marks
        self._say(text, at, at + len(text), RunKind.CODE)
        if leads:
            self._lead = self._length

    def _break(self, token: Token) -> None:
        source, at = self._content.text, token.meta["at"]
        end = source.find("\n", at) + 1
        while end < len(source) and source[end] in " \t":
            end += 1
        before = self._tail
        joined = _HYPHENATED.search(before) and source[end : end + 1].isalpha()
        self._flush()
        if self._struck or before[-1:] in ("", " "):
            return
        if not joined or _SUSPENDED.match(source, end):
            span = self._content.source.span(*self._content.at(at), *self._content.at(end))
            self._runs.append(Run(" ", span, exact=False, link=self._link))
            self._see(" ")

    def _html(self, token: Token) -> None:
        self._flush()
        at, text = token.meta["at"], token.content
        if text.startswith("<!--"):
            self._runs.extend(self._hidden.comment(self._content, at, at + len(text)))
            return
        match = _TAG.match(text)
        name = match["name"].lower() if match else ""
        if name == "br" and self._tail[-1:] not in ("", " "):
            self._say(" ", at, at + len(text))
        elif name in _STRIKING and match:
            self._struck = max(0, self._struck + (-1 if match["close"] else 1))

    def _image(self, token: Token) -> None:
        self._flush()
        at = token.meta["at"] + len("![")
        alt = "".join(child.content for child in token.children or () if child.content)
        if alt:
            self._append(alt, at, at + max(1, len(token.content)), RunKind.IMAGE)

    def _link_open(self, token: Token) -> None:
        self._flush()
        self._automatic = token.info == "auto"
        self._links.append(str(token.attrGet("href") or ""))

    def _link_close(self, token: Token) -> None:  # noqa: ARG002
        self._flush()
        self._automatic = False
        self._links.pop()

    def _strike(self, token: Token) -> None:  # noqa: ARG002
        self._flush()
        self._struck += 1

    def _unstrike(self, token: Token) -> None:  # noqa: ARG002
        self._flush()
        self._struck = max(0, self._struck - 1)


_HANDLERS: dict[str, Callable[[_InlineReader, Token], None]] = {
    "text": _InlineReader._text,  # noqa: SLF001
    "text_special": _InlineReader._special,  # noqa: SLF001
    "code_inline": _InlineReader._code,  # noqa: SLF001
    "softbreak": _InlineReader._break,  # noqa: SLF001
    "hardbreak": _InlineReader._break,  # noqa: SLF001
    "html_inline": _InlineReader._html,  # noqa: SLF001
    "image": _InlineReader._image,  # noqa: SLF001
    "link_open": _InlineReader._link_open,  # noqa: SLF001
    "link_close": _InlineReader._link_close,  # noqa: SLF001
    "s_open": _InlineReader._strike,  # noqa: SLF001
    "s_close": _InlineReader._unstrike,  # noqa: SLF001
}
