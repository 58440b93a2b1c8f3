"""Directives that docutils does not know, or not in this form: what they are shown by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes

from contractcheck.model.stance import Stance

_HEAD = re.compile(
    r"\.\.[ \t]+(?:\|[^|]*\|[ \t]+)?(?P<name>[\w+.:-]+?)[ \t]*::[ \t]*(?P<argument>.*)"
)
_OPTION = re.compile(r":[\w-]+:(?:\s|\Z)")
_CODE = frozenset(
    {"code", "code-block", "sourcecode", "code-cell", "doctest", "ipython", "parsed-literal"}
    | {"prompt", "testcode", "testoutput", "console"}
)
_NOT_SAID = frozenset(
    {"digraph", "graph", "graphviz", "highlight", "image", "include", "index", "literalinclude"}
    | {"math", "mermaid", "meta", "plantuml", "productionlist", "raw", "testcleanup", "testsetup"}
    | {"toctree", "uml", "currentmodule", "module", "default-role", "tabularcolumns", "eval-rst"}
)
_STANCES = {
    "deprecated": Stance.PAST,
    "deprecated-removed": Stance.PAST,
    "versionremoved": Stance.PAST,
    "todo": Stance.PLANNED,
}
_SIGNATURES = re.compile(
    r"(?:[\w+.-]+:)?(?:attribute|class|data|envvar|exception|function|macro|member|method|module|option"
    r"|program|confval|describe|object|staticmethod|classmethod|decorator|type|var)"
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its first line, and its content without options from line ``skipped`` on."""

    head: str
    name: str
    argument: str
    content: str
    skipped: int

    @property
    def is_code(self) -> bool:
        """Whether it shows a fence."""
        return self.name in _CODE

    @property
    def is_said(self) -> bool:
        """Whether anything of it is text."""
        return self.name not in _NOT_SAID and not self.name.startswith("auto")

    @property
    def stance(self) -> Stance:
        """The stance it gives to its content."""
        return _STANCES.get(self.name, Stance.AFFIRMED)

    @property
    def argument_is_said(self) -> bool:
        """Whether the argument is text: a signature, a label, a version and a builder are none."""
        text = " " in self.argument or self.argument[:1].isupper()
        return text and not _SIGNATURES.fullmatch(self.name)


def read_directive(message: nodes.system_message) -> Directive | None:
    """Return the directive that a message of docutils is about."""
    block = next((one for one in message.children if isinstance(one, nodes.literal_block)), None)
    lines = block.rawsource.split("\n") if block else [""]
    head = _HEAD.match(lines[0])
    if not head:
        return None
    at = 1
    while at < len(lines) and (_OPTION.match(lines[at].strip())):
        at += 1
    body = lines[at:]
    indents = [len(line) - len(line.lstrip()) for line in body if line.strip()]
    content = "\n".join(line[min(indents, default=0) :] for line in body)
    return Directive(lines[0], head["name"].lower(), head["argument"].strip(), content, at)
