"""MDX documents as located trees: Markdown in which components may stand.

- Text inside JSX elements is text; tags, their attributes and ``{expressions}`` are not said.
- ``{/* comments */}`` are what ``<!-- comments -->`` are in Markdown: unsaid, and markers of regions.
- ``import`` and ``export`` at the beginning of a block are passed over.
- ``:::note[Title]`` admonitions are set off like alerts; a title such as ``Deprecated`` gives stance.
- There is no indented code, so blocks may be indented inside elements.
"""

from __future__ import annotations

from collections.abc import Sequence

from contractcheck.model.document import Document
from contractcheck.model.stance import Role
from contractcheck.readers.markdown import Dialect, Roles, read_tree
from contractcheck.readers.mdx.indentation import indents
from contractcheck.readers.mdx.masking import line_starts, mask
from contractcheck.readers.mdx.pieces import Piece, Pieces
from contractcheck.readers.text.content import Content
from contractcheck.readers.text.front_matter import end_of_front_matter
from contractcheck.readers.text.hidden import Hidden
from contractcheck.readers.text.source import Source

__all__ = ["read_mdx"]


def read_mdx(
    path: str,
    content: bytes,
    *,
    role: Role = Role.CURRENT,
    history: Sequence[str] = (),
    generated: Sequence[str] = (),
) -> Document:
    """Read an MDX document; parameters and errors are those of ``read_markdown``."""
    source = Source(path, content)
    first_line = end_of_front_matter(source)
    lines = source.lines[first_line:]
    text = "\n".join(lines)
    pieces, starts = list(Pieces(text)), line_starts(lines)
    hidden = _comments(source, first_line, text, pieces)
    masked = mask(lines, starts, pieces)
    taken = indents(lines, masked, starts, pieces)
    shown = source.masked(
        [*source.lines[:first_line], *masked],
        {first_line + number: width for number, width in taken.items() if width},
    )
    return read_tree(
        shown,
        content,
        first_line,
        role=role,
        roles=Roles(tuple(history), tuple(generated)),
        dialect=Dialect.MDX,
        hidden=hidden,
    )


def _comments(source: Source, first_line: int, text: str, pieces: Sequence[Piece]) -> Hidden:
    """Keep what the comments among the pieces say."""
    hidden = Hidden()
    starts = line_starts(source.lines[first_line:])
    places = [(first_line + number, 0) for number in range(len(starts))]
    content = Content(text, source, starts, places)
    for piece in pieces:
        if piece.inside:
            hidden.remark(content, (piece.start, piece.end), piece.inside)
    return hidden
