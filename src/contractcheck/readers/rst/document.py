"""The whole document: its sections with their blocks, in one pass over what docutils made."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from docutils import nodes

from contractcheck.model.document import Document, Section
from contractcheck.model.location import FILE_START, Location, Span
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.stance import PLAIN, Role, StanceMark
from contractcheck.readers.rst.blocks import BlockReader
from contractcheck.readers.rst.parsing import LONGEST_LINE, parse
from contractcheck.readers.rst.places import Places
from contractcheck.readers.text.content import Content
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.structure import Roles, heading_stance


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where a section begins: its title, the line above it if that is of marks, and its end."""

    title: Content
    line: int
    body: int
    stop: int


def read(source: Source, role: Role, roles: Roles) -> Document:
    """Return the tree of a document."""
    for number, line in enumerate(source.lines):
        if len(line) > LONGEST_LINE:
            at = source.at(source.span(number, 0, number, 1))
            raise UnreadableError(Problem(at, "the line is too long to be read", "wrap it"))
    try:
        tree = parse("\n".join(source.lines))
        return _Reader(source, tree, roles).document(role)
    except RecursionError:
        message = "the document is nested too deeply to be read"
        raise UnreadableError(Problem(Location(source.path, FILE_START), message)) from None


class _Reader:
    def __init__(self, source: Source, tree: nodes.document, roles: Roles) -> None:
        self._source = source
        self._tree = tree
        self._roles = roles
        self._reader = BlockReader(source)
        self._begins = _begins(source, tree)

    def document(self, role: Role) -> Document:
        """Read everything; footnotes become the root's last blocks."""
        self._reader.substitute(self._tree)
        blocks = self._reader.blocks(_before_sections(self._tree), PLAIN)
        sections = self._sections(self._tree, 1, PLAIN, role)
        last = len(self._source.lines) - 1
        end = self._source.span(0, 0, last, len(self._source.lines[last]))
        span = Span(0, self._source.size, 1, 1, end.end_line, end.end_column)
        blocks = (*blocks, *self._reader.notes)
        root = Section(None, 0, span, blocks, sections, role)
        hidden = self._reader.hidden
        return Document(self._source.path, root, None, hidden.regions(), role, hidden.unsaid())

    def _sections(
        self, parent: nodes.Element, level: int, around: StanceMark, role: Role
    ) -> tuple[Section, ...]:
        inner = [child for child in parent.children if isinstance(child, nodes.section)]
        return tuple(self._section(node, level, around, role) for node in inner)

    def _section(self, node: nodes.section, level: int, around: StanceMark, role: Role) -> Section:
        begin = self._begins[id(node)]
        title = node.next_node(nodes.title)
        passage = self._reader.passage(begin.title, title.children if title else [])
        stance = heading_stance(passage, around)
        heading = passage.prose(stance, None, PLAIN)
        role = self._roles.of(heading.text, role)
        self._reader.places.go(begin.body)
        blocks = self._reader.blocks(_before_sections(node), stance)
        sections = self._sections(node, level + 1, stance, role)
        span = self._source.block(begin.line, 0, begin.stop)
        return Section(heading, level, span, blocks, sections, role, stance)


def _before_sections(parent: nodes.Element) -> list[nodes.Node]:
    """Return the blocks of a section without its title and the sections inside."""
    children = (one for one in parent.children if not isinstance(one, nodes.title))
    return list(takewhile(lambda one: not isinstance(one, nodes.section), children))


def _begins(source: Source, tree: nodes.document) -> dict[int, _Begin]:
    """Return by section where it begins and ends; one ends where the next of its level begins."""
    places = Places(source)
    found: list[tuple[nodes.section, Content, int, int, int]] = []
    for node in tree.findall(nodes.section):
        title = node.next_node(nodes.title)
        content = places.find(title.rawsource if title else "", node.line)
        line = content.places[0][0]
        above = line > 0 and _is_marks(source.lines[line - 1]) and _is_marks(_at(source, line + 1))
        above = above and source.lines[line - 1].rstrip() == _at(source, line + 1).rstrip()
        places.go(line + 2)
        found.append((node, content, line - above, line + 2, _depth(node)))
    begins = {}
    for number, (node, content, line, body, depth) in enumerate(found):
        later = (one[2] for one in found[number + 1 :] if one[4] <= depth)
        stop = next(later, len(source.lines))
        begins[id(node)] = _Begin(content, line, body, max(stop, line + 1))
    return begins


def _depth(node: nodes.Node) -> int:
    depth = 0
    while node.parent is not None:
        node, depth = node.parent, depth + 1
    return depth


def _at(source: Source, line: int) -> str:
    return source.lines[line] if line < len(source.lines) else ""


def _is_marks(line: str) -> bool:
    text = line.rstrip()
    return bool(text) and not text[0].isalnum() and text == text[0] * len(text)
