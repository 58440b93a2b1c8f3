"""Outlines: ``= Title`` begins a section, ``* `` an item, and the rest are paragraphs of one line."""

from __future__ import annotations

from collections.abc import Sequence

from contractcheck.model.document import (
    Block,
    Document,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Run,
    Section,
    Sentence,
)
from contractcheck.model.location import FILE_START, Location, Span
from contractcheck.model.problem import Problem, UnreadableError
from contractcheck.model.stance import Role


def read_outline(
    path: str,
    content: bytes,
    *,
    role: Role,
    history: Sequence[str],  # noqa: ARG001 - outlines have no roles below the file's
    generated: Sequence[str],  # noqa: ARG001
) -> Document:
    """Return the tree of an outline; sections stand side by side."""
    try:
        lines = content.decode().split("\n")
    except UnicodeDecodeError:
        message = "the outline is no UTF-8 text"
        raise UnreadableError(Problem(Location(path, FILE_START), message)) from None
    sections, blocks, at = [], list[Block](), 0
    root: tuple[Block, ...] | None = None
    heading: Prose | None = None
    for number, line in [*enumerate(lines, 1), (len(lines), "= ")]:
        prose = _prose(line, number, at)
        at += len(line.encode()) + 1
        if line.startswith("= "):
            if heading:
                sections.append(Section(heading, 1, heading.span, tuple(blocks), role=role))
            root = tuple(blocks) if root is None else root
            heading, blocks = prose, []
        elif line.startswith("* ") and blocks and isinstance(blocks[-1], ListBlock):
            last = blocks.pop()
            items = (*getattr(last, "items", ()), _item(prose))
            blocks.append(ListBlock(items, last.span.to(prose.span)))
        elif line.startswith("* "):
            blocks.append(ListBlock((_item(prose),), prose.span))
        elif line.strip():
            blocks.append(Paragraph(prose, prose.span))
    span = Span(0, len(content), 1, 1, len(lines) + 1, 1)
    return Document(path, Section(None, 0, span, root or (), tuple(sections), role), role=role)


def _prose(line: str, number: int, start: int) -> Prose:
    """Return the text behind the mark that a line may begin with, at its place."""
    text = line.removeprefix("= ").removeprefix("* ")
    column = len(line) - len(text) + 1
    first = start + column - 1
    span = Span(first, first + len(text.encode()), number, column, number, column + len(text))
    return Prose((Run(text, span),), span, (Sentence(0, len(text)),))


def _item(prose: Prose) -> Item:
    """Return an item; what stands before a colon is its label."""
    label, colon, _ = prose.text.partition(": ")
    return Item(prose, prose.span, (), len(label) if colon else 0, len(label) + 2 if colon else 0)
