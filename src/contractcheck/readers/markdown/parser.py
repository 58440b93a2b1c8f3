"""The Markdown parser: CommonMark with tables, strikethrough, alerts and footnotes, with positions.

markdown-it gives line ranges for blocks only. Two hooks keep what it knows while it parses: block
rules note the column where each line's own text begins (``meta["places"]``), and the inline state
notes the offset of each token in its content (``meta["at"]``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt, rules_block
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from contractcheck.model.location import FILE_START, Location
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.readers.markdown.set_off import set_off

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from contractcheck.readers.text.source import Source

_Rule = Callable[["StateBlock", int, int, bool], bool]

_DEPTH = 100
"""Nesting that is followed, for blocks recurse in Python; a document with more is not read."""

_LEAVES = frozenset({"paragraph_open", "heading_open", "html_block", "tr_open"})
"""Blocks whose lines are needed one by one; of others the first line is enough."""

_CONTAINERS = frozenset({"blockquote_open", "list_item_open", "container_admonition_open"})

_NAMED = re.compile(r"[ \t]*[A-Za-z][\w-]*")

_RULES: tuple[tuple[str, _Rule, tuple[str, ...]], ...] = (
    ("table", rules_block.table, ("paragraph", "reference")),
    ("code", rules_block.code, ()),
    ("fence", rules_block.fence, ("paragraph", "reference", "blockquote", "list")),
    ("blockquote", rules_block.blockquote, ("paragraph", "reference", "blockquote", "list")),
    ("list", rules_block.list_block, ("paragraph", "reference", "blockquote")),
    ("html_block", rules_block.html_block, ("paragraph", "reference", "blockquote")),
    ("heading", rules_block.heading, ("paragraph", "reference", "blockquote")),
    ("lheading", rules_block.lheading, ()),
    ("paragraph", rules_block.paragraph, ()),
)
"""Block rules that are watched, with the rules they may interrupt as markdown-it has it."""


class Dialect(Enum):
    """Which Markdown is read."""

    MARKDOWN = "markdown"
    MDX = "mdx"
    """Without indented code and HTML blocks, with ``:::`` admonitions; JSX is masked before."""


def parse_blocks(
    source: Source, first_line: int, dialect: Dialect = Dialect.MARKDOWN
) -> tuple[list[Token], frozenset[str]]:
    """Parse the lines from ``first_line`` on; return the tokens and the footnotes that are used.

    Raises ``UnreadableError`` where nesting is deeper than can be followed.
    """
    env: dict[str, Any] = {}
    text = "\n".join(_lines(source, first_line))
    if dialect is Dialect.MDX and not text.endswith("\n"):
        text += "\n"  # the plug-in for admonitions looks behind an empty last line
    try:
        tokens = _parser(dialect).parse(text, env)
    except RecursionError:
        raise _too_deep(source) from None
    if any(token.type in _CONTAINERS and token.level >= _DEPTH - 1 for token in tokens):
        raise _too_deep(source)  # the parser passes over all that follows
    _shift(tokens, source, first_line)
    references: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    return tokens, frozenset(label[1:] for label, number in references.items() if number >= 0)


def _too_deep(source: Source) -> UnreadableError:
    message = "the document is nested too deeply to be read"
    return UnreadableError(Problem(Location(source.path, FILE_START), message))


def parse_inline(text: str) -> list[Token]:
    """Parse inline text that stands outside a parsed block."""
    tokens: list[Token] = []
    parser = _parser(Dialect.MARKDOWN)
    return parser.inline.parse(text, parser, {}, tokens)


@cache
def _parser(dialect: Dialect) -> MarkdownIt:
    options = {"maxNesting": _DEPTH, "alerts": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    inline = _LocatedInline()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = inline
    parser.core.ruler.disable("text_join")
    inline.ruler2.disable("fragments_join")
    if dialect is Dialect.MDX:
        parser.disable(["code", "html_block"])
        _read_admonitions(parser)
    else:
        interrupted = ["paragraph", "reference", "blockquote", "list"]
        parser.block.ruler.before("fence", "set_off", _located(set_off), {"alt": interrupted})
    for name, rule, interrupts in _RULES:
        parser.block.ruler.at(name, _located(rule), {"alt": list(interrupts)})
    return parser


def _read_admonitions(parser: MarkdownIt) -> None:
    """Read ``:::note`` up to ``:::`` as a container; watched, so that its place is known."""
    container_plugin(parser, "admonition", validate=lambda named, _: bool(_NAMED.match(named)))
    name = "container_admonition"
    (rule,) = (one.fn for one in parser.block.ruler.__rules__ if one.name == name)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.at(name, _located(rule), {"alt": interrupts})


def _located(rule: _Rule) -> _Rule:
    def watch(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if silent:
            return rule(state, start, end, True)  # noqa: FBT003
        before = len(state.tokens)
        done = rule(state, start, end, False)  # noqa: FBT003
        if done:
            for index in range(before, len(state.tokens)):
                token = state.tokens[index]
                if token.map and token.type != "inline" and "places" not in token.meta:
                    first, stop = token.map
                    stop = stop if token.type in _LEAVES else first + 1
                    token.meta["places"] = [
                        (line, state.bMarks[line] + state.tShift[line])
                        for line in range(first, stop)
                    ]
        return done

    return watch


def _lines(source: Source, first_line: int) -> list[str]:
    """Return the lines that are read, without the indentation that is not."""
    if not source.indents:
        return source.lines[first_line:]
    indents = source.indents
    return [
        line[indents.get(number, 0) :]
        for number, line in enumerate(source.lines[first_line:], first_line)
    ]


def _shift(tokens: list[Token], source: Source, first_line: int) -> None:
    """Count lines from the start of the document, and columns from the start of each line."""
    starts, at = [], 0
    for number, line in enumerate(_lines(source, first_line), first_line):
        starts.append(at - source.indents.get(number, 0))
        at += len(line) + 1
    for token in tokens:
        if token.map:
            token.meta["places"] = [
                (first_line + line, offset - starts[line])
                for line, offset in token.meta.get("places", ())
            ]
            token.map = [token.map[0] + first_line, token.map[1] + first_line]


class _LocatedState(StateInline):
    """Inline state that notes in each token's ``meta`` the offset where it began."""

    pending_at = 0
    _last: Token | None = None

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["at"] = self.pending_at
        self._last = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        last = self._last
        token = super().push(ttype, tag, nesting)
        at = self.pos
        if ttype == "text" and last and self._last is last and last.meta["rule_at"] == at:
            at = last.meta["at"] + len(last.content)  # delimiters of one run are pushed one by one
        token.meta.update(at=at, rule_at=self.pos)
        self._last = token if ttype == "text" else None
        return token


class _LocatedInline(ParserInline):
    """Inline parser that uses the state above."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _LocatedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
