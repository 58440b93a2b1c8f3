"""Markdown documents as located trees.

What is read is CommonMark with tables, strikethrough, alerts, footnotes and front matter.

- Headings inside block quotes and list items make no sections; they are paragraphs there.
- A section, item or block ends at its last line with text.
- Each clause of a sentence is a ``Sentence`` of its own, for a stance reaches no further: ``the
  page is read-only; it does not write``. A label is one too. Only stance is bounded so: look for a
  text in ``Prose.text`` and ask the clauses that it touches.
- The nearest word decides the stance: the clause, then label, column, lead-in, headings outward.
  A condition only narrows what is denied, past or planned around it.
- HTML blocks are passed over, except for comments (kept in ``unsaid``), for text behind a comment,
  and for the marked regions that comments bound.
- Two lists of a kind with nothing but a comment between them are one list.
- A footnote that nothing refers to is not shown by pages, and so is unsaid.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from contractcheck.model.document import Document
from contractcheck.model.stance import Role
from contractcheck.readers.markdown.blocks import BlockReader
from contractcheck.readers.markdown.parser import Dialect, parse_blocks
from contractcheck.readers.markdown.sections import read_sections
from contractcheck.readers.text.front_matter import (
    end_of_front_matter,
    front_matter_fault,
    read_front_matter,
)
from contractcheck.readers.text.hidden import Hidden
from contractcheck.readers.text.source import Source
from contractcheck.readers.text.structure import Roles

__all__ = ["Dialect", "Roles", "read_markdown", "read_tree"]


def read_markdown(
    path: str,
    content: bytes,
    *,
    role: Role = Role.CURRENT,
    history: Sequence[str] = (),
    generated: Sequence[str] = (),
) -> Document:
    """Read a Markdown document.

    ``role`` is the whole file's; a section whose title matches a pattern of ``history`` or
    ``generated`` has that role with all in it. Raises ``UnreadableError`` for what is no UTF-8 text
    and for nesting too deep to follow.
    """
    source = Source(path, content)
    first_line = end_of_front_matter(source)
    return read_tree(
        source,
        content,
        first_line,
        role=role,
        roles=Roles(tuple(history), tuple(generated)),
    )


def read_tree(  # noqa: PLR0913 - one parameter per thing that readers of dialects decide
    source: Source,
    content: bytes,
    first_line: int,
    *,
    role: Role,
    roles: Roles,
    dialect: Dialect = Dialect.MARKDOWN,
    hidden: Hidden | None = None,
) -> Document:
    """Read the lines of ``source`` from ``first_line`` on; ``hidden`` is what is known to be unsaid."""
    hidden = hidden or Hidden()
    with _garbage_kept():
        reader = BlockReader(source, *parse_blocks(source, first_line, dialect), hidden)
        root = read_sections(source, reader, role, roles)
    front = read_front_matter(source, content, first_line) if first_line else None
    unread = first_line and front is None
    return Document(
        source.path,
        root,
        front,
        hidden.regions(),
        role,
        hidden.unsaid(),
        front_matter_fault(source, content, first_line) if unread else None,
    )


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Pause the cycle collector: it took half the time, and a growing tree has no garbage."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
