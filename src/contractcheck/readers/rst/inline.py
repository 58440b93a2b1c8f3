"""Inline nodes as runs: each is found by what was written for it, behind the one before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docutils import nodes

from contractcheck.model.document import Run, RunKind
from contractcheck.readers.text.content import Content
from contractcheck.readers.text.hidden import Hidden
from contractcheck.readers.text.inline import Inline

_ROLE = re.compile(
    r":(?P<role>[\w+.:-]+):`(?P<text>.*)`|`(?P<behind>.*)`:(?P<last>[\w+.:-]+):", re.DOTALL
)
_TITLED = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^<>]*)>\Z", re.DOTALL)
_CODE_ROLES = frozenset(
    {"attr", "class", "code", "command", "const", "data", "envvar", "exc", "file", "func", "kbd"}
    | {"literal", "meth", "mod", "obj", "option", "program", "samp", "type", "macro", "member"}
    | {"confval", "setting", "djadmin", "makevar", "token", "regexp", "mimetype"}
)
_STRIKING = frozenset({"del", "line-through", "s", "strike", "strikethrough", "striked"})
_MARKED = (nodes.emphasis, nodes.strong, nodes.literal, nodes.reference, nodes.problematic)


class InlineReader:
    """Reads the inline nodes of one block."""

    def __init__(
        self,
        content: Content,
        hidden: Hidden,
        substitutions: Mapping[str, str],
        targets: Mapping[str, str],
    ) -> None:
        """Begin at the start of the block's text."""
        self._targets = targets
        self._content = content
        self._hidden = hidden
        self._substitutions = substitutions
        self._runs: list[Run] = []
        self._at = 0
        self._length = self._lead = 0

    def read(self, children: list[nodes.Node]) -> Inline:
        """Return the runs of the nodes."""
        for number, child in enumerate(children):
            self._node(child, RunKind.TEXT)
            if number == 0 and isinstance(child, _MARKED):
                self._lead = self._length
        return Inline(self._content, tuple(self._runs), self._lead)

    def _node(self, node: nodes.Node, kind: RunKind, link: str = "") -> None:
        if isinstance(node, nodes.Text):
            self._text(str(node), kind, link)
            return
        if not isinstance(node, nodes.Element):
            return
        start, end = self._written(node)
        if isinstance(node, nodes.substitution_reference):
            self._substituted(node, start, end)
        elif isinstance(node, nodes.problematic):
            self._role(node.astext(), start)
        elif isinstance(node, nodes.image):
            self._say(str(node.get("alt", "")), RunKind.IMAGE, start, end)
        elif not isinstance(node, nodes.footnote_reference | nodes.citation_reference):
            inner, kind = _kind(node, kind), kind  # noqa: PLW0127 - what is inside, and what is not
            link = self._link(node, link)
            for child in node.children:
                self._node(child, inner, link)
        self._at = max(self._at, end)

    def _link(self, node: nodes.Element, around: str) -> str:
        """Return where a link leads; a name without a target of its own leads within the document."""
        if "refname" in node and "refuri" not in node:
            return self._targets.get(str(node["refname"]), f"#{node['refname']}")
        return str(node.get("refuri", around))

    def _written(self, node: nodes.Element) -> tuple[int, int]:
        """Return where the node stands in the text; its inside is looked for from there on."""
        raw = "\n".join(line.strip() for line in node.rawsource.split("\n"))
        start = self._content.text.find(raw, self._at) if raw else -1
        if start < 0:
            return self._at, self._at
        self._at = start + len(raw) - len(raw.lstrip("`*|_:"))
        return start, start + len(raw)

    def _role(self, written: str, start: int) -> None:
        """Read a role that docutils does not know by what is usual: its title, else its target."""
        match = _ROLE.fullmatch(written)
        if not match:
            self._at = start
            self._text(written, RunKind.TEXT)
            return
        name = (match["role"] or match["last"]).rpartition(":")[2]
        text = match["text"] if match["role"] else match["behind"]
        self._at = start + (match.start("text") if match["role"] else 1)
        titled = _TITLED.match(text)
        shown = titled["title"] if titled else text
        if not titled and shown.startswith("~"):
            shown = shown.rpartition(".")[2].lstrip("~")
        code = name in _CODE_ROLES and not titled
        kind = RunKind.STRUCK if name in _STRIKING else RunKind.CODE if code else RunKind.TEXT
        self._text(shown.lstrip("!"), kind)

    def _substituted(self, node: nodes.substitution_reference, start: int, end: int) -> None:
        text = self._substitutions.get(str(node.get("refname", "")), node.astext())
        self._say(text, RunKind.TEXT, start, end)

    def _text(self, text: str, kind: RunKind, link: str = "") -> None:
        """Say a text piece by piece: lines, and what stands between escapes."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self._line_end(kind)
                line = line.lstrip()  # noqa: PLW2901 - the indentation of the source
            for count, part in enumerate(line.split("\0")):
                if count and not part:
                    continue
                shown = part.lstrip(" ") if count and part.startswith(" ") else part
                found = self._content.text.find(shown, self._at)
                start = found if found >= 0 else self._at
                self._say(shown, kind, start, start + len(shown) if found >= 0 else start, link)

    def _line_end(self, kind: RunKind) -> None:
        end = self._content.text.find("\n", self._at)
        if end >= 0 and self._length:
            self._say(" ", kind, end, end + 1)

    def _say(self, text: str, kind: RunKind, start: int, end: int, link: str = "") -> None:
        if not text:
            return
        size = len(self._content.text)
        start, end = min(start, size), min(max(end, start), size)
        span = self._content.span(start, end)
        exact = self._content.equals(text, span)
        run = Run(text, span, kind, exact, link)
        self._runs.append(run)
        if kind is RunKind.STRUCK:
            self._hidden.keep(run)
        elif kind is not RunKind.IMAGE:
            self._length += len(text)
        self._at = max(self._at, end)


def _kind(node: nodes.Element, kind: RunKind) -> RunKind:
    if isinstance(node, nodes.literal | nodes.math):
        return RunKind.CODE
    if isinstance(node, nodes.inline) and _STRIKING.intersection(node.get("classes", ())):
        return RunKind.STRUCK
    return kind


def joined(name: Inline, body: Inline) -> Inline:
    """Return a name and what is said of it as one text, as ``name: text`` would be."""
    size = len(name.content.text)
    end = name.content.span(size - 1, size) if size else name.content.span(0, 0)
    colon = Run(": ", end, exact=False)
    content = Content(
        f"{name.content.text}\n{body.content.text}",
        name.content.source,
        [*name.content.offsets, *(offset + size + 1 for offset in body.content.offsets)],
        [*name.content.places, *body.content.places],
    )
    return Inline(content, (*name.runs, colon, *body.runs), name.lead)
