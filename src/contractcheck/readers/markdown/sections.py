"""The tree of sections, with roles and the stance their headings give."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractcheck.model.document import Block, Prose, Section
from contractcheck.model.location import Span
from contractcheck.model.stance import PLAIN, Role, StanceMark
from contractcheck.readers.markdown.blocks import BlockReader
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.structure import Roles, heading_stance


@dataclass(slots=True)
class _Open:
    """A section whose end is not reached."""

    level: int
    start: tuple[int, int]
    heading: Prose | None
    stance: StanceMark
    role: Role
    blocks: tuple[Block, ...] = ()
    sections: list[Section] = field(default_factory=list)


def read_sections(source: Source, reader: BlockReader, role: Role, roles: Roles) -> Section:
    """Read the whole token stream as a tree; footnotes become the root's last blocks."""
    root = _Open(0, (0, 0), None, PLAIN, role)
    root.blocks = reader.blocks(PLAIN, "heading_open")
    opened = [root]
    while token := reader.token:
        level, (line, column) = int(token.tag[1:]), token.meta["places"][0]
        while opened[-1].level >= level:
            _close(source, opened, line)
        around = opened[-1]
        passage = reader.heading()
        stance = heading_stance(passage, around.stance)
        prose = passage.prose(stance, None, PLAIN)
        section = _Open(level, (line, column), prose, stance, roles.of(prose.text, around.role))
        section.blocks = reader.blocks(stance, "heading_open")
        opened.append(section)
    while len(opened) > 1:
        _close(source, opened, len(source.lines))
    last = len(source.lines) - 1
    end = source.span(0, 0, last, len(source.lines[last]))
    span = Span(0, source.size, 1, 1, end.end_line, end.end_column)
    blocks = (*root.blocks, *reader.notes)
    return Section(None, 0, span, blocks, tuple(root.sections), role, PLAIN)


def _close(source: Source, opened: list[_Open], stop: int) -> None:
    section = opened.pop()
    opened[-1].sections.append(
        Section(
            section.heading,
            section.level,
            source.block(*section.start, stop),
            section.blocks,
            tuple(section.sections),
            section.role,
            section.stance,
        )
    )
